"""ListInstances: the instances of this server, page by page."""

from callslip.domain.errors import InvalidRequestException
from callslip.domain.paging import cut
from callslip.operation import Context, Members, operation

_PAGE = 10


@operation("scan")
def list_instances(context: Context, members: Members) -> Members:
    """Summaries in the order of their ids, ten to a page unless fewer are asked for.

    https://docs.aws.amazon.com/connect/latest/APIReference/API_ListInstances.html
    """
    limit = members.get("MaxResults", _PAGE)
    pages = context.pages("ListInstances", members, InvalidRequestException)
    found = context.store.instances.page(pages.after(members.get("NextToken")), limit + 1)
    shown, token = cut(found, [instance.instance_id for instance in found], limit, pages)
    arns = context.world.arns
    return {
        "InstanceSummaryList": [instance.summary(arns.instance(instance.instance_id)) for instance in shown],
        "NextToken": token,
    }
