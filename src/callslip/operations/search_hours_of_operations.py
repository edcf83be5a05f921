"""SearchHoursOfOperations: hours that meet criteria."""

from callslip.domain.kinds import HOURS_OF_OPERATION
from callslip.operation import Context, Members, operation
from callslip.resources import search_resources


@operation("scan")
def search_hours_of_operations(context: Context, members: Members) -> Members:
    """Descriptions of the hours that meet the criteria and pass the filter.

    https://docs.aws.amazon.com/connect/latest/APIReference/API_SearchHoursOfOperations.html
    """
    found, more = search_resources(context, HOURS_OF_OPERATION, "SearchHoursOfOperations", members)
    return {"HoursOfOperations": found, **more}
