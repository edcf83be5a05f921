"""What somebody at the other end does in a contact whose flow waits: keys, words, or an event."""

from collections.abc import Callable, Mapping
from typing import Any

from callslip.domain.contact import Contact
from callslip.domain.errors import InvalidParameterException, InvalidRequestException
from callslip.flows.events import Entered, Happened
from callslip.runner.drive import Drive
from callslip.runner.play import play
from callslip.runner.world import Stage

_KEYS = frozenset("0123456789*#")
_KEYS_MAX = 2_000
_TEXT_MAX = 16_384
_EVENTS = ("CustomerReturned", "BotParticipantDisconnected")


def give_input(stage: Stage, contact: Contact, given: Mapping[str, Any]) -> None:
    """Give one of `Keys` (0-9, * and #), `Text` or `Event` to the contact's run, which goes on with it.

    Raises InvalidParameterException for anything else, InvalidRequestException where the run does not wait for it.
    """
    name, value = _checked(given)
    run = stage.store.flow_runs.last(contact.instance_id, contact.contact_id)
    if run is None or not run.is_ongoing:
        raise InvalidRequestException("No flow is under way on the contact: nobody waits for input.")
    kind, act = _INPUTS[name]
    waiting = Drive(stage, contact, run)
    is_awaited = waiting.takes_text if name == "Text" else waiting.waiting is not None and waiting.waiting.kind == kind
    if not is_awaited:
        found = "nothing" if waiting.waiting is None else waiting.waiting.kind
        raise InvalidRequestException(f"The flow does not wait for {name} now. It waits for: {found}.")
    play(stage, contact, run, lambda drive: act(drive, value))


def _checked(given: Mapping[str, Any]) -> tuple[str, str]:
    if len(given) != 1 or not given.keys() <= _INPUTS.keys():
        raise InvalidParameterException(f"Give exactly one of {', '.join(_INPUTS)}.")
    [(name, value)] = given.items()
    if not isinstance(value, str) or not value:
        raise InvalidParameterException(f"{name}: a text is needed.")
    if name == "Keys" and not (set(value) <= _KEYS and len(value) <= _KEYS_MAX):
        raise InvalidParameterException(f"Keys: 1 to {_KEYS_MAX:,} of 0-9, * and # are allowed.")
    if name == "Event" and value not in _EVENTS:
        raise InvalidParameterException(f"Event: allowed are {', '.join(_EVENTS)}.")
    if len(value) > _TEXT_MAX:
        raise InvalidParameterException(f"{name}: at most {_TEXT_MAX:,} characters are allowed.")
    return name, value


_INPUTS: Mapping[str, tuple[str, Callable[[Drive, str], None]]] = {
    "Keys": ("input", lambda drive, keys: drive.send(Entered(keys))),
    "Text": ("outside", lambda drive, text: drive.say(text)),
    "Event": ("time", lambda drive, name: drive.send(Happened(name))),
}
