"""The command line: one file per command, each with `register` for its options and `run` for its work."""

import sys
from importlib import import_module
from pathlib import Path

from callslip import __version__


def main(arguments: list[str] | None = None) -> int:
    """Run a command; the exit code: 0 done, 1 it could not be done, 2 the command line is wrong, 130 interrupted.

    `connect` has the exit codes of the AWS CLI. Only what the command needs is loaded: a command line waits.
    """
    words = sys.argv[1:] if arguments is None else arguments
    if words == ["--version"]:
        print(f"callslip {__version__}")
        return 0
    if _is_connect(words):
        return int(import_module(f"{__name__}.connect").run_words(words))
    return _run(words)


def _is_connect(words: list[str]) -> bool:
    """Whether the words are for `connect`, before which its global options may stand, as for the AWS CLI."""
    first = words[0] if words else ""
    begins_with_option = first.startswith("--") and first not in ("--help", "--version")
    return first == "connect" or (begins_with_option and "connect" in words)


def _run(words: list[str]) -> int:
    if words and words[0] not in ("-h", "--help", "--version", *_names()):
        print(_unknown(words[0]), file=sys.stderr)
        return 2
    import argparse

    parser = argparse.ArgumentParser(
        prog="callslip", description="Contact attributes for the Amazon Connect API, on your own machine."
    )
    parser.add_argument("--version", action="version", version=f"callslip {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for name in words[:1] if words and not words[0].startswith("-") else _names():
        import_module(f"{__name__}.{name}").register(commands)
    parsed = parser.parse_args(words)
    try:
        return int(parsed.run(parsed))
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        if type(error).__name__ not in _EXPECTED:
            raise
        print(f"callslip: {error}", file=sys.stderr)
        return 1


def _unknown(word: str) -> str:
    """What to say to a first word that is no command: perhaps it was meant for `connect`, or misspelled."""
    from difflib import get_close_matches

    if word.startswith("-"):
        return f"callslip: {word} stands where a command is needed. `callslip --help` shows the commands."
    close = get_close_matches(word, _names(), n=2)
    if (Path(__path__[0]).with_name("operations") / f"{word.replace('-', '_')}.py").exists():
        close = [f"connect {word}"]
    advice = f"Did you mean: {', '.join(close)}? " if close else ""
    return f"callslip: {word!a} is no command. {advice}`callslip --help` shows the commands."


def _names() -> list[str]:
    """The commands: the files of this folder."""
    return sorted(path.stem for path in Path(__path__[0]).glob("[!_]*.py"))


_EXPECTED = (
    "CredentialFileError",
    "InvalidRequestException",
    "ResourceNotFoundException",
    "SettingsError",
    "StoreError",
)
"""Errors that are an answer, not a crash; named, since the command line loads what raises them only when needed."""
