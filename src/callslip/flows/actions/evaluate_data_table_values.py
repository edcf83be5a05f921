"""EvaluateDataTableValues: read values of a data table; only a stub knows what comes of it."""

from callslip.flows.action_type import ActionType, Step, free, static_or_path
from callslip.flows.outcome import Outcome
from callslip.flows.outside import ask_outside


@ActionType(
    name="EvaluateDataTableValues",
    summary="reads values of a data table",
    parameters={"DataTableId": static_or_path(required=True), "Queries": free(required=True)},
    errors=("NoMatchingError",),
    fills=("DataTables",),
    is_outside=True,
)
def evaluate_data_table_values(step: Step) -> Outcome:
    """The answer's data becomes `$.DataTables`."""
    return ask_outside(step, "DataTables")
