"""UpdateQuickConnectName: another name or description of a quick connect."""

from callslip.domain.errors import InvalidRequestException
from callslip.domain.kinds import QUICK_CONNECT
from callslip.domain.resource import check_any_given
from callslip.operation import Context, Members, operation
from callslip.resources import get_resource, update_resource


@operation("write")
def update_quick_connect_name(context: Context, members: Members) -> None:
    """Change what is given; an empty description removes it (our decision).

    The model has no DuplicateResourceException here: a name that is taken is InvalidRequestException.
    https://docs.aws.amazon.com/connect/latest/APIReference/API_UpdateQuickConnectName.html
    """
    check_any_given(members, "Name", "Description")
    quick_connect = get_resource(context, QUICK_CONNECT, members)
    name = members.get("Name", quick_connect.name)
    same = context.store.resources.find_by_name(quick_connect.instance_id, QUICK_CONNECT, name)
    if same is not None and same.resource_id != quick_connect.resource_id:
        raise InvalidRequestException("Name: another quick connect has this name. Choose another.")
    update_resource(context, quick_connect, members)
