"""`callslip watch`: follow the changes of attributes on a running server."""

import argparse
import json
import sys
import threading
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from callslip.shell.own_routes import add_server_options

PATH = "/_callslip/events"

_SHOWN_MAX = 60
_WAIT_FIRST_S = 0.5
_WAIT_MAX_S = 10.0
_BOLD, _DIM, _PLAIN = "\x1b[1m", "\x1b[2m", "\x1b[0m"


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Options of the command."""
    parser = commands.add_parser(
        "watch",
        help="follow the changes of attributes",
        description="Follow the changes of attributes until Ctrl-C: lines in a terminal, JSON in a pipe.",
    )
    parser.add_argument("--instance-id", metavar="ID", help="only this instance")
    parser.add_argument("--contact-id", metavar="ID", help="only this contact, or the chain it is the first of")
    parser.add_argument("--after", metavar="EVENT", help="begin behind this event; 0 for the first there is")
    parser.add_argument("--count", type=int, metavar="N", help="end after N changes")
    parser.add_argument("--json", action=argparse.BooleanOptionalAction, help="one JSON object a line, or not")
    add_server_options(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print until interrupted; 1 where the server refuses, or is not there at the start."""
    from callslip.shell.failures import ShellError

    if arguments.count is not None and arguments.count < 1:
        sys.stderr.write(f"callslip watch: --count is {arguments.count}; 1 or more is needed\n")
        return 2
    as_json = not sys.stdout.isatty() if arguments.json is None else arguments.json
    try:
        for number, (event_id, update) in enumerate(_follow(arguments), 1):
            print(
                json.dumps({"id": event_id, **update}) if as_json else _line(update, in_color=sys.stdout.isatty()),
                flush=True,
            )
            if number == arguments.count:
                return 0
    except ShellError as error:
        sys.stderr.write(f"callslip watch: {error}\n")
    except ModuleNotFoundError as error:
        sys.stderr.write(f"callslip watch: {error.name} is missing: pip install 'callslip[connect]'\n")
    except BrokenPipeError:
        sys.stderr.close()
    return 1


def _follow(arguments: argparse.Namespace) -> Iterator[tuple[int, dict[str, Any]]]:
    """Every change from now on; a connection that breaks is made again, behind the last event there was."""
    from callslip.shell.failures import ShellError
    from callslip.shell.own_pages import OwnPagesClient, RefusedError

    client = OwnPagesClient(arguments)
    chosen = {"instanceId": arguments.instance_id, "contactId": arguments.contact_id, "after": arguments.after}
    query = {name: value for name, value in chosen.items() if value is not None}
    reached: dict[str, str] = {}
    wait_s = _WAIT_FIRST_S
    while True:
        before = dict(reached)
        try:
            yield from _connection(client.lines(PATH, query, reached), reached)
        except ShellError as error:
            if not reached or isinstance(error, RefusedError):
                raise
            sys.stderr.write(f"callslip watch: {error}; trying again\n")
        wait_s = _WAIT_FIRST_S if reached != before else min(wait_s * 2, _WAIT_MAX_S)
        threading.Event().wait(wait_s)


def _connection(lines: Iterable[str], reached: dict[str, str]) -> Iterator[tuple[int, dict[str, Any]]]:
    """The changes that come over one connection; `reached` is the header that says how far they are."""
    for event in read_events(lines):
        if "id" in event:
            reached["Last-Event-ID"] = event["id"]
        if event.get("event") == "gap":
            sys.stderr.write(f"callslip watch: {_missed(json.loads(event['data']))}\n")
        elif "data" in event:
            yield int(event["id"]), json.loads(event["data"])


def _missed(gap: dict[str, Any]) -> str:
    if gap["reason"] == "unknown":
        return f"the server has never had change {gap['after']}; going on behind {gap['upTo']}, its last"
    return f"changes behind {gap['after']}, up to {gap['upTo']}, were deleted"


def read_events(lines: Iterable[str]) -> Iterator[dict[str, str]]:
    """The server-sent events in an answer's lines; comments are left out, and so is an event cut short."""
    event: dict[str, str] = {}
    for line in lines:
        if not line:
            if event:
                yield event
            event = {}
        elif not line.startswith(":"):
            name, _, value = line.partition(":")
            event[name] = value.removeprefix(" ")


def _line(update: dict[str, Any], *, in_color: bool) -> str:
    bold, dim, plain = (_BOLD, _DIM, _PLAIN) if in_color else ("", "", "")
    at = datetime.fromisoformat(update["time"]).astimezone()
    before = "" if update["old"] is None else f"{_shown(update['old'])} → "
    by = f"{update['caller'].rpartition('/')[2]}, {update['through']}"
    after = "erased" if update.get("erased") else _shown(update["new"])
    what = f"{bold}{update['name']}{plain} {before}{after}"
    return f"{dim}{at:%H:%M:%S} {update['contactId']}{plain} {what} {dim}{by}{plain}"


def _shown(value: str | None) -> str:
    """A value on one line, with nothing in it that a terminal obeys."""
    if value is None:
        return "(erased)"
    text = value if len(value) <= _SHOWN_MAX else f"{value[:_SHOWN_MAX]}…"
    return "".join(each if each.isprintable() else ascii(each)[1:-1] for each in text) or '""'
