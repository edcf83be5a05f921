"""GetContactHistory: our own; who changed which attribute when, or with `At` what they were then."""

from callslip.keeping.reading import get_contact_attributes_at
from callslip.keeping.reading import get_contact_history as get_changes
from callslip.operation import Context, Members, operation


@operation("scan")
def get_contact_history(context: Context, members: Members) -> Members:
    """The changes of the attributes that the contact's chain shares, the latest first, or all of them at one time."""
    meant = context.in_meant_instance(members)
    question = get_contact_attributes_at if "At" in members else get_changes
    return question(meant, {**members, "InstanceId": meant.instance_id})
