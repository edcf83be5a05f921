"""UpdateContactRoutingCriteria: say step by step which agents may take the contact."""

from callslip.flows.action_type import ActionType, Step, free
from callslip.flows.effects import SettingChanged
from callslip.flows.outcome import Outcome, failure, success


@ActionType(
    name="UpdateContactRoutingCriteria",
    summary="says step by step which agents may take the contact",
    parameters={"RoutingCriteria": free(required=True)},
    errors=("NoMatchingError",),
)
def update_contact_routing_criteria(step: Step) -> Outcome:
    """The criteria stay with the contact; nobody is routed here."""
    criteria = step.mapping("RoutingCriteria")
    if not isinstance(criteria.get("Steps"), list) or not criteria["Steps"]:
        return failure("RoutingCriteria has no Steps")
    return success(SettingChanged("RoutingCriteria", criteria))
