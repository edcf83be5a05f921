"""`callslip contacts show`: one contact with its chain and attributes."""

import argparse
from collections.abc import Iterator, Mapping
from typing import Any

from callslip.shell.columns import draw_columns
from callslip.shell.own_routes import add_options, open_caller, short_time, write

HELP = "show a contact with its chain and attributes"

_LEG = ("Channel", "State", "InitiationMethod", "Id", "Name")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the action."""
    parser.add_argument("contact_id", metavar="CONTACT", help="its id or ARN")
    add_options(parser)


def run(options: argparse.Namespace) -> None:
    """Ask, and show. Raises ShellError and botocore's errors."""
    members = {"ContactId": options.contact_id}
    if options.instance_id:
        members["InstanceId"] = options.instance_id
    with open_caller("ShowContact", options) as caller:
        write(caller.call(members), options, draw)


def draw(answer: Mapping[str, Any], columns: int) -> str:
    """Three tables: what the contact is, the contacts of its chain, the attributes they share."""
    facts = draw_columns(("contact", ""), list(_facts(answer["Contact"])), columns)
    legs = [
        [short_time(leg["InitiationTimestamp"]), *(str(leg.get(name, "")) for name in _LEG)] for leg in answer["Chain"]
    ]
    chain = draw_columns(("chain", "channel", "state", "method", "contact", "name"), legs, columns)
    pairs = sorted(answer["Attributes"].items())
    attributes = draw_columns(("attribute", "value"), pairs, columns) or "no attributes\n"
    total = (
        f"{answer['AttributeBytes']:,} of 32,768 bytes, {answer['ChangeCount']:,} changes, "
        f"the last on {short_time(answer['LastUpdateTimestamp'])}\n"
    )
    return "\n".join([facts, chain, attributes + total])


def _facts(contact: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in contact.items():
        if isinstance(value, Mapping):
            yield name, " ".join(f"{key}={_text(part)}" for key, part in sorted(value.items()))
        else:
            yield name, short_time(value) if name.endswith("Timestamp") else str(value)


def _text(part: Any) -> str:
    """A tag's value, or the one value of a segment attribute."""
    return str(next(iter(part.values()), "")) if isinstance(part, Mapping) else str(part)
