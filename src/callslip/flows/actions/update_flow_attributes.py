"""UpdateFlowAttributes: set attributes that live as long as this run of the flow."""

from collections.abc import Iterator

from callslip.domain.attributes import BYTES_MAX, size_of
from callslip.flows.action_type import ActionType, Fault, ParameterError, Step, free
from callslip.flows.document import Action
from callslip.flows.outcome import Outcome, failure, success
from callslip.flows.references import text_of


def _check(action: Action) -> Iterator[Fault]:
    given = action.given.get("FlowAttributes")
    for name, value in given.items() if isinstance(given, dict) else ():
        if not isinstance(value, dict) or "Value" not in value:
            yield Fault("Parameters.FlowAttributes", f"{name} must be an object with a Value")


@ActionType(
    name="UpdateFlowAttributes",
    summary="sets attributes of this run of the flow",
    parameters={"FlowAttributes": free(required=True)},
    required_errors=("NoMatchingError",),
    fills=("FlowAttributes",),
    check=_check,
)
def update_flow_attributes(step: Step) -> Outcome:
    """Merge them into `$.FlowAttributes`; over 32,768 bytes nothing is set."""
    values = {name: _value(name, given) for name, given in step.mapping("FlowAttributes").items()}
    merged = {**step.data.get("FlowAttributes", {}), **values}
    if (byte_count := size_of(merged)) > BYTES_MAX:
        return failure(f"FlowAttributes would have {byte_count:,} bytes; at most {BYTES_MAX:,} are allowed")
    return success(data={"FlowAttributes": merged})


def _value(name: str, given: object) -> str:
    if not isinstance(given, dict) or "Value" not in given:
        raise ParameterError(f"FlowAttributes.{name} must be an object with a Value")
    return text_of(given["Value"])
