"""DeleteSecurityProfile: remove a security profile."""

from callslip.domain.errors import ResourceInUseException
from callslip.domain.kinds import SECURITY_PROFILE
from callslip.operation import Context, Members, operation
from callslip.resources import delete_resource, get_resource


@operation("write")
def delete_security_profile(context: Context, members: Members) -> None:
    """Delete a profile that no user has.

    https://docs.aws.amazon.com/connect/latest/APIReference/API_DeleteSecurityProfile.html
    """
    delete_resource(context, get_resource(context, SECURITY_PROFILE, members), ResourceInUseException)
