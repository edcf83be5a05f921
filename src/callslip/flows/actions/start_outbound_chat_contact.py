"""StartOutboundChatContact: begin a chat or SMS to the customer; only a stub knows what comes of it."""

from callslip.flows.action_type import ActionType, Step, free, static, static_or_path
from callslip.flows.outcome import Outcome
from callslip.flows.outside import ask_outside


@ActionType(
    name="StartOutboundChatContact",
    summary="begins a chat or SMS to the customer",
    parameters={
        "SourceEndpoint": free(required=True),
        "DestinationEndpoint": free(required=True),
        "ContactFlowArn": static_or_path(required=True),
        "ContactSubtype": static(),
        "InitialSystemMessage": free(),
        "RelatedContact": static(),
    },
    errors=("NoMatchingError",),
    is_outside=True,
)
def start_outbound_chat_contact(step: Step) -> Outcome:
    """The answer says whether it was done."""
    return ask_outside(step)
