"""ListInstanceAttributes: the switches of an instance, page by page."""

from callslip.operation import Context, Members, operation
from callslip.resources import instance_of, page_of

_PAGE = 7


@operation("scan")
def list_instance_attributes(context: Context, members: Members) -> Members:
    """Every attribute with its value, in alphabetical order, seven to a page.

    https://docs.aws.amazon.com/connect/latest/APIReference/API_ListInstanceAttributes.html
    """
    instance = context.store.instances.get(instance_of(context, members))
    values = context.store.instances.attributes(instance)
    found, token = page_of(
        context,
        "ListInstanceAttributes",
        members,
        lambda after: (kind for kind in sorted(values) if kind > after),
        str,
        size=_PAGE,
    )
    return {
        "Attributes": [{"AttributeType": kind, "Value": values[kind]} for kind in found],
        "NextToken": token,
    }
