"""UpdateContactAttributes: create or update attributes of an ongoing or completed contact."""

from callslip.domain.arn import contact_id_of, instance_id_of
from callslip.domain.attributes import check_found, check_updatable
from callslip.operation import Context, Members, operation, read_attribute_sets


@operation("write", prepare=read_attribute_sets)
def update_contact_attributes(context: Context, members: Members) -> None:
    """Merge the attributes given into those of the contact's chain, all or nothing.

    An empty map changes nothing, not even the time of the last update (our decision).
    https://docs.aws.amazon.com/connect/latest/APIReference/API_UpdateContactAttributes.html
    """
    instance_id = instance_id_of(members["InstanceId"])
    contact_id = contact_id_of(members["InitialContactId"])
    found = context.store.attributes.get(instance_id, contact_id)
    check_updatable(found.initiated_ms, context.world.rules)
    check_found(found, contact_id, context.world.rules, kept=context.is_kept(found))
    given = members["Attributes"]
    if given:
        context.store.attributes.update(instance_id, contact_id, found, given, context.origin())
