"""Answers: the event that the world of a rehearsal gives to a run that waits."""

from collections import Counter

from callslip.flows.document import Action
from callslip.flows.events import Answered, Entered, Event, Happened, Stopped, TimedOut
from callslip.flows.lambda_functions import find_function, lambda_event
from callslip.flows.run import Waiting
from callslip.flows.scope import Scope
from callslip.flows.stubs import find_stub, unanswered
from callslip.functions.handlers import invoke
from callslip.rehearsal.chance import Chance
from callslip.rehearsal.hours import is_open
from callslip.rehearsal.world import NOTHING, World

AGENT_CAME = "an agent took the contact"

_ASKS_CUSTOMER = "ConnectParticipantWith"


class Answers:
    """The outside while it is rehearsed: keeps what was used up, and the time."""

    def __init__(self, world: World) -> None:
        """Everything still to come."""
        self.at_ms = world.at_ms
        self._world = world
        self._keys = iter(world.keys)
        self._says = iter(world.says)
        self._happenings = iter(world.happenings)
        self._chance = Chance(world.seed)
        self._turns: Counter[str] = Counter()
        self._contacts = 1
        self._in_queue_s = 0
        self.said: str | None = None

    def answer(self, action: Action, waiting: Waiting, scope: Scope) -> Event:
        """The event for a run that waits in that action; time passes where nobody answers."""
        self.said = None
        if waiting.kind == "input":
            return self._input(waiting)
        if waiting.kind == "time":
            return self._time(waiting)
        if waiting.kind == "messages":
            return self._messages(waiting)
        if action.type.startswith(_ASKS_CUSTOMER):
            self.said = next(self._says, None)
        turn = self._turns[action.identifier]
        self._turns[action.identifier] += 1
        asked = {**waiting.parameters, **waiting.question}
        stub = find_stub(self._world.stubs, action, asked, turn, self.said)
        return stub.answer() if stub else self._known(action, waiting, scope)

    def _input(self, waiting: Waiting) -> Event:
        keys = next(self._keys, NOTHING)
        return Entered(keys) if keys not in (NOTHING, "") else self._pass(waiting.timeout_s or 0)

    def _time(self, waiting: Waiting) -> Event:
        happening = next(self._happenings, None)
        return Happened(happening) if happening else self._pass(waiting.timeout_s or 0)

    def _messages(self, waiting: Waiting) -> Event:
        left_s = self._world.agent_after_s - self._in_queue_s
        if waiting.timeout_s is None or waiting.timeout_s >= left_s:
            self._pass(max(left_s, 0))
            return Stopped(AGENT_CAME)
        self._in_queue_s += waiting.timeout_s
        return self._pass(waiting.timeout_s)

    def _pass(self, seconds: int) -> TimedOut:
        self.at_ms += seconds * 1000
        return TimedOut()

    def _known(self, action: Action, waiting: Waiting, scope: Scope) -> Event:
        """What a rehearsal knows without a stub."""
        question = waiting.question
        if waiting.kind == "lambda":
            found, function = find_function(self._world.functions, question["Arn"])
            event = lambda_event(scope, question["Parameters"])
            return invoke(function, question["Arn"], event) if found else unanswered(action)
        if waiting.kind == "hours" and self._world.hours is not None:
            return Answered(str(is_open(self._world.hours, self.at_ms)))
        if waiting.kind == "chance":
            return Answered(str(self._chance.below(100) + 1))
        if waiting.kind == "target":
            return Answered(data={"Name": str(*question.values()).rpartition("/")[2]})
        if waiting.kind == "contact":
            self._contacts += 1
            return Answered(data={"ContactId": f"00000000-0000-4000-8000-{self._contacts:012}"})
        return Answered() if waiting.kind in ("queue", "flow") else unanswered(action)
