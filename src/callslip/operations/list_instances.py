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
    summaries = [
        {
            "Id": instance.instance_id,
            "Arn": context.world.arns.instance(instance.instance_id),
            "IdentityManagementType": instance.identity_management_type,
            "InstanceAlias": instance.alias,
            "CreatedTime": instance.created_ms,
            "InstanceStatus": "ACTIVE",
            "InboundCallsEnabled": instance.inbound_calls_enabled,
            "OutboundCallsEnabled": instance.outbound_calls_enabled,
        }
        for instance in found[:limit]
    ]
    more = len(found) > limit
    return {
        "InstanceSummaryList": summaries,
        "NextToken": next_token(found[limit - 1].instance_id) if more else None,
    }
