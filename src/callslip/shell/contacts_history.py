"""`callslip contacts history`: who changed which attribute when, or what the attributes were at a time."""

import argparse
import json
import sys
from collections.abc import Iterator, Mapping
from typing import Any

from callslip.settings import load_settings
from callslip.shell.columns import draw_columns
from callslip.shell.failures import ParameterError
from callslip.shell.own_routes import add_options, open_caller, pages, short_time, write

HELP = "show every change of the attributes that a contact's chain shares"

_PAGE = 1_000
_HEAD = ("changed", "attribute", "old", "new", "through", "caller")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the action."""
    parser.add_argument("contact_id", metavar="CONTACT", help="any contact of the chain, its id or ARN")
    parser.add_argument("--key", default="", metavar="KEY", help="changes of this attribute only")
    parser.add_argument("--at", metavar="TIME", help="the attributes at this time, in ISO 8601, instead of changes")
    parser.add_argument(
        "--max-items", type=int, default=100, metavar="N", help="how many changes are shown; 0 for all (default: 100)"
    )
    parser.add_argument("--store", metavar="STORE", help="read this store itself, beside a server or without one")
    add_options(parser)


def run(options: argparse.Namespace) -> None:
    """Ask the server, or the store, and show. Raises ShellError, SettingsError, StoreError, ServiceError."""
    if options.max_items < 0:
        raise ParameterError(f"--max-items is {options.max_items}; 0 or more is needed.")
    ask = _from_store if options.store else _from_server
    if options.at is not None:
        write(next(ask(options, {"At": options.at})), options, _draw_attributes)
        return
    answer: dict[str, Any] = {"Changes": []}
    for page in ask(options, {"MaxResults": min(options.max_items or _PAGE, _PAGE), "Key": options.key}):
        answer = {**page, "Changes": [*answer["Changes"], *page["Changes"]]}
        if 0 < options.max_items <= len(answer["Changes"]):
            break
    shown = answer["Changes"][: options.max_items or None]
    more = answer.pop("NextToken", None) is not None or len(shown) < len(answer["Changes"])
    write({**answer, "Changes": shown}, options, draw)
    if more:
        sys.stderr.write(f"callslip: {len(shown)} changes are shown, and there are more: --max-items 0\n")


def draw(answer: Mapping[str, Any], columns: int) -> str:
    """A line for each change, the latest first."""
    return draw_columns(_HEAD, [_row(change) for change in answer["Changes"]], columns) or "no changes\n"


def _draw_attributes(answer: Mapping[str, Any], columns: int) -> str:
    rows = [*answer["Attributes"].items(), *((key, "(erased)") for key in answer["Erased"])]
    return draw_columns(("attribute", "value"), sorted(rows), columns) or "no attributes\n"


def _row(change: Mapping[str, Any]) -> list[str]:
    erased = change.get("Erased")
    values = (
        "(erased)" if erased else json.dumps(change.get(name), ensure_ascii=False) for name in ("OldValue", "NewValue")
    )
    caller = change["Caller"].rpartition("/")[2]
    return [short_time(change["ChangedAt"]), change["Key"], *values, change["Through"], caller]


def _from_server(options: argparse.Namespace, more: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    given = {"InstanceId": options.instance_id, "ContactId": options.contact_id, **more}
    with open_caller("GetContactHistory", options) as caller:
        yield from pages(caller, {name: value for name, value in given.items() if value})


def _from_store(options: argparse.Namespace, more: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    from callslip.bootstrap import opened
    from callslip.keeping.reading import ask, get_contact_attributes_at, get_contact_history

    settings = load_settings({"store": options.store, "instance_id": options.instance_id})
    members = {"InstanceId": settings.instance_id, "ContactId": options.contact_id, **more}
    question = get_contact_attributes_at if "At" in more else get_contact_history
    with opened(settings) as (backend, world):
        while True:
            answer = ask(backend, world, question, members)
            yield answer
            if "NextToken" not in answer:
                return
            members["NextToken"] = answer["NextToken"]
