"""`callslip compact`: write the store's file anew, without what was deleted."""

import argparse

from callslip.settings import load_settings


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Options of the command."""
    parser = commands.add_parser(
        "compact",
        help="rewrite the store without what was deleted",
        description="Write the store's file anew, so that no byte of what was deleted or erased is left in it. "
        "Needs the store for itself: stop the server first. Needs as much free room as the store has.",
    )
    parser.add_argument("--store", metavar="STORE", help="the store (default: CALLSLIP_STORE, or callslip.db)")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Compact. Raises SettingsError, StoreError."""
    from callslip.bootstrap import compact_store
    from callslip.shell.progress import Progress

    settings = load_settings({"store": arguments.store})
    with Progress("compacting"):
        compact_store(settings.store)
    print(f"{settings.shown_store()}: compacted")
    return 0
