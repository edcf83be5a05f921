"""`callslip check`: look for damage in the store."""

import argparse

from callslip.settings import load_settings


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Options of the command."""
    parser = commands.add_parser(
        "check",
        help="look for damage in the store",
        description="Check pages, indexes, the size and history of every attribute set, and orphans; exit 1 if any.",
    )
    parser.add_argument("--store", metavar="STORE", help="the store (default: CALLSLIP_STORE, or callslip.db)")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Check; 1 when something is wrong. Raises SettingsError, StoreError."""
    from callslip.bootstrap import check_store
    from callslip.shell.progress import Progress

    settings = load_settings({"store": arguments.store})
    with Progress("checking"):
        problems = check_store(settings.store)
    for problem in problems:
        print(problem)
    print(f"{settings.store}: {f'{len(problems)} problems' if problems else 'no problem found'}")
    return 1 if problems else 0
