"""Calls to Callslip's own operations, by the same endpoint, credentials and signatures as `callslip connect`."""

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from callslip.shell.columns import terminal_columns

if TYPE_CHECKING:
    from callslip.shell.client import Caller

Draw = Callable[[Mapping[str, Any], int], str]
"""An answer as text for a terminal of so many columns."""


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options that say where a request goes, who signs it, and how the answer is shown."""
    parser.add_argument("--instance-id", metavar="ID", help="the instance; needed where the server has several")
    add_server_options(parser)
    parser.add_argument(
        "--output", choices=["table", "json"], help="how the answer is shown (default: table in a terminal, else json)"
    )
    parser.set_defaults(aws=False, debug=False, cli_connect_timeout=None, cli_read_timeout=None)


def add_server_options(parser: argparse.ArgumentParser) -> None:
    """The options that say where a request goes, and who signs it."""
    parser.add_argument("--endpoint-url", metavar="URL", help="the server (default: as for `callslip connect`)")
    parser.add_argument("--profile", metavar="NAME", help="the profile of the AWS configuration to use")
    parser.add_argument("--region", metavar="REGION", help="the region to sign for")
    parser.add_argument("--no-sign-request", action="store_false", dest="sign_request", help="send no signature")
    parser.add_argument("--ca-bundle", metavar="FILE", help="a file of certificate authorities to trust")
    parser.add_argument("--no-verify-ssl", action="store_false", dest="verify_ssl", help="take any TLS certificate")


def open_caller(name: str, options: argparse.Namespace) -> "Caller":
    """What calls the operation of that name. Raises ShellError, and botocore's errors about configuration."""
    from callslip.protocol.model import load_model_with_extensions
    from callslip.shell.catalogue import Command, shell_name
    from callslip.shell.client import Caller

    model = load_model_with_extensions()
    return Caller(Command(shell_name(name), model.operations[name], model), options)


def pages(caller: "Caller", members: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The answers, page by page, to the last. Raises botocore's errors."""
    token: dict[str, str] = {}
    while True:
        answer = caller.call({**members, **token})
        yield answer
        if "NextToken" not in answer:
            return
        token = {"NextToken": answer["NextToken"]}


def write(answer: Mapping[str, Any], options: argparse.Namespace, draw: Draw) -> None:
    """Show an answer as it was asked for."""
    output = options.output or ("table" if sys.stdout.isatty() else "json")
    if output == "json":
        sys.stdout.write(json.dumps(answer, indent=4, ensure_ascii=False) + "\n")
    else:
        sys.stdout.write(draw(answer, terminal_columns()))
    sys.stdout.flush()


def short_time(text: str) -> str:
    """A time of an answer to the second, for people; they are all in UTC."""
    return f"{text[:19]}Z"


def perform(action: Callable[[argparse.Namespace], None], options: argparse.Namespace) -> int:
    """Run an action; the exit code. What goes wrong is told on stderr: 1, or 2 for a value that cannot be."""
    try:
        action(options)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except Exception as error:  # noqa: BLE001 - whatever it is, it is told in one line
        from callslip.shell.failures import INVALID
        from callslip.shell.report import describe_error

        code, _, message, _ = describe_error(error)
        told = getattr(error, "response", {}).get("Error", {}).get("Message", message)
        sys.stderr.write(f"callslip: {told}\n")
        return 2 if code == INVALID else 1
    return 0
