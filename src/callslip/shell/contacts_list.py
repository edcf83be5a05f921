"""`callslip contacts list`: contacts that meet conditions, with their attributes."""

import argparse
import re
import sys
from collections.abc import Mapping
from typing import Any

from callslip.shell.columns import draw_columns
from callslip.shell.failures import ParameterError
from callslip.shell.own_routes import add_options, open_caller, pages, short_time, write
from callslip.shell.progress import Progress

HELP = "list contacts that meet conditions"

_PAGE = 1_000
_WHERE = re.compile(r"(?P<absent>!)?(?P<key>[A-Za-z0-9_-]+)(?:(?P<operator>\^=|!=|=)(?P<text>.*))?", re.DOTALL)
_HEAD = ("initiated", "channel", "state", "contact", "name", "attributes")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the action."""
    parser.add_argument(
        "--where",
        action="append",
        default=[],
        metavar="CONDITION",
        help="key=value, key!=value, key^=beginning, key (is there), !key (is not); repeatable, all must hold",
    )
    parser.add_argument("--channel", action="append", metavar="CHANNEL", help="VOICE, CHAT, TASK or EMAIL; repeatable")
    parser.add_argument("--initiation-method", action="append", metavar="METHOD", help="such as API; repeatable")
    parser.add_argument("--queue-id", action="append", metavar="ID", help="a queue; repeatable")
    parser.add_argument("--user-id", action="append", metavar="ID", help="a user who has or had it; repeatable")
    parser.add_argument("--from", dest="begins", metavar="TIME", help="begun then or later, as 2026-11-18T09:00:00Z")
    parser.add_argument("--to", dest="ends", metavar="TIME", help="begun then or earlier")
    parser.add_argument("--oldest-first", action="store_true", help="the earliest first (default: the latest)")
    parser.add_argument(
        "--max-items", type=int, default=100, metavar="N", help="how many are shown; 0 for all (default: 100)"
    )
    add_options(parser)


def run(options: argparse.Namespace) -> None:
    """Ask, and show. Raises ShellError and botocore's errors."""
    if options.max_items < 0:
        raise ParameterError(f"--max-items is {options.max_items}; 0 or more is needed.")
    found: list[Mapping[str, Any]] = []
    more = False
    with open_caller("FindContacts", options) as caller, Progress("searching") as progress:
        for number, page in enumerate(pages(caller, _members(options)), 1):
            found += page["Contacts"]
            more = "NextToken" in page or 0 < options.max_items < len(found)
            progress.tell(f"page {number:,}, {len(found):,} contacts")
            if 0 < options.max_items <= len(found):
                break
    shown = found[: options.max_items or None]
    write({"Contacts": shown}, options, draw)
    if more:
        sys.stderr.write(f"callslip: {len(shown)} contacts are shown and there may be more: --max-items 0 shows all\n")


def draw(answer: Mapping[str, Any], columns: int) -> str:
    """A line for each contact."""
    return draw_columns(_HEAD, [_row(contact) for contact in answer["Contacts"]], columns) or "no contacts\n"


def parse_condition(text: str) -> dict[str, Any]:
    """A condition of --where as the member that FindContacts has for it. Raises ParameterError."""
    found = _WHERE.fullmatch(text)
    if not found or (found["absent"] and found["operator"]):
        raise ParameterError(
            f"--where {text!a}: write key=value, key!=value, key^=beginning, key or !key. A key has letters, digits, "
            "dashes and underscores."
        )
    key, operator, wanted = found["key"], found["operator"], found["text"]
    if operator is None:
        return {"Key": key, "Exists": not found["absent"]}
    if operator == "^=":
        return {"Key": key, "Prefix": wanted}
    return {"Key": key, "Values": [wanted], "Not": operator == "!="}


def _members(options: argparse.Namespace) -> dict[str, Any]:
    given = {
        "InstanceId": options.instance_id,
        "AttributeTests": [parse_condition(text) for text in options.where],
        "Channels": options.channel,
        "InitiationMethods": options.initiation_method,
        "QueueIds": options.queue_id,
        "AgentIds": options.user_id,
        "From": options.begins,
        "To": options.ends,
        "OldestFirst": options.oldest_first,
        "MaxResults": min(options.max_items or _PAGE, _PAGE),
    }
    return {name: value for name, value in given.items() if value not in (None, [])}


def _row(contact: Mapping[str, Any]) -> list[str]:
    attributes = " ".join(f"{key}={value}" for key, value in sorted(contact["Attributes"].items()))
    words = [contact.get(name, "") for name in ("Channel", "State", "Id", "Name")]
    return [short_time(contact["InitiationTimestamp"]), *words, attributes]
