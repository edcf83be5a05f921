"""`callslip copy`: move to another database."""

import argparse

from callslip.settings import load_settings


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Options of the command."""
    parser = commands.add_parser(
        "copy",
        help="copy the store into another database",
        description=(
            "Copy everything into an empty store, for instance from SQLite to PostgreSQL. Stop the server before: what "
            "it writes meanwhile is not copied."
        ),
    )
    parser.add_argument("target", metavar="TARGET", help="the store to fill: a path that is not there yet, or a URL")
    parser.add_argument("--store", metavar="STORE", help="the store to copy (default: CALLSLIP_STORE, or callslip.db)")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Copy; progress on a terminal. Raises SettingsError, StoreError."""
    from callslip.bootstrap import copy_to
    from callslip.shell.progress import Progress

    source, target = load_settings({"store": arguments.store}), load_settings({"store": arguments.target})
    with Progress("copying") as progress:
        rows = copy_to(source.store, target.store, lambda table, rows: progress.tell(f"{rows:,} rows, now {table}"))
    print(f"{target.shown_store()}: {rows:,} rows of {source.shown_store()}")
    return 0
