"""DescribeInstanceAttribute: one switch of an instance."""

from callslip.operation import Context, Members, operation
from callslip.resources import instance_of


@operation("read")
def describe_instance_attribute(context: Context, members: Members) -> Members:
    """The value, `true` or `false`.

    https://docs.aws.amazon.com/connect/latest/APIReference/API_DescribeInstanceAttribute.html
    """
    instance = context.store.instances.get(instance_of(context, members))
    kind = members["AttributeType"]
    return {"Attribute": {"AttributeType": kind, "Value": context.store.instances.attributes(instance)[kind]}}
