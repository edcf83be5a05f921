"""UpdateHoursOfOperation: other days, times or names."""

from callslip.domain.kinds import HOURS_OF_OPERATION
from callslip.domain.resource import check_any_given
from callslip.operation import Context, Members, operation
from callslip.resources import get_resource, update_resource
from callslip.runner.hours import check_time_zone


@operation("write")
def update_hours_of_operation(context: Context, members: Members) -> None:
    """Change what is given; an empty description removes it (our decision).

    https://docs.aws.amazon.com/connect/latest/APIReference/API_UpdateHoursOfOperation.html
    """
    check_any_given(members, "Name", "Description", "TimeZone", "Config")
    check_time_zone(members)
    update_resource(context, get_resource(context, HOURS_OF_OPERATION, members), members)
