"""GetContactAttributes: every attribute of a contact."""

from callslip.domain.arn import contact_id_of, instance_id_of
from callslip.domain.attributes import check_found
from callslip.operation import Context, Members, operation, read_attribute_sets


@operation("read", prepare=read_attribute_sets)
def get_contact_attributes(context: Context, members: Members) -> Members:
    """The attributes of the contact's chain; an empty map where there are none.

    https://docs.aws.amazon.com/connect/latest/APIReference/API_GetContactAttributes.html
    """
    contact_id = contact_id_of(members["InitialContactId"])
    found = context.store.attributes.get(instance_id_of(members["InstanceId"]), contact_id)
    check_found(found, contact_id, context.world.rules, kept=context.is_kept(found))
    return {"Attributes": found.values}
