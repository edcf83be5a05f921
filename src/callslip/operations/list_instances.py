"""ListInstances: the instances of this server, page by page."""

from callslip.domain.paging import after_key, next_token
from callslip.operation import Context, Members, operation

_PAGE = 10


@operation("scan")
def list_instances(context: Context, members: Members) -> Members:
    """Summaries in the order of their ids, ten to a page unless fewer are asked for.

    https://docs.aws.amazon.com/connect/latest/APIReference/API_ListInstances.html
    """
    limit = members.get("MaxResults", _PAGE)
    found = context.store.instances.page(after_key(members.get("NextToken")), limit + 1)
    arns = context.world.arns
    summaries = [instance.summary(arns.instance(instance.instance_id)) for instance in found[:limit]]
    more = len(found) > limit
    return {
        "InstanceSummaryList": summaries,
        "NextToken": next_token(found[limit - 1].instance_id) if more else None,
    }
