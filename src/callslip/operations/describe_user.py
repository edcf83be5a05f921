"""DescribeUser: one user."""

from callslip.domain.kinds import USER
from callslip.operation import Context, Members, operation
from callslip.resources import describe_resource, get_resource


@operation("read")
def describe_user(context: Context, members: Members) -> Members:
    """What is known of the user, never a password.

    https://docs.aws.amazon.com/connect/latest/APIReference/API_DescribeUser.html
    """
    return {"User": describe_resource(context, get_resource(context, USER, members))}
