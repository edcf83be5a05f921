"""`callslip deliveries`: how far each destination is, and what it did not take."""

import argparse
import json
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from callslip.settings import load_settings

if TYPE_CHECKING:
    from callslip.store.deliveries import Deliveries

_PAGE = 500


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Options of the command."""
    parser = commands.add_parser("deliveries", help="see, replay and give up deliveries")
    parser.set_defaults(run=run)
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    _add_action(actions, "list", "show each destination, what waits for it and what it did not take")
    _add_action(actions, "dead", "show the dead letters, one JSON object a line")
    replay = _add_action(actions, "replay", "try the dead letters of a destination again")
    replay.add_argument("destination", metavar="DESTINATION", help="its name, as `list` shows it")
    forget = _add_action(actions, "forget", "give up a destination and all that waits for it")
    forget.add_argument("destination", metavar="DESTINATION", help="its name, as `list` shows it")


def run(arguments: argparse.Namespace) -> int:
    """Perform the action; 1 for a destination that is not there. Raises SettingsError, StoreError."""
    from callslip.bootstrap import open_deliveries

    settings = load_settings({"store": arguments.store})
    with open_deliveries(settings.store) as deliveries:
        return _ACTIONS[arguments.action](deliveries, arguments)


def _add_action(
    actions: "argparse._SubParsersAction[argparse.ArgumentParser]", name: str, summary: str
) -> argparse.ArgumentParser:
    action = actions.add_parser(name, help=summary, description=f"{summary[0].upper()}{summary[1:]}.")
    action.add_argument("--store", metavar="STORE", help="the store (default: CALLSLIP_STORE, or callslip.db)")
    return action


def _list(deliveries: "Deliveries", _: argparse.Namespace) -> int:
    rows = [["DESTINATION", "WAITING", "OLDEST", "DELIVERED", "FAILED", "DEAD", "TRIES", "LAST ERROR"]]
    for count in deliveries.all():
        one = count.delivery
        oldest = "-" if count.oldest_ms is None else _time(count.oldest_ms)
        numbers = (one.delivered, one.failed, count.dead, one.attempts)
        rows.append([one.destination, str(count.waiting), oldest, *map(str, numbers), one.error or "none"])
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
    return 0


def _dead(deliveries: "Deliveries", _: argparse.Namespace) -> int:
    destination, after = "", 0
    while letters := deliveries.dead_letters(destination, after, _PAGE):
        for letter in letters:
            shown = {
                "destination": letter.destination,
                "position": letter.outbox_id,
                "instanceId": letter.instance_id,
                "contactId": letter.contact_id,
                "eventType": letter.event_type,
                "time": _time(letter.at_ms),
                "attempts": letter.attempts,
                "error": letter.error,
                "waitsForReplay": bool(letter.replay),
            }
            print(json.dumps(shown))
        destination, after = letters[-1].destination, letters[-1].outbox_id
    return 0


def _replay(deliveries: "Deliveries", arguments: argparse.Namespace) -> int:
    if deliveries.find(arguments.destination) is None:
        return _unknown(arguments.destination)
    number = deliveries.replay(arguments.destination)
    print(f"{arguments.destination}: {number} dead letters are tried again, at once where a server runs")
    return 0


def _forget(deliveries: "Deliveries", arguments: argparse.Namespace) -> int:
    if not deliveries.delete(arguments.destination):
        return _unknown(arguments.destination)
    print(f"{arguments.destination}: forgotten, with all that waited for it")
    return 0


def _unknown(destination: str) -> int:
    sys.stderr.write(f"callslip deliveries: no destination is called {destination}; nothing was changed\n")
    return 1


_ACTIONS = {"list": _list, "dead": _dead, "replay": _replay, "forget": _forget}


def _time(at_ms: int) -> str:
    return f"{datetime.fromtimestamp(at_ms // 1000, UTC):%Y-%m-%dT%H:%M:%SZ}"
