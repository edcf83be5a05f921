"""What could be typed next: commands, operations, options and their values, names of profiles and files."""

import argparse
import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from callslip.shell.arguments import GLOBAL_OPTIONS, PAGE_OPTIONS, SKELETONS
from callslip.shell.catalogue import Catalogue, Command, Option, served_names
from callslip.shell.completion_scripts import SCRIPTS

__all__ = ["SCRIPTS", "candidates"]

Parsers = Callable[[str], argparse.ArgumentParser]
"""The parser of a command."""

_DOCUMENTS = ("--cli-input-json", "--cli-input-yaml", "--generate-cli-skeleton")
_FILE_SCHEMES = ("file://", "fileb://")


def candidates(words: Sequence[str], commands: Sequence[str], parser_of: Parsers) -> list[str]:
    """All that the last of the words could become; `words` follow `callslip`, and the last may be empty.

    Nothing where a file is the best guess, which a shell knows by itself.
    """
    *before, begun = words or [""]
    flag, sets, _ = begun.partition("=")
    if sets and flag.startswith("--"):
        before, begun, head = [*before, flag], begun[len(flag) + 1 :], f"{flag}="
    else:
        head = ""
    found = _all(before, begun, commands, parser_of)
    return sorted({f"{head}{word}" for word in found if word.startswith(begun)})


def _all(before: list[str], begun: str, commands: Sequence[str], parser_of: Parsers) -> Iterable[str]:
    for scheme in _FILE_SCHEMES:
        if begun.startswith(scheme):
            return [f"{scheme}{path}" for path in _files(begun.removeprefix(scheme))]
    if "connect" in before:
        return _of_connect(before, begun)
    if before and before[0] in commands:
        return _of_parser(parser_of(before[0]), before, begun)
    if before and _takes_value(before[-1], None):
        return _values(before[-1], None)
    return [*GLOBAL_OPTIONS, "--help", "--version"] if begun.startswith("-") else commands


def _of_connect(before: list[str], begun: str) -> Iterable[str]:
    catalogue = Catalogue()
    name = next((word for word in before[before.index("connect") + 1 :] if word in catalogue), None)
    command = None if name is None else catalogue.command(name)
    last = before[-1]
    if _takes_value(last, command):
        return _values(last, command)
    if command is None:
        return [*GLOBAL_OPTIONS, "--help"] if begun.startswith("-") else [*served_names(), "help"]
    left = [flag for flag in (*_options(command), *GLOBAL_OPTIONS) if flag not in before]
    return left if before[-1] != name else [*left, "help"]


def _takes_value(flag: str, command: Command | None) -> bool:
    if flag in GLOBAL_OPTIONS:
        return "action" not in GLOBAL_OPTIONS[flag][1]
    option = _option(flag, command)
    return flag in PAGE_OPTIONS or flag in _DOCUMENTS or (option is not None and option.shape.type != "boolean")


def _values(flag: str, command: Command | None) -> Iterable[str]:
    """What is allowed after an option, as far as it is known."""
    if flag == "--generate-cli-skeleton":
        return SKELETONS
    if flag == "--profile":
        return _profiles()
    if flag in GLOBAL_OPTIONS:
        choices: Sequence[str] = GLOBAL_OPTIONS[flag][1].get("choices", ())
        return choices
    option = _option(flag, command)
    if option is None or command is None:
        return _FILE_SCHEMES[:1]
    shape = command.model.shape(option.shape.member) if option.shape.member else option.shape
    return shape.enum or _FILE_SCHEMES


def _option(flag: str, command: Command | None) -> Option | None:
    return next((option for option in command.options if option.flag == flag), None) if command else None


def _options(command: Command) -> list[str]:
    flags = [option.flag for option in command.options if not option.hidden]
    flags += [f"--no-{option.name}" for option in command.options if option.shape.type == "boolean"]
    return [*flags, *_DOCUMENTS, *(PAGE_OPTIONS if command.paging else ())]


def _profiles() -> list[str]:
    from botocore.session import Session

    names: list[str] = Session().available_profiles
    return names


def _files(begun: str) -> list[str]:
    """Files whose path begins so, folders with a slash; `~` stays as it is typed."""
    folder, slash, name = begun.rpartition("/")
    place = Path(os.path.expandvars(folder + slash) or ".").expanduser()
    try:
        found = [path for path in place.iterdir() if path.name.startswith(name)]
    except OSError:
        return []
    shown = [path for path in found if name.startswith(".") or not path.name.startswith(".")]
    return [f"{folder}{slash}{path.name}{'/' if path.is_dir() else ''}" for path in shown]


def _of_parser(parser: argparse.ArgumentParser, before: list[str], begun: str) -> Iterable[str]:
    """What a parser of argparse takes after the words: actions, allowed values, options."""
    for word in before[1:]:
        parser = _actions_of(parser).get(word, parser)
    actions = parser._actions  # noqa: SLF001 - argparse has no other way to ask
    last = next((action for action in actions if before[-1] in action.option_strings), None)
    if last is not None and last.nargs != 0:
        return [str(choice) for choice in last.choices or ()]
    options = [flag for action in actions for flag in action.option_strings if flag.startswith("--")]
    places = [choice for action in actions if not action.option_strings for choice in action.choices or ()]
    return options if begun.startswith("-") else places


def _actions_of(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    groups = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]  # noqa: SLF001
    return {name: inner for group in groups for name, inner in group.choices.items()}
