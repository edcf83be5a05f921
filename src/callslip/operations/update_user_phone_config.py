"""UpdateUserPhoneConfig: how contacts reach a user."""

from callslip.domain.kinds import USER
from callslip.domain.user import check_phone_settings
from callslip.operation import Context, Members, operation
from callslip.resources import get_resource, update_resource


@operation("write")
def update_user_phone_config(context: Context, members: Members) -> None:
    """Replace the settings for all channels as a whole.

    https://docs.aws.amazon.com/connect/latest/APIReference/API_UpdateUserPhoneConfig.html
    """
    check_phone_settings(members)
    update_resource(context, get_resource(context, USER, members), members)
