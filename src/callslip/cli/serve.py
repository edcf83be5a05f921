"""`callslip serve`: run the server."""

import argparse
import gc
import sys
from dataclasses import fields
from pathlib import Path

from callslip.settings import Settings, load_settings


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Options: one for each setting, and those that are about this command alone."""
    parser = commands.add_parser("serve", help="run the server", description="Run the server until Ctrl-C or SIGTERM.")
    parser.add_argument("--config", type=Path, metavar="FILE", help="TOML file with settings")
    parser.add_argument("--memory", action="store_true", help="keep everything in memory; gone at the end")
    parser.add_argument("--print-url", action="store_true", help="print the URL alone on the first line when ready")
    for one in fields(Settings):
        flag = "--" + one.name.replace("_", "-")
        meaning = f"{one.metadata['help']} (default: {one.default!r})".replace("%", "%%")
        if one.type is bool:
            parser.add_argument(flag, action=argparse.BooleanOptionalAction, default=None, help=meaning)
        else:
            kind = int if one.type is int else str
            choices = one.metadata["choices"] or None
            metavar = None if choices else one.name.upper()
            parser.add_argument(flag, type=kind, choices=choices, metavar=metavar, help=meaning)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Serve. Raises SettingsError, StoreError, CredentialFileError."""
    flags = {one.name: getattr(arguments, one.name) for one in fields(Settings)}
    if arguments.memory:
        flags["store"] = "sqlite::memory:"
    settings = load_settings(flags, file=arguments.config)

    def announce(url: str) -> None:
        if arguments.print_url:
            print(url, flush=True)
        print(_greeting(settings, url), file=sys.stderr, flush=True)

    gc.disable()  # nearly all that is made until the server is ready lives as long as it; `serve` begins to collect
    try:
        from callslip.server.run import serve

        serve(settings, announce)
    finally:
        gc.enable()
    return 0


def _greeting(settings: Settings, url: str) -> str:
    instance = settings.instance_id or "none yet (CreateInstance makes one)"
    key = "" if settings.auth == "sigv4" else "  (any key will do: AWS_ACCESS_KEY_ID=x AWS_SECRET_ACCESS_KEY=x)"
    return (
        f"Callslip answers at {url}\n"
        f"  store     {settings.shown_store()}\n"
        f"  auth      {settings.auth}{key}\n"
        f"  instance  {instance}\n"
        f"AWS CLI:  aws connect list-instances --region {settings.region} --endpoint-url {url}\n"
        f'boto3:    boto3.client("connect", region_name="{settings.region}", endpoint_url="{url}")\n'
    )
