"""`callslip contacts history`: who changed which attribute of a contact when, or what they were at a time."""

import argparse
import json
from collections.abc import Iterator, Mapping
from typing import Any

from callslip.shell.columns import draw_columns
from callslip.shell.failures import ParameterError
from callslip.shell.own_routes import add_options, open_caller, pages, short_time, write

HELP = "show every change of a contact's attributes, the latest first"

_PAGE = 1_000
_HEAD = ("changed", "attribute", "old", "new", "through", "caller")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the action."""
    parser.add_argument("contact_id", metavar="CONTACT", help="any contact of the chain, its id or ARN")
    parser.add_argument("--key", metavar="KEY", help="changes of this attribute only")
    parser.add_argument("--at", metavar="TIME", help="the attributes at this time, in ISO 8601, instead of changes")
    parser.add_argument("--max-items", type=int, default=100, metavar="N", help="how many changes (default: 100)")
    add_options(parser)


def run(options: argparse.Namespace) -> None:
    """Ask, and show. Raises ShellError and botocore's errors."""
    if options.max_items < 1:
        raise ParameterError(f"--max-items is {options.max_items}; 1 or more is needed.")
    given = {"InstanceId": options.instance_id, "ContactId": options.contact_id, "Key": options.key, "At": options.at}
    members: dict[str, Any] = {name: value for name, value in given.items() if value}
    with open_caller("GetContactHistory", options) as caller:
        if options.at:
            write(caller.call(members), options, _draw_state)
            return
        found: list[Mapping[str, Any]] = []
        for page in pages(caller, {**members, "MaxResults": min(options.max_items, _PAGE)}):
            found += page["Changes"]
            if len(found) >= options.max_items:
                break
    write({"Changes": found[: options.max_items]}, options, _draw)


def _draw(answer: Mapping[str, Any], columns: int) -> str:
    return draw_columns(_HEAD, list(map(list, map(_row, answer["Changes"]))), columns) or "no changes\n"


def _row(change: Mapping[str, Any]) -> Iterator[str]:
    yield short_time(change["ChangedAt"])
    yield change["Key"]
    for name in ("OldValue", "NewValue"):
        yield "(erased)" if change.get("Erased") else json.dumps(change.get(name), ensure_ascii=False)
    yield change["Through"]
    yield change["Caller"].rpartition("/")[2]


def _draw_state(answer: Mapping[str, Any], columns: int) -> str:
    erased = [(name, "(erased)") for name in answer["Erased"]]
    return draw_columns(("attribute", "value"), sorted(answer["Attributes"].items()) + erased, columns) or (
        "no attributes\n"
    )
