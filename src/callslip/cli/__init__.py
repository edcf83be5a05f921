"""The command line: one file per command, each with `register` for its options and `run` for its work."""

import argparse
import sys
from importlib import import_module
from pkgutil import iter_modules

from callslip import __version__


def main(arguments: list[str] | None = None) -> int:
    """Run a command; the exit code: 0 done, 1 it could not be done, 2 the command line is wrong, 130 interrupted."""
    parser = argparse.ArgumentParser(
        prog="callslip", description="Contact attributes for the Amazon Connect API, on your own machine."
    )
    parser.add_argument("--version", action="version", version=f"callslip {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for module in iter_modules(__path__):
        import_module(f"{__name__}.{module.name}").register(commands)
    parsed = parser.parse_args(arguments)
    try:
        return int(parsed.run(parsed))
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        if type(error).__name__ not in _EXPECTED:
            raise
        print(f"callslip: {error}", file=sys.stderr)
        return 1


_EXPECTED = ("CredentialFileError", "SettingsError", "StoreError")
"""Errors that are an answer, not a crash; named, since the command line loads what raises them only when needed."""
