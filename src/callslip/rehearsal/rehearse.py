"""The rehearsal: drives runs over a world until the flow, and what it leads to, is over."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from msgspec.structs import replace

from callslip.flows.document import Action, Flow
from callslip.flows.effects import AttributesSet, Effect, MessageSaid, StepTaken
from callslip.flows.engine import advance, start_run
from callslip.flows.events import Answered, Began, Event, Stopped
from callslip.flows.registry import find_action_type
from callslip.flows.run import FAILURES, QUEUED, RETURNED, TOO_MANY_STEPS, TRANSFERRED_TO_FLOW, Ending, Run
from callslip.flows.scope import Scope, apply_effect
from callslip.flows.stubs import lasting_error
from callslip.rehearsal.answers import Answers
from callslip.rehearsal.world import World, new_scope

_MODULES_DEEP_MAX = 5


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that happened: when (milliseconds since 1970), in which flow, at which action, and what.

    `said` is what the customer said just before an answer.
    """

    at_ms: int
    flow_id: str
    action: str
    what: Effect | Event
    said: str | None = None


@dataclass(slots=True)
class Rehearsal:
    """What came of a rehearsal; the plain assertions of a test.

    `path` are the identifiers of the actions in the order they were done, `said` the texts the customer was told,
    `attributes` the contact's afterwards, `ended` how it ended and to what.
    """

    scope: Scope
    moments: list[Moment] = field(default_factory=list)
    ended: Ending = field(default_factory=lambda: Ending(""))

    @property
    def steps(self) -> list[StepTaken]:
        """The actions that were done."""
        return [moment.what for moment in self.moments if isinstance(moment.what, StepTaken)]

    @property
    def path(self) -> list[str]:
        """The identifiers of the actions that were done."""
        return [step.identifier for step in self.steps]

    @property
    def said(self) -> list[str]:
        """What the customer was told: texts, or the ids of prompts."""
        return [moment.what.content for moment in self.moments if isinstance(moment.what, MessageSaid)]

    @property
    def attributes(self) -> Mapping[str, str]:
        """The contact's attributes as they are now."""
        return self.scope.attributes

    @property
    def changes(self) -> list[Mapping[str, str]]:
        """The attributes that were set, action by action."""
        return [moment.what.values for moment in self.moments if isinstance(moment.what, AttributesSet)]

    @property
    def failed(self) -> bool:
        """Whether the flow ended by a mistake of its own: no branch, or no end."""
        return self.ended.how in FAILURES


def rehearse(flow: Flow, world: World | None = None, scope: Scope | None = None, flow_id: str = "flow") -> Rehearsal:
    """Run a flow to its end in a world; by default one where nobody presses a key and nothing outside answers."""
    stage = _Stage(world or World(), scope or new_scope())
    stage.play(flow, flow_id)
    return stage.rehearsal


class _Stage:
    """The runs under way, the innermost module last."""

    def __init__(self, world: World, scope: Scope) -> None:
        self.rehearsal = Rehearsal(scope)
        self._world = world
        self._answers = Answers(world)
        self._steps = 0
        self._depth = 0
        self._over: Ending | None = None

    def play(self, flow: Flow, flow_id: str, data: Mapping[str, Any] | None = None) -> Ending:
        """Run one flow, with the flows and modules it leads to, to its end."""
        while True:
            ending = self._play_one(flow, start_run(flow_id, data))
            self.rehearsal.ended = ending
            name = self._following(ending)
            following = self._world.find_flow(name)
            if following is None:
                return ending
            flow, flow_id, data = following, name, None

    def _following(self, ending: Ending) -> str:
        """The flow that goes on: the one the contact was transferred to, or the hook for its time in a queue."""
        scope = self.rehearsal.scope
        if ending.how == TRANSFERRED_TO_FLOW:
            return ending.detail
        if ending.how != QUEUED or scope.flow_type == "CUSTOMER_QUEUE":
            return ""
        self.rehearsal.scope = replace(scope, flow_type="CUSTOMER_QUEUE")
        return str(scope.settings.get("EventHooks", {}).get("CustomerQueue", ""))

    def _play_one(self, flow: Flow, run: Run) -> Ending:
        run = self._send(flow, run, Began())
        while run.ended is None and self._steps < self._world.steps_max:
            run = self._go_on(flow, run)
        if run.ended is None:
            self._over = Ending(TOO_MANY_STEPS, f"{self._world.steps_max:,} steps")
        return self._over or run.ended or Ending("")

    def _go_on(self, flow: Flow, run: Run) -> Run:
        action, waiting = flow.find(run.at), run.waiting
        if action is None or waiting is None:
            raise RuntimeError(f"the run at {run.at!a} has not ended and does not wait")
        event = self._answers.answer(action, waiting, self.rehearsal.scope)
        module_id = str(waiting.question.get("FlowModuleId", ""))
        module = self._world.find_flow(module_id) if waiting.kind == "module" else None
        if module is not None:
            event = self._play_module(module, module_id, waiting.parameters)
        return self._send(flow, run, event)

    def _play_module(self, module: Flow, module_id: str, parameters: Mapping[str, Any]) -> Event:
        if self._depth == _MODULES_DEEP_MAX:
            return Answered(error="NoMatchingError", reason=f"modules nest {_MODULES_DEEP_MAX} deep at most")
        self._depth += 1
        ending = self.play(module, module_id, {"Modules": {"Input": parameters.get("InputParameters") or {}}})
        self._depth -= 1
        if ending.how == RETURNED:
            return Answered()
        self._over = ending
        return Stopped(f"the module {module_id} ended the contact's flow: {ending.how}")

    def _send(self, flow: Flow, run: Run, event: Event) -> Run:
        rehearsal = self.rehearsal
        rehearsal.moments.append(Moment(self._answers.at_ms, run.flow_id, run.at, event, self._answers.said))
        after, effects = advance(flow, run, event, replace(rehearsal.scope, failing=self._failing(flow)))
        for effect in effects:
            rehearsal.scope = apply_effect(rehearsal.scope, effect)
            rehearsal.moments.append(Moment(self._answers.at_ms, run.flow_id, after.at, effect))
        self._steps += after.steps - run.steps + 1
        return after

    def _failing(self, flow: Flow) -> Mapping[str, str]:
        """The errors that stubs want of actions that ask nothing outside."""
        if not self._world.stubs:
            return self.rehearsal.scope.failing
        return {action.identifier: error for action in flow.actions if (error := self._fails(action))}

    def _fails(self, action: Action) -> str | None:
        kind = find_action_type(action.type)
        return None if kind is None or kind.is_outside else lasting_error(self._world.stubs, action)
