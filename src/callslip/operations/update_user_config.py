"""UpdateUserConfig: how contacts reach a user, channel by channel."""

from callslip.domain.kinds import USER
from callslip.domain.resource import check_any_given
from callslip.domain.user import check_phone_settings
from callslip.operation import Context, Members, operation
from callslip.resources import get_resource, update_resource

_LISTS = (
    "AutoAcceptConfigs",
    "AfterContactWorkConfigs",
    "PhoneNumberConfigs",
    "PersistentConnectionConfigs",
    "VoiceEnhancementConfigs",
)


@operation("write")
def update_user_config(context: Context, members: Members) -> None:
    """Replace each list that is given; the others stay (our decision).

    https://docs.aws.amazon.com/connect/latest/APIReference/API_UpdateUserConfig.html
    """
    check_any_given(members, *_LISTS)
    check_phone_settings(members)
    update_resource(context, get_resource(context, USER, members), members)
