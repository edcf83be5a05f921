"""ListPredefinedAttributes: the predefined attributes of an instance, page by page."""

from callslip.domain.kinds import PREDEFINED_ATTRIBUTE
from callslip.operation import Context, Members, operation
from callslip.resources import last_modified, list_resources


@operation("scan")
def list_predefined_attributes(context: Context, members: Members) -> Members:
    """Names and times.

    https://docs.aws.amazon.com/connect/latest/APIReference/API_ListPredefinedAttributes.html
    """
    found, token = list_resources(context, PREDEFINED_ATTRIBUTE, "ListPredefinedAttributes", members)
    return {
        "PredefinedAttributeSummaryList": [
            {"Name": attribute.name, **last_modified(context, attribute)} for attribute in found
        ],
        "NextToken": token,
    }
