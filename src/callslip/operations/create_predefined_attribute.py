"""CreatePredefinedAttribute: a name for contacts and users, with the values it may have."""

from callslip.domain.kinds import PREDEFINED_ATTRIBUTE
from callslip.operation import Context, Members, operation
from callslip.resources import create_resource


@operation("write")
def create_predefined_attribute(context: Context, members: Members) -> None:
    """Make a predefined attribute; its name is its id.

    https://docs.aws.amazon.com/connect/latest/APIReference/API_CreatePredefinedAttribute.html
    """
    create_resource(context, PREDEFINED_ATTRIBUTE, members, resource_id=members["Name"])
