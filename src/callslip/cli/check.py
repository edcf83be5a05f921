"""`callslip check`: look for damage in the store."""

import argparse
import sys
from pathlib import Path

from callslip.settings import load_settings


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Options of the command."""
    parser = commands.add_parser(
        "check",
        help="look for damage in the store",
        description="Check pages, indexes, the size and history of every attribute set, flags, the outbox and orphans; "
        "exit 1 if any is wrong.",
    )
    parser.add_argument("--store", metavar="STORE", help="the store (default: CALLSLIP_STORE, or callslip.db)")
    anchors = parser.add_mutually_exclusive_group()
    anchors.add_argument(
        "--write-anchor",
        type=Path,
        metavar="FILE",
        help="if all is well, write the last digests of all histories there",
    )
    anchors.add_argument(
        "--anchor", type=Path, metavar="FILE", help="find also what was changed since this anchor was written"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Check; 1 when something is wrong. Raises SettingsError, StoreError."""
    from callslip.bootstrap import check_store
    from callslip.keeping.anchors import AnchorError
    from callslip.shell.progress import Progress

    settings = load_settings({"store": arguments.store})
    try:
        with Progress("checking"):
            problems = check_store(settings.store)
            found, gone = _compare(settings.store, arguments.anchor)
        problems += found
        for line in gone + problems:
            print(line)
        print(f"{settings.shown_store()}: {f'{len(problems)} problems' if problems else 'no problem found'}")
        if arguments.write_anchor and not problems:
            _write(settings.store, arguments.write_anchor)
    except (OSError, AnchorError) as error:
        sys.stderr.write(f"callslip check: {error}\n")
        return 1
    return 1 if problems else 0


def _compare(store: str, anchor: Path | None) -> tuple[list[str], list[str]]:
    from callslip.bootstrap import compare_with_anchor

    return ([], []) if anchor is None else compare_with_anchor(store, anchor)


def _write(store: str, path: Path) -> None:
    from callslip.bootstrap import anchor_store

    print(f"{path}: an anchor with the digest {anchor_store(store, path)}")
