"""ListDataTableValues: list rows of a data table; only a stub knows what comes of it."""

from callslip.flows.action_type import ActionType, Step, free, static_or_path
from callslip.flows.outcome import Outcome
from callslip.flows.outside import ask_outside


@ActionType(
    name="ListDataTableValues",
    summary="lists rows of a data table",
    parameters={"DataTableId": static_or_path(required=True), "PrimaryKeyGroups": free()},
    errors=("NoMatchingError",),
    fills=("DataTableList",),
    is_outside=True,
)
def list_data_table_values(step: Step) -> Outcome:
    """The answer's data becomes `$.DataTableList`."""
    return ask_outside(step, "DataTableList")
