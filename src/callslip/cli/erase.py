"""`callslip erase`: take the data of a contact or a customer from the store, for a receipt."""

import argparse
import json
import sys
from getpass import getuser

from callslip.settings import load_settings


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Options of the command."""
    parser = commands.add_parser(
        "erase",
        help="erase the data of a contact or a customer",
        description="Erase attributes, their history's values and all details of contacts; print a receipt in JSON. "
        "Run `callslip compact` afterwards, so that nothing of it is left in the file.",
    )
    whom = parser.add_mutually_exclusive_group(required=True)
    whom.add_argument(
        "--contact", action="append", metavar="ID", help="a contact, with its whole chain; may be repeated"
    )
    whom.add_argument("--customer", metavar="VALUE", help="every contact with this CustomerId or customer's address")
    parser.add_argument(
        "--key", action="append", default=[], metavar="KEY", help="this attribute only; may be repeated (default: all)"
    )
    parser.add_argument("--reason", required=True, metavar="TEXT", help="why; it stands in the receipt")
    parser.add_argument("--by", metavar="NAME", help="who decides (default: the login name)")
    parser.add_argument("--store", metavar="STORE", help="the store (default: CALLSLIP_STORE, or callslip.db)")
    parser.add_argument("--instance-id", metavar="ID", help="the instance (default: the setting instance_id)")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Erase; 1 when nobody has that address. Raises StoreError, InvalidRequestException, ResourceNotFoundException."""
    from callslip.bootstrap import opened
    from callslip.keeping.erasure import Wish, contacts_of_customer, erase

    settings = load_settings({"store": arguments.store, "instance_id": arguments.instance_id})
    with opened(settings) as (backend, world):
        instance_id = settings.instance_id
        contacts = arguments.contact or contacts_of_customer(backend, instance_id, arguments.customer)
        if not contacts:
            print("callslip erase: no contact has this customer; nothing was erased", file=sys.stderr)
            return 1
        author = arguments.by or getuser()
        wish = Wish(instance_id, contacts, author, arguments.reason, frozenset(arguments.key))
        print(json.dumps(erase(backend, world, wish), indent=2))
    return 0
