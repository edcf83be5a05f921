"""ConnectParticipantWithLexBot: let a bot ask the customer; only a stub knows what the bot understood."""

from collections.abc import Iterator

from callslip.flows.action_type import ANY, PROMPTS, ActionType, Fault, Step, free, static
from callslip.flows.document import Action
from callslip.flows.events import Answered
from callslip.flows.flow_types import WITH_CUSTOMER
from callslip.flows.outcome import Outcome, Wait, failure, result
from callslip.flows.outside import take_answer
from callslip.flows.prompts import PROMPT_PARAMETERS, prompts_of

_WEEK_S = 604_800


def _check(action: Action) -> Iterator[Fault]:
    kinds = (*PROMPTS, "LexInitializationData")
    if not any(kind in action.given for kind in kinds):
        names = ", ".join(kinds)
        yield Fault("Parameters", f"it has none of {names}", f"At least one of [{names}] must be set")


@ActionType(
    name="ConnectParticipantWithLexBot",
    summary="lets a Lex bot ask; its intent decides",
    parameters={
        **PROMPT_PARAMETERS,
        "LexV2Bot": free(),
        "LexBot": free(),
        "LexInitializationData": free(),
        "LexSessionAttributes": free(),
        "LexTimeoutSeconds": static(),
    },
    exactly_one=("LexV2Bot", "LexBot"),
    at_most_one=(*PROMPTS, "LexInitializationData"),
    required_errors=("NoMatchingError", "NoMatchingCondition"),
    errors=("InputTimeLimitExceeded",),
    results=ANY,
    flow_types=WITH_CUSTOMER,
    fills=("Lex",),
    is_outside=True,
    check=_check,
)
def connect_participant_with_lex_bot(step: Step) -> Outcome:
    """The answer's result is the intent; its data becomes `$.Lex`, with the intent's name in it."""
    event = step.event
    if event is None:
        limits = step.mapping("LexTimeoutSeconds")
        timeout_s = None
        if step.scope.channel == "CHAT" and "Text" in limits:
            timeout_s = Step("", limits, step.scope, {}, 0, None).whole_number("Text", 1, _WEEK_S)
        return Wait("outside", timeout_s, prompts_of(step))
    if not isinstance(event, Answered) or event.error:
        return take_answer(event, late="InputTimeLimitExceeded")
    if event.result is None:
        return failure("the bot's answer names no intent")
    data = event.data if isinstance(event.data, dict) else {}
    return result(event.result, data={"Lex": {"IntentName": event.result, **data}})
