"""UpdatePredefinedAttribute: other values of a predefined attribute."""

from callslip.domain.kinds import PREDEFINED_ATTRIBUTE
from callslip.domain.resource import check_any_given
from callslip.operation import Context, Members, operation
from callslip.resources import get_resource, update_resource


@operation("write")
def update_predefined_attribute(context: Context, members: Members) -> None:
    """Replace each member that is given.

    https://docs.aws.amazon.com/connect/latest/APIReference/API_UpdatePredefinedAttribute.html
    """
    check_any_given(members, "Values", "Purposes", "AttributeConfiguration")
    update_resource(context, get_resource(context, PREDEFINED_ATTRIBUTE, members), members)
