"""ShowContact: our own view of one contact, with its chain and the attributes that the chain shares."""

from itertools import islice

from callslip.domain.arn import contact_id_of
from callslip.domain.contact import Contact
from callslip.domain.shown_contact import show
from callslip.operation import Context, Members, operation

_LEGS_MAX = 1_000


@operation("read")
def show_contact(context: Context, members: Members) -> Members:
    """The contact, at most a thousand contacts of its chain in the order in which they began, and the attributes.

    Raises ResourceNotFoundException, also for a contact past its retention.
    """
    context = context.in_meant_instance(members)
    contacts = context.store.contacts
    contact = contacts.get(context.instance_id, contact_id_of(members["ContactId"]), context.floor_ms)
    attributes = context.store.attributes.get(context.instance_id, contact.contact_id)
    legs = islice(contacts.of_chain(context.instance_id, contact.contact_id), _LEGS_MAX)
    return {
        "Contact": _shown(context, contact),
        "Chain": [_shown(context, leg) for leg in sorted(legs, key=lambda leg: (leg.initiated_ms, leg.contact_id))],
        "Attributes": attributes.values,
        "AttributeBytes": attributes.byte_count,
        "ChangeCount": attributes.change_count,
        "LastUpdateTimestamp": max(contact.updated_ms, attributes.updated_ms),
    }


def _shown(context: Context, contact: Contact) -> Members:
    return show(contact, context.world.arns.contact(contact.instance_id, contact.contact_id))
