"""`callslip contacts`: look at contacts; each action is a module of the shell room."""

import argparse

from callslip.shell import contacts_history, contacts_list, contacts_show
from callslip.shell.own_routes import perform

_ACTIONS = {"list": contacts_list, "show": contacts_show, "history": contacts_history}


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Options of the command."""
    parser = commands.add_parser("contacts", help="look at contacts, their chains and attributes")
    parser.set_defaults(run=run)
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    for name, action in _ACTIONS.items():
        description = f"{action.HELP[0].upper()}{action.HELP[1:]}."
        action.add_arguments(actions.add_parser(name, help=action.HELP, description=description))


def run(arguments: argparse.Namespace) -> int:
    """Perform the action: 1 when it could not be done."""
    return perform(_ACTIONS[arguments.action].run, arguments)
