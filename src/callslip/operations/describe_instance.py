"""DescribeInstance: one instance."""

from callslip.domain.arn import instance_id_of
from callslip.operation import Context, Members, operation


@operation("read")
def describe_instance(context: Context, members: Members) -> Members:
    """What is known of the instance; there is no service role and no access page to name.

    https://docs.aws.amazon.com/connect/latest/APIReference/API_DescribeInstance.html
    """
    instance = context.store.instances.get(instance_id_of(members["InstanceId"]))
    arn = context.world.arns.instance(instance.instance_id)
    return {"Instance": {**instance.summary(arn), "Tags": instance.tags}}
