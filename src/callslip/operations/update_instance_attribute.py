"""UpdateInstanceAttribute: a switch of an instance."""

from callslip.domain.instance import attribute_value
from callslip.operation import Context, Members, operation
from callslip.resources import instance_of


@operation("write")
def update_instance_attribute(context: Context, members: Members) -> None:
    """Set an attribute. Only those about calls show elsewhere, in DescribeInstance; the others are kept.

    https://docs.aws.amazon.com/connect/latest/APIReference/API_UpdateInstanceAttribute.html
    """
    instance_id = instance_of(context, members)
    context.answer_once(instance_id, "UpdateInstanceAttribute", members, lambda: _set(context, instance_id, members))


def _set(context: Context, instance_id: str, members: Members) -> Members:
    instances = context.store.instances
    instances.put_attribute(instances.get(instance_id), members["AttributeType"], attribute_value(members["Value"]))
    return {}
