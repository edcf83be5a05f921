"""UpdateContactMediaProcessing: let a function process chat messages; only a stub knows what comes of it."""

from callslip.flows.action_type import CHAT, ActionType, Step, free
from callslip.flows.outcome import Outcome
from callslip.flows.outside import ask_outside


@ActionType(
    name="UpdateContactMediaProcessing",
    summary="lets a function process chat messages",
    parameters={"ChatProcessor": free(required=True)},
    errors=("NoMatchingError", "ChannelMismatch"),
    channels=CHAT,
    is_outside=True,
)
def update_contact_media_processing(step: Step) -> Outcome:
    """The answer says whether it was done."""
    return ask_outside(step)
