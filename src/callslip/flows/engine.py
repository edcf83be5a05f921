"""The engine: a run and an event in, the run afterwards and its effects out. Pure."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from callslip.flows.action_type import ActionType, ParameterError, Step
from callslip.flows.document import Action, Condition, ConditionBranch, Flow, Transitions
from callslip.flows.effects import Effect, RunEnded, StepTaken
from callslip.flows.events import Answered, Began, Entered, Event, Happened, Stopped, TimedOut
from callslip.flows.outcome import SUCCESS, End, Failure, Next, Outcome, Result, Wait, failure
from callslip.flows.references import fill, text_of
from callslip.flows.registry import find_action_type
from callslip.flows.run import NO_BRANCH, STOPPED, TOO_MANY_STEPS, Ending, Run, Waiting
from callslip.flows.scope import Scope, apply_effect, look_up
from callslip.flows.transition import Way, choose

STEPS_MAX = 10_000
"""Actions that one event may set off; a flow that goes round without waiting ends there (our decision)."""

_ENDS_WAIT: Mapping[str, tuple[type, ...]] = {
    "input": (Entered, TimedOut),
    "time": (TimedOut, Happened),
    "messages": (TimedOut,),
}
_ENDS_OTHER_WAIT = (Answered, TimedOut)


def start_run(flow_id: str, data: Mapping[str, Any] | None = None) -> Run:
    """A run that waits for Began. `data` is what a flow module finds: `{"Modules": {"Input": …}}`."""
    return Run(flow_id, data=data or {})


def advance(flow: Flow, run: Run, event: Event, scope: Scope) -> tuple[Run, tuple[Effect, ...]]:
    """Take the event and go on until the flow waits again or ends.

    The effects are in order, and the scope within this call already shows them. An event that the run does not wait
    for changes nothing. The same arguments always give the same answer.
    """
    if run.ended is not None:
        return run, ()
    walk = _Walk(flow, run, scope)
    if isinstance(event, Stopped):
        walk.end(STOPPED, event.reason)
    elif run.waiting is None and isinstance(event, Began):
        walk.go(flow.start, None)
    elif run.waiting is not None and isinstance(event, _ENDS_WAIT.get(run.waiting.kind, _ENDS_OTHER_WAIT)):
        walk.go(run.at, event)
    else:
        return run, ()
    return walk.run_after(), tuple(walk.effects)


class _Walk:
    """The way of one run through its flow, from one event to the next wait."""

    def __init__(self, flow: Flow, run: Run, scope: Scope) -> None:
        self.effects: list[Effect] = []
        self._flow = flow
        self._run = run
        self._scope = scope
        self._at = run.at
        self._data = run.data
        self._counters = run.counters
        self._steps = run.steps
        self._waiting: Waiting | None = None
        self._ended: Ending | None = None

    def run_after(self) -> Run:
        """The run as it stands now."""
        return Run(self._run.flow_id, self._at, self._data, self._counters, self._steps, self._waiting, self._ended)

    def end(self, how: str, detail: str) -> None:
        """The run is over."""
        self._ended = Ending(how, detail)
        self.effects.append(RunEnded(how, detail))

    def go(self, identifier: str, event: Event | None) -> None:
        """From that action on; it gets the event, the others begin."""
        for _ in range(STEPS_MAX):
            action = self._flow.find(identifier)
            self._at = identifier
            if action is None:
                self.end(NO_BRANCH, f"there is no action {identifier!a}")
                return
            after = self._take(action, event)
            if after is None:
                return
            identifier, event = after, None
        self.end(TOO_MANY_STEPS, f"{STEPS_MAX:,} actions without waiting")

    def _take(self, action: Action, event: Event | None) -> str | None:
        """Perform an action; the next one, None where the run waits or ends."""
        kind = find_action_type(action.type)
        before = self._run.waiting if event is not None else None
        parameters = before.parameters if before else self._fill(action, kind)
        outcome = self._perform(action, kind, parameters, event)
        for effect in outcome.effects:
            self._scope = apply_effect(self._scope, effect)
        self.effects.extend(outcome.effects)
        if isinstance(outcome, Wait):
            again = before and before.kind == outcome.kind
            self._waiting = before if again else Waiting(outcome.kind, outcome.timeout_s, outcome.question, parameters)
            return None
        self._steps += 1
        if isinstance(outcome, End):
            self.effects.append(StepTaken(action.identifier, action.type, parameters))
            self.end(outcome.how, outcome.detail)
            return None
        return self._leave(action, outcome, parameters)

    def _leave(self, action: Action, outcome: Next, parameters: Mapping[str, Any]) -> str | None:
        if outcome.data:
            self._data = {**self._data, **outcome.data}
        if outcome.counter is not None:
            self._counters = {**self._counters, action.identifier: outcome.counter}
        way = choose(self._with_operands(action), outcome.branch)
        self.effects.append(_step_taken(action, parameters, outcome, way))
        if way.next_action is None:
            self.end(NO_BRANCH, _no_branch(action, outcome))
        return way.next_action

    def _perform(
        self, action: Action, kind: ActionType | None, parameters: Mapping[str, Any], event: Event | None
    ) -> Outcome:
        if kind is None:
            return failure(f"{action.type!a} is no action type of the flow language")
        if error := self._scope.failing.get(action.identifier):
            return failure("a stub says so", error)
        if kind.channels and self._scope.channel not in kind.channels:
            return _elsewhere(kind, self._scope.channel)
        step = Step(
            action.identifier, parameters, self._scope, self._data, self._counters.get(action.identifier, 0), event
        )
        try:
            return kind.perform(step)
        except ParameterError as error:
            return failure(str(error))

    def _fill(self, action: Action, kind: ActionType | None) -> Mapping[str, Any]:
        """The parameters with references replaced, but for those that take none."""
        if not action.is_dynamic:
            return action.given
        declared = kind.parameters if kind else {}
        look = partial(look_up, self._scope, self._data)
        return {
            name: value if name in declared and declared[name].notation == "static" else fill(value, look)
            for name, value in action.given.items()
        }

    def _with_operands(self, action: Action) -> Action:
        """The action with references in its operands replaced; nothing becomes the empty text."""
        conditions = action.ways.conditions or ()
        if not any("$" in operand for each in conditions for operand in each.condition.operands if _is_text(operand)):
            return action
        look = partial(look_up, self._scope, self._data)
        filled = tuple(
            ConditionBranch(
                Condition(
                    each.condition.operator,
                    tuple(
                        text_of(fill(operand, look)) if _is_text(operand) else operand
                        for operand in each.condition.operands
                    ),
                ),
                each.next_action,
            )
            for each in conditions
        )
        ways = Transitions(action.ways.next_action, action.ways.errors, filled)
        return Action(action.identifier, action.type, action.parameters, ways)


def _is_text(operand: object) -> bool:
    return isinstance(operand, str)


def _elsewhere(kind: ActionType, channel: str) -> Outcome:
    if kind.idle_elsewhere:
        return Next(branch=SUCCESS)
    return failure(f"{kind.name} works on {', '.join(sorted(kind.channels))} only; this is a {channel} contact")


def _step_taken(action: Action, parameters: Mapping[str, Any], outcome: Next, way: Way) -> StepTaken:
    branch = outcome.branch
    result = branch.value if isinstance(branch, Result) else None
    error, reason = (branch.error, branch.reason) if isinstance(branch, Failure) else (None, "")
    return StepTaken(action.identifier, action.type, parameters, result, error, reason, way.branch, way.next_action)


def _no_branch(action: Action, outcome: Next) -> str:
    branch = outcome.branch
    if isinstance(branch, Failure):
        return f"{action.identifier!a} has no branch for {branch.error}: {branch.reason}"
    if isinstance(branch, Result):
        return f"{action.identifier!a} has no branch for the result {branch.value!a}"
    return f"{action.identifier!a} has no NextAction"
