"""ListTagsForResource: the tags of an instance or a resource."""

from callslip.operation import Context, Members, operation
from callslip.resources import get_tags


@operation("read")
def list_tags_for_resource(context: Context, members: Members) -> Members:
    """All tags; an empty map where there are none.

    https://docs.aws.amazon.com/connect/latest/APIReference/API_ListTagsForResource.html
    """
    return {"tags": get_tags(context, members["resourceArn"])}
