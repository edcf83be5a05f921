"""ListAssociatedContacts: the tree of contacts that one contact belongs to."""

from callslip.domain.contact import Contact
from callslip.domain.errors import InvalidRequestException
from callslip.domain.paging import cut
from callslip.operation import Context, Members, operation

_PAGE = 100


@operation("scan")
def list_associated_contacts(context: Context, members: Members) -> Members:
    """All contacts of the tree, the one asked for included, the earliest first; 100 to a page at most.

    https://docs.aws.amazon.com/connect/latest/APIReference/API_ListAssociatedContacts.html
    """
    contact = context.contact(members)
    limit = members.get("MaxResults", _PAGE)
    pages = context.pages("ListAssociatedContacts", members, InvalidRequestException)
    after = _position(pages.after(members.get("NextToken")))
    found = context.store.contacts.tree_page(contact.instance_id, contact.association_id, *after, limit + 1)
    shown, token = cut(found, [f"{each.initiated_ms} {each.contact_id}" for each in found], limit, pages)
    return {"ContactSummaryList": [_summary(context, each) for each in shown], "NextToken": token}


def _position(key: str) -> tuple[int, str]:
    """Where a page begins, from what the token before it holds."""
    time, _, contact_id = key.partition(" ")
    return int(time) if key else -1, contact_id


def _summary(context: Context, contact: Contact) -> Members:
    return {
        "ContactId": contact.contact_id,
        "ContactArn": context.world.arns.contact(contact.instance_id, contact.contact_id),
        "InitiationTimestamp": contact.initiated_ms,
        "DisconnectTimestamp": contact.disconnected_ms,
        "InitialContactId": None if contact.is_first else contact.initial_contact_id,
        "PreviousContactId": contact.previous_contact_id,
        "RelatedContactId": contact.related_contact_id,
        "InitiationMethod": contact.initiation_method,
        "Channel": contact.channel,
    }
