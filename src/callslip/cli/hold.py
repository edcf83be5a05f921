"""`callslip hold`: keep contacts, whatever their retention, until somebody releases them."""

import argparse
from getpass import getuser

from callslip.settings import Settings, load_settings


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Options of the command."""
    parser = commands.add_parser("hold", help="keep contacts under legal hold")
    parser.set_defaults(run=run)
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    add = _add(actions, "add", "hold a contact with its whole chain")
    add.add_argument("contact_id", metavar="CONTACT_ID", help="any contact of the chain")
    add.add_argument("--reason", required=True, metavar="TEXT", help="why; kept with the hold")
    _add(actions, "list", "show the holds, those released too")
    release = _add(actions, "release", "end a hold")
    release.add_argument("hold_id", metavar="HOLD_ID", help="the hold, as `list` shows it")
    for action in (add, release):
        action.add_argument("--by", metavar="NAME", help="who decides (default: the login name)")


def run(arguments: argparse.Namespace) -> int:
    """Perform the command. Raises SettingsError, StoreError, InvalidRequestException, ResourceNotFoundException."""
    settings = load_settings({"store": arguments.store, "instance_id": arguments.instance_id})
    return _ACTIONS[arguments.action](settings, arguments)


def _add(
    actions: "argparse._SubParsersAction[argparse.ArgumentParser]", name: str, summary: str
) -> argparse.ArgumentParser:
    action = actions.add_parser(name, help=summary, description=f"{summary[0].upper()}{summary[1:]}.")
    action.add_argument("--store", metavar="STORE", help="the store (default: CALLSLIP_STORE, or callslip.db)")
    action.add_argument("--instance-id", metavar="ID", help="the instance (default: the setting instance_id)")
    return action


def _place(settings: Settings, arguments: argparse.Namespace) -> int:
    from callslip.bootstrap import opened
    from callslip.keeping.rules import place_hold

    named = (settings.instance_id, arguments.contact_id)
    with opened(settings) as (backend, world):
        hold = place_hold(backend, world, named, arguments.reason, arguments.by or getuser())
    print(f"{hold.hold_id}: the chain of {hold.initial_contact_id} is held")
    return 0


def _list(settings: Settings, _: argparse.Namespace) -> int:
    from callslip.bootstrap import opened
    from callslip.keeping.moment import moment_text
    from callslip.keeping.rules import holds_of

    with opened(settings) as (backend, _world):
        holds = holds_of(backend, settings.instance_id)
    for hold in holds:
        released = (
            "" if hold.released_ms is None else f", released by {hold.released_by} {moment_text(hold.released_ms)}"
        )
        print(
            f"{hold.hold_id}  {hold.contact_id}  {hold.author} {moment_text(hold.placed_ms)}: {hold.reason}{released}"
        )
    return 0


def _release(settings: Settings, arguments: argparse.Namespace) -> int:
    from callslip.bootstrap import opened
    from callslip.keeping.rules import release_hold

    with opened(settings) as (backend, world):
        release_hold(backend, world, settings.instance_id, arguments.hold_id, arguments.by or getuser())
    print(f"{arguments.hold_id}: released")
    return 0


_ACTIONS = {"add": _place, "list": _list, "release": _release}
