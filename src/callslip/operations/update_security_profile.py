"""UpdateSecurityProfile: other permissions."""

from callslip.domain.kinds import SECURITY_PROFILE
from callslip.domain.resource import check_any_given, refuse_unserved
from callslip.operation import Context, Members, operation
from callslip.resources import get_resource, update_resource


@operation("write")
def update_security_profile(context: Context, members: Members) -> None:
    """Replace each member that is given; an empty description removes it (our decision).

    https://docs.aws.amazon.com/connect/latest/APIReference/API_UpdateSecurityProfile.html
    """
    refuse_unserved(members, "Applications", "AllowedFlowModules", "AllowedAIAgents")
    check_any_given(members, *SECURITY_PROFILE.kept)
    update_resource(context, get_resource(context, SECURITY_PROFILE, members), members)
