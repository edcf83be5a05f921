"""TagResource: tags on an instance or a resource of one."""

from callslip.domain.resource import with_tags
from callslip.operation import Context, Members, operation
from callslip.resources import put_tags


@operation("write")
def tag_resource(context: Context, members: Members) -> None:
    """Put the tags over those that are there; 50 at most.

    https://docs.aws.amazon.com/connect/latest/APIReference/API_TagResource.html
    """
    put_tags(context, members["resourceArn"], lambda current: with_tags(current, members["tags"]))
