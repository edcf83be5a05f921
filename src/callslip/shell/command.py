"""`callslip connect …` from the first word to the exit code."""

import argparse
import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from callslip import __version__
from callslip.shell.arguments import (
    PAGE_OPTIONS,
    destination,
    parse_globals,
    parse_operation,
    parse_options,
)
from callslip.shell.catalogue import Catalogue, Command
from callslip.shell.failures import ParameterError, UnknownOptionsError
from callslip.shell.input_document import read_documents
from callslip.shell.parameter import read_parameter
from callslip.shell.report import report

if TYPE_CHECKING:
    from callslip.shell.client import Caller

_HELP_FLAGS = ("--help", "-h")


def run(words: Sequence[str]) -> int:
    """Perform a command line that begins with `connect` or with global options; the exit code.

    0 done, 130 interrupted, 252 the command line is wrong, 253 the configuration is, 254 the service refused,
    255 anything else.
    """
    options = None
    try:
        if _asks_for_help(words):
            return _show_help(words)
        options, rest = parse_globals(words)
        if options.version:
            sys.stdout.write(f"callslip/{__version__}\n")
            return 0
        return _perform(options, rest)
    except KeyboardInterrupt:
        sys.stdout.write("\n")
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 255
    except Exception as error:  # noqa: BLE001 - whatever it is, it is told as the AWS CLI tells it
        return report(error, options)


def _asks_for_help(words: Sequence[str]) -> bool:
    """`help` where an operation or nothing but it stands; after an option it is a value."""
    after = words[words.index("connect") + 1 :] if "connect" in words else []
    return bool(after) and (after[-1] in _HELP_FLAGS or (after[-1] == "help" and len(after) <= 2))  # noqa: PLR2004


def _show_help(words: Sequence[str]) -> int:
    from callslip.shell.help import help_page

    sys.stdout.write(help_page(Catalogue(), words))
    return 0


def _perform(options: argparse.Namespace, rest: list[str]) -> int:
    query = _compile(options.query)
    catalogue = Catalogue()
    name, words = parse_operation(catalogue, rest)
    command = catalogue.command(name)
    chosen, unknown = parse_options(command, words)
    if unknown == ["help"]:
        return _show_help([name])
    if unknown:
        raise UnknownOptionsError(f"Unknown options: {', '.join(unknown)}")
    if chosen.generate_cli_skeleton in ("input", "yaml-input"):
        return _print_input_skeleton(command, chosen.generate_cli_skeleton)
    members = _members(command, chosen)
    from callslip.shell.client import Caller

    with Caller(command, options) as caller:
        if chosen.generate_cli_skeleton == "output":
            pages: Iterable[Any] = [_output_skeleton(command, members)]
        else:
            pages = _answer(command, caller, _turning(command, options, chosen, members), members)
        _write(caller.output, command.operation.name, _select(pages, query), options)
    return 0


def _compile(expression: str | None) -> Any:
    if expression is None:
        return None
    import jmespath
    from jmespath.exceptions import JMESPathError

    try:
        return jmespath.compile(expression)
    except JMESPathError as error:
        raise ParameterError(f"Bad value for --query {expression}: {error}") from None


def _members(command: Command, chosen: argparse.Namespace) -> dict[str, Any]:
    """The request's members: a document gives some, and an option replaces a whole member."""
    members = {}
    for option in command.options:
        words = getattr(chosen, destination(option))
        if words is not None:
            members[option.member] = read_parameter(command.model, option, words)
    document = read_documents(chosen.cli_input_json, chosen.cli_input_yaml)
    return members | {name: value for name, value in document.items() if name not in members}


def _print_input_skeleton(command: Command, kind: str) -> int:
    from callslip.shell.skeleton import input_skeleton, yaml_skeleton

    name = command.operation.input_name
    text = (
        yaml_skeleton(command.model, name)
        if kind == "yaml-input"
        else json.dumps(input_skeleton(command.model, name), indent=4)
    )
    sys.stdout.write(f"{text}\n")
    return 0


def _output_skeleton(command: Command, members: Mapping[str, Any]) -> Any:
    from callslip.shell.skeleton import output_skeleton
    from callslip.shell.validation import check_members

    check_members(command.operation, members)
    return output_skeleton(command.model, command.operation.output_name)


def _answer(
    command: Command, caller: "Caller", turning: Mapping[str, Any] | None, members: Mapping[str, Any]
) -> Iterator[Any]:
    if turning is None:
        yield caller.call(members)
        return
    from callslip.shell.client import strip_metadata
    from callslip.shell.formats import SINGLE

    pages = caller.pages(members, turning)
    if caller.output in SINGLE:
        yield pages.build_full_result()
    elif caller.output == "text":
        for page in pages:
            yield {name: page[name] for name in command.paging.results if name in page} if command.paging else page
        if pages.resume_token:
            yield {"NextToken": {"NextToken": pages.resume_token}}
    else:
        yield from strip_metadata(pages)


def _turning(
    command: Command, options: argparse.Namespace, chosen: argparse.Namespace, members: Mapping[str, Any]
) -> dict[str, Any] | None:
    """How botocore shall turn pages; None where one page is asked for, by option or by the API's own members."""
    if command.paging is None:
        return None
    given = {flag: getattr(chosen, flag[2:].replace("-", "_"), None) for flag in PAGE_OPTIONS}
    used = [flag for flag, value in given.items() if value is not None]
    raw = [name for name in (*command.paging.tokens, command.paging.size) if name in members]
    if not options.paginate:
        if used:
            raise ParameterError(f"Cannot specify --no-paginate along with pagination arguments: {', '.join(used)}")
        return None
    if raw and not used:
        return None
    return {
        "StartingToken": given["--starting-token"],
        "PageSize": given["--page-size"],
        "MaxItems": given["--max-items"],
    }


def _select(pages: Iterable[Any], query: Any) -> Iterator[Any]:
    for page in pages:
        yield page if query is None else query.search(page)


def _write(output: str, title: str, pages: Iterable[Any], options: argparse.Namespace) -> None:
    from callslip.shell.formats import render

    color = options.color == "on" or (options.color == "auto" and sys.stdout.isatty())
    for piece in render(output, title, pages, color=color):
        sys.stdout.write(piece)
    sys.stdout.flush()
