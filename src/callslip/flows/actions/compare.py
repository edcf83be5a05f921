"""Compare: choose by what a reference leads to."""

from callslip.flows.action_type import ANY, ActionType, Step, path
from callslip.flows.conditions import OPERATORS
from callslip.flows.outcome import Outcome, result
from callslip.flows.references import text_of


@ActionType(
    name="Compare",
    summary="chooses by what a reference leads to",
    parameters={"ComparisonValue": path(required=True)},
    required_errors=("NoMatchingCondition",),
    results=ANY,
    operators=tuple(OPERATORS),
    conditions="some",
)
def compare(step: Step) -> Outcome:
    """The value as text is the result; nothing matches no condition (our decision)."""
    value = step.parameters.get("ComparisonValue")
    return result(None if value is None else text_of(value))
