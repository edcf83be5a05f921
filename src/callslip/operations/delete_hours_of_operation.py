"""DeleteHoursOfOperation: remove hours."""

from callslip.domain.kinds import HOURS_OF_OPERATION
from callslip.operation import Context, Members, operation
from callslip.resources import delete_resource, get_resource


@operation("write")
def delete_hours_of_operation(context: Context, members: Members) -> None:
    """Delete hours that no queue names; else InvalidRequestException, for the model has no better one here.

    https://docs.aws.amazon.com/connect/latest/APIReference/API_DeleteHoursOfOperation.html
    """
    delete_resource(context, get_resource(context, HOURS_OF_OPERATION, members))
