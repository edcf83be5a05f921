"""`callslip retention`: how long contacts are kept, what goes next, and to let it go now."""

import argparse
import json
from dataclasses import replace
from getpass import getuser
from pathlib import Path
from typing import Any

from callslip.settings import Settings, load_settings


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Options of the command."""
    parser = commands.add_parser("retention", help="how long contacts are kept, and what goes next")
    parser.set_defaults(run=run)
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    _add(actions, "show", "show how long contacts are kept, the setting and each instance's own rule")
    setting = _add(actions, "set", "keep the contacts of one instance longer, shorter or for ever")
    months = setting.add_mutually_exclusive_group(required=True)
    months.add_argument("--months", type=int, metavar="N", help="months from initiation")
    months.add_argument("--forever", action="store_const", const=0, dest="months", help="never delete")
    months.add_argument("--default", action="store_true", help="as the setting retention_months says")
    setting.add_argument("--by", default=None, metavar="NAME", help="who decides (default: the login name)")
    preview = _add(actions, "dry-run", "show what goes in the next days, without changing anything")
    preview.add_argument("--days", type=int, default=30, metavar="N", help="how far to look ahead (default: 30)")
    preview.add_argument("--json", action="store_true", help="answer in JSON, with every contact")
    sweep = _add(actions, "sweep", "delete now what is past its retention, beside a server or without one")
    sweep.add_argument("--archive", metavar="FOLDER", help="write contacts there first (default: retention_archive)")


def run(arguments: argparse.Namespace) -> int:
    """Perform the command. Raises SettingsError, StoreError, InvalidRequestException, ResourceNotFoundException."""
    flags = {"store": arguments.store, "instance_id": getattr(arguments, "instance_id", None)}
    return _ACTIONS[arguments.action](load_settings(flags, file=arguments.config), arguments)


def _add(
    actions: "argparse._SubParsersAction[argparse.ArgumentParser]", name: str, summary: str
) -> argparse.ArgumentParser:
    action = actions.add_parser(name, help=summary, description=f"{summary[0].upper()}{summary[1:]}.")
    action.add_argument("--store", metavar="STORE", help="the store (default: CALLSLIP_STORE, or callslip.db)")
    action.add_argument("--config", type=Path, metavar="FILE", help="TOML file with the server's settings")
    if name == "set":
        action.add_argument("--instance-id", metavar="ID", help="the instance (default: the setting instance_id)")
    return action


def _show(settings: Settings, _: argparse.Namespace) -> int:
    from callslip.bootstrap import opened
    from callslip.keeping.moment import moment_text
    from callslip.keeping.rules import retention_rules

    with opened(settings) as (backend, _world):
        rules = retention_rules(backend)
    print(f"all instances: {_months(settings.retention_months)}")
    for rule in rules:
        print(f"{rule.instance_id}: {_months(rule.months)}, set by {rule.author} at {moment_text(rule.set_ms)}")
    return 0


def _set(settings: Settings, arguments: argparse.Namespace) -> int:
    from callslip.bootstrap import opened
    from callslip.keeping.rules import set_retention

    months = None if arguments.default else arguments.months
    with opened(settings) as (backend, world):
        set_retention(backend, world, settings.instance_id, months, arguments.by or getuser())
    kept = _months(settings.retention_months if months is None else months)
    print(f"{settings.instance_id}: {kept}{', as the setting says' if months is None else ''}")
    return 0


def _dry_run(settings: Settings, arguments: argparse.Namespace) -> int:
    from callslip.bootstrap import opened
    from callslip.keeping.preview import LISTED_MAX, prospects

    with opened(settings) as (backend, world):
        found = list(prospects(backend, world, arguments.days))
    if arguments.json:
        answer: list[dict[str, Any]] = [
            {"InstanceId": each.instance_id, "Months": each.months, "Held": each.held, "Going": each.going}
            for each in found
        ]
        print(json.dumps(answer, indent=2))
        return 0
    for each in found:
        number = f"{len(each.going)}{' or more' if len(each.going) == LISTED_MAX else ''}"
        earliest = f", the earliest of {each.going[0]['InitiatedAt']}" if each.going else ""
        kept = f"; {each.held} past it are held" if each.held else ""
        print(f"{each.instance_id}: {number} contacts go within {arguments.days} days{earliest}{kept}")
    return 0


def _sweep(settings: Settings, arguments: argparse.Namespace) -> int:
    from callslip.bootstrap import opened
    from callslip.keeping.sweep import sweep
    from callslip.shell.progress import Progress

    if arguments.archive is not None:
        settings = replace(settings, retention_archive=arguments.archive)
    gone = 0
    with opened(settings) as (backend, world), Progress("sweeping") as progress:
        while number := sweep(backend, world):
            gone += number
            progress.tell(f"{gone:,} contacts deleted")
    archive = f", archived in {settings.retention_archive}" if gone and settings.retention_archive else ""
    print(f"{settings.shown_store()}: {gone} contacts deleted{archive}")
    return 0


def _months(months: int) -> str:
    return f"{months} months from initiation" if months else "for ever"


_ACTIONS = {"show": _show, "set": _set, "dry-run": _dry_run, "sweep": _sweep}
