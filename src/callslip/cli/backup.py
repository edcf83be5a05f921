"""`callslip backup`: copy the store while the server goes on."""

import argparse
from pathlib import Path

from callslip.settings import load_settings


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Options of the command."""
    parser = commands.add_parser(
        "backup",
        help="copy the store, verified",
        description="Copy the store while a server may go on; check the copy.",
    )
    parser.add_argument("target", type=Path, metavar="FILE", help="the copy; a file that is not there yet")
    parser.add_argument("--store", metavar="STORE", help="the store to copy (default: CALLSLIP_STORE, or callslip.db)")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Copy. Raises SettingsError, StoreError."""
    from callslip.bootstrap import back_up
    from callslip.shell.progress import Progress, bar

    settings = load_settings({"store": arguments.store})
    store = Path(settings.store.removeprefix("sqlite:"))
    with Progress("copying", lambda: bar(_size(arguments.target), _size(store))):
        back_up(settings.store, arguments.target)
    print(f"{arguments.target}: a verified copy of {settings.shown_store()}, {arguments.target.stat().st_size:,} bytes")
    return 0


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else 0
