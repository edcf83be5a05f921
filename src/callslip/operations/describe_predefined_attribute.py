"""DescribePredefinedAttribute: one predefined attribute."""

from callslip.domain.kinds import PREDEFINED_ATTRIBUTE
from callslip.operation import Context, Members, operation
from callslip.resources import describe_resource, get_resource


@operation("read")
def describe_predefined_attribute(context: Context, members: Members) -> Members:
    """Values, purposes and configuration.

    https://docs.aws.amazon.com/connect/latest/APIReference/API_DescribePredefinedAttribute.html
    """
    attribute = get_resource(context, PREDEFINED_ATTRIBUTE, members)
    return {"PredefinedAttribute": describe_resource(context, attribute)}
