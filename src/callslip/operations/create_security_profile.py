"""CreateSecurityProfile: what users may do."""

from callslip.domain.kinds import SECURITY_PROFILE
from callslip.domain.resource import refuse_unserved
from callslip.operation import Context, Members, operation
from callslip.resources import arn_of, create_resource


@operation("write")
def create_security_profile(context: Context, members: Members) -> Members:
    """Keep the permissions as given. They restrict nobody here.

    https://docs.aws.amazon.com/connect/latest/APIReference/API_CreateSecurityProfile.html
    """
    refuse_unserved(members, "Applications", "AllowedFlowModules", "AllowedAIAgents")
    profile = create_resource(context, SECURITY_PROFILE, members, Type="CUSTOMER_MANAGED")
    return {"SecurityProfileId": profile.resource_id, "SecurityProfileArn": arn_of(context, profile)}
