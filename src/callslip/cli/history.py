"""`callslip history`: who changed which attribute of a contact when, and what it was at any time."""

import argparse
import json

from callslip.settings import load_settings


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Options of the command."""
    parser = commands.add_parser(
        "history",
        help="show every change of a contact's attributes",
        description="Show the changes of the attributes that a contact's chain shares, the latest first, or what they "
        "were at a time. Reads the store itself, beside a server or without one.",
    )
    parser.add_argument("contact_id", metavar="CONTACT_ID", help="any contact of the chain")
    parser.add_argument("--key", default="", metavar="KEY", help="changes of this attribute only")
    parser.add_argument("--at", metavar="TIME", help="the attributes at this time, in ISO 8601, instead of changes")
    parser.add_argument(
        "--max", type=int, default=100, metavar="N", help="how many changes, at most 1000 (default: 100)"
    )
    parser.add_argument("--json", action="store_true", help="answer in JSON")
    parser.add_argument("--store", metavar="STORE", help="the store (default: CALLSLIP_STORE, or callslip.db)")
    parser.add_argument("--instance-id", metavar="ID", help="the instance (default: the setting instance_id)")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Show. Raises SettingsError, StoreError, InvalidRequestException, ResourceNotFoundException."""
    from callslip.bootstrap import opened
    from callslip.keeping.reading import ask, get_contact_attributes_at, get_contact_history

    settings = load_settings({"store": arguments.store, "instance_id": arguments.instance_id})
    members = {"InstanceId": settings.instance_id, "ContactId": arguments.contact_id}
    with opened(settings) as (backend, world):
        if arguments.at is not None:
            answer = ask(backend, world, get_contact_attributes_at, {**members, "At": arguments.at})
        else:
            more = {"Key": arguments.key, "MaxResults": arguments.max}
            answer = ask(backend, world, get_contact_history, {**members, **more})
    if arguments.json or arguments.at is not None:
        print(json.dumps(answer, indent=2))
        return 0
    for change in answer["Changes"]:
        old, new = (json.dumps(change.get(name)) for name in ("OldValue", "NewValue"))
        what = "erased" if change.get("Erased") else f"{old} -> {new}"
        print(f"{change['ChangedAt']}  {change['Key']}: {what}  {change['Through']} {change['Caller']}")
    return 0
