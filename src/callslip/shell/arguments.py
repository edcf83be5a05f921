"""The words of the command line, sorted: global options, the operation, the options of the operation."""

import argparse
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import Any, NoReturn

from callslip.shell.catalogue import Catalogue, Command, Option
from callslip.shell.failures import UsageError
from callslip.shell.input_document import JSON, YAML

OUTPUTS = ("json", "text", "table", "yaml", "yaml-stream", "off")
ERROR_FORMATS = ("legacy", "json", "yaml", "text", "table", "enhanced")
SKELETONS = ("input", "yaml-input", "output")

GLOBAL_OPTIONS: dict[str, tuple[str, dict[str, Any]]] = {
    "--endpoint-url": ("where requests go", {"metavar": "URL"}),
    "--aws": ("let requests go to Amazon itself", {"action": "store_true"}),
    "--profile": ("the profile of the AWS configuration to use", {"metavar": "NAME"}),
    "--region": ("the region to sign for; us-east-1 for a server on this machine", {"metavar": "REGION"}),
    "--output": ("how the answer is printed", {"choices": OUTPUTS}),
    "--query": ("a JMESPath expression; only what it finds is printed", {"metavar": "EXPRESSION"}),
    "--no-paginate": ("ask for one page only", {"action": "store_false", "dest": "paginate"}),
    "--no-sign-request": ("send no signature", {"action": "store_false", "dest": "sign_request"}),
    "--ca-bundle": ("a file of certificate authorities to trust", {"metavar": "FILE"}),
    "--no-verify-ssl": ("take any TLS certificate", {"action": "store_false", "dest": "verify_ssl"}),
    "--cli-read-timeout": ("seconds to wait for an answer; 0 for ever (default: 60)", {"metavar": "SECONDS"}),
    "--cli-connect-timeout": ("seconds to wait for a connection; 0 for ever (default: 60)", {"metavar": "SECONDS"}),
    "--color": ("colour in tables", {"choices": ("on", "off", "auto"), "default": "auto"}),
    "--cli-error-format": ("how an error is printed (default: enhanced)", {"choices": ERROR_FORMATS}),
    "--cli-binary-format": (
        "accepted for scripts; no operation takes bytes",
        {"choices": ("base64", "raw-in-base64-out")},
    ),
    "--no-cli-pager": ("accepted for scripts; nothing is paged", {"action": "store_true"}),
    "--cli-auto-prompt": ("accepted for scripts; nothing is asked", {"action": "store_true"}),
    "--no-cli-auto-prompt": ("accepted for scripts; nothing is asked", {"action": "store_true"}),
    "--debug": ("show on stderr what happens; no value of a request", {"action": "store_true"}),
    "--version": ("show the version", {"action": "store_true"}),
}
PAGE_OPTIONS: dict[str, tuple[str, dict[str, Any]]] = {
    "--starting-token": ("go on where the NextToken of an earlier answer stopped", {"metavar": "TOKEN"}),
    "--page-size": ("how many items one request asks for", {"type": int, "metavar": "N"}),
    "--max-items": ("how many items are printed at most", {"type": int, "metavar": "N"}),
}


class Parser(argparse.ArgumentParser):
    """An argument parser that raises instead of ending the process."""

    def __init__(self, *, abbreviations: bool = True) -> None:
        super().__init__(add_help=False, usage=argparse.SUPPRESS, allow_abbrev=abbreviations)

    def error(self, message: str) -> NoReturn:
        """Raise UsageError."""
        raise UsageError(message)

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        if action.choices is not None and value not in action.choices:
            raise argparse.ArgumentError(action, f"Found invalid choice '{value}'{_advice(value, action.choices)}")


def _advice(value: str, choices: Iterable[str]) -> str:
    if isinstance(choices, (list, tuple)):
        return f", valid choices are: {', '.join(choices)}"
    close = get_close_matches(value, list(choices), cutoff=0.8)
    if not close:
        return ", valid choices are those of 'callslip connect help'"
    return "\n\nMaybe you meant:\n\n" + "\n".join(f"  * {name}" for name in close)


def parse_globals(words: Sequence[str]) -> tuple[argparse.Namespace, list[str]]:
    """The global options, wherever they stand, and all other words after the command. Raises UsageError."""
    wants_aws = "--aws" in words
    parser = Parser()
    for flag, (_, how) in GLOBAL_OPTIONS.items():
        if flag != "--aws":
            parser.add_argument(flag, **how)
    parser.add_argument("command", choices=["connect"])
    chosen, rest = parser.parse_known_args([word for word in words if word != "--aws"])
    chosen.aws = wants_aws
    return chosen, rest


def parse_operation(names: Catalogue, words: list[str]) -> tuple[str, list[str]]:
    """The name of the operation and the words after it. Raises UsageError."""
    parser = Parser()
    parser.add_argument("operation", metavar="operation", choices=names)
    chosen, rest = parser.parse_known_args(words)
    return chosen.operation, rest


def parse_options(command: Command, words: list[str]) -> tuple[argparse.Namespace, list[str]]:
    """The options of an operation, None where one is not given, and the words that nobody knows. Raises UsageError.

    A document or a skeleton of an input waives what is required; `required` says what stayed so.
    """
    waived = _is_given(words, f"--{JSON}", f"--{YAML}") or _asks_for_input_skeleton(words)
    parser = Parser()
    for option in command.options:
        _add_option(parser, option, required=option.required and not waived)
    parser.add_argument(f"--{JSON}", dest="cli_input_json")
    parser.add_argument(f"--{YAML}", dest="cli_input_yaml")
    if command.paging:
        for flag, (_, how) in PAGE_OPTIONS.items():
            if flag != "--page-size" or command.paging.size:
                parser.add_argument(flag, **how)
    parser.add_argument(
        "--generate-cli-skeleton", nargs="?", const="input", choices=SKELETONS, dest="generate_cli_skeleton"
    )
    return parser.parse_known_args(words)


def destination(option: Option) -> str:
    """Under which name the parsed options hold this one; no global name can be the same."""
    return f"member {option.member}"


def _add_option(parser: Parser, option: Option, *, required: bool) -> None:
    place = destination(option)
    if option.shape.type == "boolean":
        parser.add_argument(option.flag, dest=place, action="store_true", default=None)
        parser.add_argument(f"--no-{option.name}", dest=place, action="store_false", default=None)
    elif option.shape.type == "list":
        parser.add_argument(option.flag, dest=place, nargs="*", required=required)
    else:
        parser.add_argument(option.flag, dest=place, required=required)


def _is_given(words: list[str], *flags: str) -> bool:
    return any(word.split("=", 1)[0] == flag for word in words for flag in flags)


def _asks_for_input_skeleton(words: list[str]) -> bool:
    probe = Parser(abbreviations=False)
    probe.add_argument("--generate-cli-skeleton", nargs="?", const="input")
    kind = probe.parse_known_args(words)[0].generate_cli_skeleton
    return kind in ("input", "yaml-input")
