"""UntagResource: fewer tags on an instance or a resource."""

from callslip.operation import Context, Members, operation
from callslip.resources import put_tags


@operation("write")
def untag_resource(context: Context, members: Members) -> None:
    """Take tags away by their keys; a key that is not there is no error (our decision).

    https://docs.aws.amazon.com/connect/latest/APIReference/API_UntagResource.html
    """
    gone = set(members["tagKeys"])
    put_tags(
        context,
        members["resourceArn"],
        lambda current: {key: value for key, value in current.items() if key not in gone},
    )
