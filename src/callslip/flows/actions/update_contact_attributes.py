"""UpdateContactAttributes: set contact attributes, all of them or none."""

from callslip.domain.errors import InvalidParameterException
from callslip.domain.flow_attributes import check_flow_attributes
from callslip.flows.action_type import ActionType, Step, free, static
from callslip.flows.effects import AttributesSet, Target
from callslip.flows.outcome import Outcome, failure, success
from callslip.flows.references import text_of


@ActionType(
    name="UpdateContactAttributes",
    summary="sets contact attributes, all of them or none",
    parameters={"Attributes": free(required=True), "TargetContact": static("Current", "Related")},
    required_errors=("NoMatchingError",),
    fills=("Attributes",),
)
def update_contact_attributes(step: Step) -> Outcome:
    """Values become text; over 32,768 bytes, or with a key that is not allowed, nothing is set."""
    values = {name: text_of(value) for name, value in step.mapping("Attributes").items()}
    target: Target = "Related" if step.text("TargetContact") == "Related" else "Current"
    current = step.scope.attributes if target == "Current" else step.scope.related_attributes
    if current is None:
        return failure("there is no related contact")
    try:
        check_flow_attributes(current, values)
    except InvalidParameterException as error:
        return failure(error.message)
    return success(AttributesSet(values, target))
