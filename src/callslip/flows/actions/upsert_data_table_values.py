"""UpsertDataTableValues: write values of a data table; only a stub knows what comes of it."""

from callslip.flows.action_type import ActionType, Step, free, static_or_path
from callslip.flows.outcome import Outcome
from callslip.flows.outside import ask_outside


@ActionType(
    name="UpsertDataTableValues",
    summary="writes values of a data table",
    parameters={
        "DataTableId": static_or_path(required=True),
        "PrimaryKeyGroups": free(),
        "LockVersion": free(),
        "DataTableUpsertAttributes": free(),
    },
    errors=("NoMatchingError",),
    is_outside=True,
)
def upsert_data_table_values(step: Step) -> Outcome:
    """The answer says whether it was done."""
    return ask_outside(step)
