"""`callslip flags`: raise, list, take and close the flags of contacts, on a running server."""

import argparse
import json
import os
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from callslip.settings import EXAMPLE_INSTANCE_ID
from callslip.shell.columns import draw_columns, terminal_columns
from callslip.shell.own_routes import add_server_options
from callslip.shell.text_width import printable

if TYPE_CHECKING:
    from callslip.shell.own_pages import OwnPagesClient

PATH = "/_callslip/flags"


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Options of the command."""
    parser = commands.add_parser("flags", help="raise, list, take and close flags")
    parser.set_defaults(run=run)
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    up = _add_action(actions, "raise", "raise a flag on a contact, for people to look at")
    up.add_argument("--reason", default="", metavar="TEXT", help="why; no value of an attribute belongs here")
    shown = _add_action(actions, "list", "show flags, the oldest first", names=False)
    shown.add_argument("--state", choices=["open", "taken", "closed"], help="only these")
    shown.add_argument("--name", metavar="NAME", help="only flags of this name")
    shown.add_argument("--assignee", metavar="WHO", help="only those that WHO has taken")
    shown.add_argument("--contact-id", metavar="ID", help="only those of this contact and its chain")
    take = _add_action(actions, "take", "say who looks at a flag")
    take.add_argument("--assignee", default="", metavar="WHO", help="who (default: who signs the request)")
    close = _add_action(actions, "close", "say that a flag is done")
    close.add_argument("--reason", default="", metavar="TEXT", help="what came of it")


def run(arguments: argparse.Namespace) -> int:
    """Perform the action; 1 where the server refuses or is not there."""
    from callslip.shell.failures import ShellError

    try:
        from callslip.shell.own_pages import OwnPagesClient

        client = OwnPagesClient(arguments)
        if arguments.action == "list":
            return _list(client, arguments)
        return _change(client, arguments)
    except ShellError as error:
        sys.stderr.write(f"callslip flags: {error}\n")
    except ModuleNotFoundError as error:
        sys.stderr.write(f"callslip flags: {error.name} is missing: pip install 'callslip[connect]'\n")
    return 1


def _add_action(
    actions: "argparse._SubParsersAction[argparse.ArgumentParser]", name: str, summary: str, *, names: bool = True
) -> argparse.ArgumentParser:
    action = actions.add_parser(name, help=summary, description=f"{summary[0].upper()}{summary[1:]}.")
    if names:
        action.add_argument("contact_id", metavar="CONTACT", help="the contact's id")
        action.add_argument("name", metavar="NAME", help="the flag's name, such as legal-review")
    instance = os.environ.get("CALLSLIP_INSTANCE_ID") or EXAMPLE_INSTANCE_ID
    action.add_argument(
        "--instance-id",
        default=instance,
        metavar="ID",
        help="the instance (default: CALLSLIP_INSTANCE_ID, or the ready one)",
    )
    add_server_options(action)
    action.add_argument(
        "--json",
        action=argparse.BooleanOptionalAction,
        help="one JSON object a line, or not (default: words in a terminal, else JSON)",
    )
    return action


def _change(client: "OwnPagesClient", arguments: argparse.Namespace) -> int:
    given = {"reason": getattr(arguments, "reason", ""), "assignee": getattr(arguments, "assignee", "")}
    flag = client.post(
        PATH,
        {
            "action": arguments.action,
            "instanceId": arguments.instance_id,
            "contactId": arguments.contact_id,
            "name": arguments.name,
            **{name: value for name, value in given.items() if value},
        },
    )
    if _wants_json(arguments):
        print(json.dumps(flag))
        return 0
    by = f" by {flag['assignee']}" if flag["state"] == "taken" else ""
    print(printable(f"{flag['name']} on {flag['contactId']} is {flag['state']}{by}"))
    return 0


def _list(client: "OwnPagesClient", arguments: argparse.Namespace) -> int:
    chosen = {
        "instanceId": arguments.instance_id,
        "state": arguments.state,
        "name": arguments.name,
        "assignee": arguments.assignee,
        "contactId": arguments.contact_id,
    }
    query = {name: value for name, value in chosen.items() if value}
    flags = []
    while True:
        page = client.get(PATH, query)
        flags += page["flags"]
        if "nextToken" not in page:
            break
        query["nextToken"] = page["nextToken"]
    if _wants_json(arguments):
        for flag in flags:
            print(json.dumps(flag))
        return 0
    _print_table(flags)
    return 0


def _print_table(flags: list[dict[str, Any]]) -> None:
    rows = []
    for flag in flags:
        raised = f"{datetime.fromtimestamp(flag['raisedAt'] // 1000, UTC):%Y-%m-%dT%H:%M:%SZ}"
        rows.append((raised, flag["name"], flag["state"], flag.get("assignee", "-"), flag["contactId"], flag["reason"]))
    columns = terminal_columns()
    head = ("raised", "name", "state", "assignee", "contact", "reason")
    print(draw_columns(head, rows, columns) or "no flags\n", end="")


def _wants_json(arguments: argparse.Namespace) -> bool:
    return bool(not sys.stdout.isatty() if arguments.json is None else arguments.json)
