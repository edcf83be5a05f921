"""DescribeHoursOfOperation: one set of hours."""

from callslip.domain.kinds import HOURS_OF_OPERATION
from callslip.operation import Context, Members, operation
from callslip.resources import describe_resource, get_resource


@operation("read")
def describe_hours_of_operation(context: Context, members: Members) -> Members:
    """Days, times and time zone, as they were given.

    https://docs.aws.amazon.com/connect/latest/APIReference/API_DescribeHoursOfOperation.html
    """
    return {"HoursOfOperation": describe_resource(context, get_resource(context, HOURS_OF_OPERATION, members))}
