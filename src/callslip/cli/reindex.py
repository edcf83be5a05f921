"""`callslip reindex`: let contacts from before be found by attributes that are searchable now."""

import argparse

from callslip.settings import load_settings


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Options of the command."""
    parser = commands.add_parser(
        "reindex",
        help="find older contacts by searchable attributes",
        description=(
            "Put contacts that began before their attributes were searchable into the index. Which attributes are, a "
            "server says when it starts with the setting searchable_attributes. A server may go on meanwhile."
        ),
    )
    parser.add_argument("--store", metavar="STORE", help="the store (default: CALLSLIP_STORE, or callslip.db)")
    parser.add_argument("--from-scratch", action="store_true", help="empty the index before; searches find less then")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Index; progress on a terminal. Raises SettingsError, StoreError."""
    from callslip.bootstrap import reindex_store
    from callslip.shell.progress import Progress

    settings = load_settings({"store": arguments.store})
    with Progress("indexing") as progress:
        done, keys = reindex_store(
            settings.store,
            lambda done: progress.tell(f"{done:,} chains of contacts"),
            from_scratch=arguments.from_scratch,
        )
    if not keys:
        print(f"{settings.shown_store()}: no attribute is searchable; start a server with searchable_attributes first")
        return 1
    print(f"{settings.shown_store()}: {done:,} chains of contacts can be found by {', '.join(sorted(keys))}")
    return 0
