"""GetParticipantInput: ask the customer for keys, to choose by or to store."""

import re
from collections.abc import Iterator

from callslip.flows.action_type import PROMPTS, VOICE, ActionType, Fault, ParameterError, Step, free, static
from callslip.flows.calling_codes import CALLING_CODES
from callslip.flows.document import Action
from callslip.flows.events import Entered
from callslip.flows.flow_types import WITH_CUSTOMER
from callslip.flows.outcome import Outcome, Wait, failure, result, success
from callslip.flows.outside import ask_outside
from callslip.flows.prompts import PROMPT_PARAMETERS, prompts_of

NOTHING_ENTERED = "Timeout"
"""What `$.StoredCustomerInput` is when the customer entered nothing."""

_TIME_LIMIT_MAX_S = 180
_KEYS_MAX = 2_000
_E164 = re.compile(r"[1-9]\d{6,14}")
_OLD_BOT_KEYS = ("LexBot", "LexV2Bot")


def _check(action: Action) -> Iterator[Fault]:
    given = action.given
    if "EnableDTMFBuffer" in given or any(key in given for key in _OLD_BOT_KEYS):
        return
    if str(given.get("StoreInput")).lower() == "true":
        validation = given.get("InputValidation")
        if not isinstance(validation, dict) or len(validation) != 1:
            yield Fault("Parameters.InputValidation", "it must be CustomValidation or PhoneNumberValidation")
        if action.ways.conditions:
            yield Fault("Transitions.Conditions", "stored input has no result", "Action does not support conditions")
        return
    for error in ("NoMatchingCondition", "InputTimeLimitExceeded"):
        if action.ways.find_error(error) is None:
            yield Fault("", f"{error} must be wired", f"Action is missing required error. Error: {error}")
    if "InputTimeLimitSeconds" not in given:
        place = "Parameters.InputTimeLimitSeconds"
        yield Fault(place, "it is required in a menu", "Action is missing required property")


@ActionType(
    name="GetParticipantInput",
    summary="asks the customer for keys, to choose by or to store",
    parameters={
        **PROMPT_PARAMETERS,
        "InputTimeLimitSeconds": static(bounds=(1, _TIME_LIMIT_MAX_S)),
        "StoreInput": static("True", "False", required=True),
        "InputValidation": static(),
        "InputEncryption": free(),
        "DTMFConfiguration": static(),
        "EnableDTMFBuffer": static(),
    },
    at_most_one=PROMPTS,
    required_errors=("NoMatchingError",),
    errors=("NoMatchingCondition", "InputTimeLimitExceeded", "InvalidPhoneNumber"),
    results=tuple("0123456789*#"),
    channels=VOICE,
    flow_types=WITH_CUSTOMER,
    fills=("StoredCustomerInput",),
    check=_check,
)
def get_participant_input(step: Step) -> Outcome:
    """Menu form: the first key is the result. Store form: the keys are kept, `Timeout` where there are none."""
    if any(key in step.parameters for key in _OLD_BOT_KEYS):
        return ask_outside(step, "Lex")
    stores = step.flag("StoreInput")
    if step.event is None:
        if not stores and step.flag("EnableDTMFBuffer") and not prompts_of(step):
            return success()
        limit_s = step.whole_number("InputTimeLimitSeconds", 1, 300, default=5)
        question = {"StoreInput": stores, "MaximumLength": _maximum_length(step) if stores else 1}
        return Wait("input", limit_s, prompts_of(step), question)
    keys = step.event.keys if isinstance(step.event, Entered) else ""
    if stores:
        return _store(step, keys)
    return result(keys[0]) if keys else failure("nothing was entered in time", "InputTimeLimitExceeded")


def _store(step: Step, keys: str) -> Outcome:
    terminator = str(_part(step, "DTMFConfiguration").get("InputTerminationSequence", ""))
    if terminator:
        keys = keys.partition(terminator)[0]
    if not keys:
        return success(data={"StoredCustomerInput": NOTHING_ENTERED})
    phone = _part(step, "InputValidation").get("PhoneNumberValidation")
    if isinstance(phone, dict):
        return _store_number(keys, str(phone.get("NumberFormat", "")), str(phone.get("CountryCode", "")))
    keys = keys[: _maximum_length(step)]
    if step.parameters.get("InputEncryption") is not None:
        keys = f"encrypted({len(keys)} keys)"
    return success(data={"StoredCustomerInput": keys})


def _store_number(keys: str, number_format: str, country: str) -> Outcome:
    if number_format == "Local":
        code = CALLING_CODES.get(country.upper())
        if code is None:
            raise ParameterError(f"CountryCode is {country!a}; no country has that code")
        keys = code + (keys.removeprefix("0") if code != "39" else keys)
    if not _E164.fullmatch(keys):
        return failure(f"{len(keys)} keys are no telephone number", "InvalidPhoneNumber")
    return success(data={"StoredCustomerInput": f"+{keys}"})


def _maximum_length(step: Step) -> int:
    custom = _part(step, "InputValidation").get("CustomValidation")
    text = str(custom.get("MaximumLength", "")) if isinstance(custom, dict) else ""
    return min(int(text), _KEYS_MAX) if text.isascii() and text.isdecimal() and len(text) <= len(str(_KEYS_MAX)) else 20


def _part(step: Step, name: str) -> dict[str, object]:
    return dict(step.mapping(name))
