"""ListHoursOfOperations: the hours of an instance, page by page."""

from callslip.domain.kinds import HOURS_OF_OPERATION
from callslip.operation import Context, Members, operation
from callslip.resources import list_resources, summarize_resource


@operation("scan")
def list_hours_of_operations(context: Context, members: Members) -> Members:
    """Summaries of all hours of operation.

    https://docs.aws.amazon.com/connect/latest/APIReference/API_ListHoursOfOperations.html
    """
    found, token = list_resources(context, HOURS_OF_OPERATION, "ListHoursOfOperations", members)
    return {
        "HoursOfOperationSummaryList": [summarize_resource(context, hours) for hours in found],
        "NextToken": token,
    }
