"""SearchSecurityProfiles: security profiles that meet criteria."""

from typing import Any

from callslip.domain.kinds import SECURITY_PROFILE
from callslip.domain.resource import Resource
from callslip.operation import Context, Members, operation
from callslip.resources import describe_resource, search_resources

_SHOWN = ("Id", "Arn", "SecurityProfileName", "Description", "Tags", "Type")


@operation("scan")
def search_security_profiles(context: Context, members: Members) -> Members:
    """Descriptions in short.

    https://docs.aws.amazon.com/connect/latest/APIReference/API_SearchSecurityProfiles.html
    """
    profiles, more = search_resources(
        context, SECURITY_PROFILE, "SearchSecurityProfiles", members, lambda profile: _found(context, profile)
    )
    return {"SecurityProfiles": profiles, **more}


def _found(context: Context, profile: Resource) -> dict[str, Any]:
    whole = describe_resource(context, profile)
    shown = {name: whole[name] for name in _SHOWN if name in whole}
    return {**shown, "OrganizationResourceId": profile.instance_id}
