"""SearchPredefinedAttributes: predefined attributes that meet criteria."""

from callslip.domain.kinds import PREDEFINED_ATTRIBUTE
from callslip.operation import Context, Members, operation
from callslip.resources import search_resources


@operation("scan")
def search_predefined_attributes(context: Context, members: Members) -> Members:
    """Descriptions of the attributes whose name meets the criteria.

    https://docs.aws.amazon.com/connect/latest/APIReference/API_SearchPredefinedAttributes.html
    """
    found, more = search_resources(context, PREDEFINED_ATTRIBUTE, "SearchPredefinedAttributes", members)
    return {"PredefinedAttributes": found, **more}
