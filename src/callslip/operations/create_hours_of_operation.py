"""CreateHoursOfOperation: when queues are open."""

from callslip.domain.kinds import HOURS_OF_OPERATION
from callslip.domain.resource import refuse_unserved
from callslip.operation import Context, Members, operation
from callslip.resources import arn_of, create_resource
from callslip.runner.hours import check_time_zone


@operation("write")
def create_hours_of_operation(context: Context, members: Members) -> Members:
    """Keep days and times as given, the time zone if it is known. Hours that inherit from others are not served.

    https://docs.aws.amazon.com/connect/latest/APIReference/API_CreateHoursOfOperation.html
    """
    refuse_unserved(members, "ParentHoursOfOperationConfigs")
    check_time_zone(members)
    hours = create_resource(context, HOURS_OF_OPERATION, members)
    return {"HoursOfOperationId": hours.resource_id, "HoursOfOperationArn": arn_of(context, hours)}
