"""TransferParticipantToThirdParty: call somebody else; only a stub knows whether they answer."""

from callslip.flows.action_type import VOICE, ActionType, Step, free, static, static_or_path
from callslip.flows.events import Answered
from callslip.flows.flow_types import WITH_CUSTOMER
from callslip.flows.outcome import End, Outcome, Wait, failure
from callslip.flows.outside import take_answer
from callslip.flows.run import TRANSFERRED_TO_THIRD_PARTY


@ActionType(
    name="TransferParticipantToThirdParty",
    summary="connects the customer with another number",
    parameters={
        "ThirdPartyPhoneNumber": free(required=True),
        "ThirdPartyConnectionTimeLimitSeconds": static_or_path(bounds=(0, 600)),
        "ContinueFlowExecution": static("True", "False"),
        "ThirdPartyDTMFDigits": static_or_path(),
        "CallerId": free(),
    },
    errors=("NoMatchingError", "CallFailed", "ConnectionTimeLimitExceeded"),
    channels=VOICE,
    flow_types=WITH_CUSTOMER,
    is_outside=True,
)
def transfer_participant_to_third_party(step: Step) -> Outcome:
    """After the call the flow goes on; with ContinueFlowExecution False it ends when the call stands."""
    number = step.text("ThirdPartyPhoneNumber")
    if not number:
        return failure("ThirdPartyPhoneNumber leads to nothing")
    if step.event is None:
        return Wait("outside", question={"ThirdPartyPhoneNumber": number})
    leaves = not step.flag("ContinueFlowExecution", default=True)
    if leaves and isinstance(step.event, Answered) and not step.event.error:
        return End(TRANSFERRED_TO_THIRD_PARTY, number)
    return take_answer(step.event, late="ConnectionTimeLimitExceeded")
