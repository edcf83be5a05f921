"""GetContactHistory: our own; who changed which attribute when, or with `At` what they were then."""

from msgspec.structs import replace

from callslip.domain.arn import instance_id_of
from callslip.keeping.reading import get_contact_attributes_at
from callslip.keeping.reading import get_contact_history as get_changes
from callslip.operation import Context, Members, operation


@operation("scan")
def get_contact_history(context: Context, members: Members) -> Members:
    """The changes of the attributes that the contact's chain shares, the latest first, or all of them at one time."""
    given = members.get("InstanceId")
    instance_id = context.store.instances.get_meant(None if given is None else instance_id_of(given)).instance_id
    question = get_contact_attributes_at if "At" in members else get_changes
    return question(replace(context, instance_id=instance_id), {**members, "InstanceId": instance_id})
