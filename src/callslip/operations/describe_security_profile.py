"""DescribeSecurityProfile: one security profile."""

from callslip.domain.kinds import SECURITY_PROFILE
from callslip.operation import Context, Members, operation
from callslip.resources import describe_resource, get_resource


@operation("read")
def describe_security_profile(context: Context, members: Members) -> Members:
    """What is known of the profile; its permissions are listed apart.

    https://docs.aws.amazon.com/connect/latest/APIReference/API_DescribeSecurityProfile.html
    """
    profile = get_resource(context, SECURITY_PROFILE, members)
    return {"SecurityProfile": {**describe_resource(context, profile), "OrganizationResourceId": profile.instance_id}}
