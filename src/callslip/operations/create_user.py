"""CreateUser: somebody who takes contacts."""

from callslip.domain.kinds import USER
from callslip.domain.user import check_phone_settings, check_user
from callslip.operation import Context, Members, operation
from callslip.resources import arn_of, create_resource, instance_of


@operation("write")
def create_user(context: Context, members: Members) -> Members:
    """Make a user. The password is looked at and dropped: nobody signs in here with one.

    HierarchyGroupId is kept as given: hierarchy groups are not served.
    https://docs.aws.amazon.com/connect/latest/APIReference/API_CreateUser.html
    """
    instance = context.store.instances.get(instance_of(context, members))
    check_user(members, instance.identity_management_type)
    check_phone_settings(members)
    user = create_resource(context, USER, members)
    return {"UserId": user.resource_id, "UserArn": arn_of(context, user)}
