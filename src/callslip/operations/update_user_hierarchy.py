"""UpdateUserHierarchy: where a user stands in the hierarchy."""

from callslip.domain.kinds import USER
from callslip.operation import Context, Members, operation
from callslip.resources import get_resource, update_resource


@operation("write")
def update_user_hierarchy(context: Context, members: Members) -> None:
    """Keep another hierarchy group as given, or none. Hierarchy groups are not served, so it is not looked up.

    https://docs.aws.amazon.com/connect/latest/APIReference/API_UpdateUserHierarchy.html
    """
    user = get_resource(context, USER, members)
    update_resource(context, user, {"HierarchyGroupId": members.get("HierarchyGroupId") or None})
