"""Drives a run: load, advance, apply its effects, answer what is known, keep what it waits for."""

import logging
from collections.abc import Mapping
from typing import Any

import msgspec
from msgspec.structs import replace

from callslip.domain import lifecycle
from callslip.domain.contact import Contact
from callslip.domain.flow_run import FlowRun, Invocation
from callslip.domain.kinds import CONTACT_FLOW_MODULE
from callslip.flows.document import Action, Flow
from callslip.flows.effects import AttributesSet, ContactDataSet, Effect, RunEnded, SettingChanged
from callslip.flows.engine import STEPS_MAX, advance
from callslip.flows.events import Answered, Began, Event, Stopped, TimedOut
from callslip.flows.lambda_functions import lambda_event
from callslip.flows.run import RETURNED, STOPPED, TOO_MANY_STEPS, Ending, Run, Waiting
from callslip.flows.scope import apply_effect
from callslip.runner.answers import Question, answer, answer_text, refused
from callslip.runner.begin import frame_of, origin_of
from callslip.runner.scenes import scope_of, with_data, with_setting
from callslip.runner.state import Frame, Happening, as_text, state_of
from callslip.runner.stored_flows import find_flow, kept_flow
from callslip.runner.world import Stage

BROKEN = "broken"
"""How a run ended that the engine could not go on with: a mistake of ours."""

_MODULES_DEEP_MAX = 5
_ASYNCHRONOUS = "ASYNCHRONOUS"

_log = logging.getLogger("callslip.flows")


class Drive:
    """One run of a contact, from an event to its next wait or its end. `save` writes what came of it."""

    def __init__(self, stage: Stage, contact: Contact, run: FlowRun, steps_left: int = STEPS_MAX) -> None:
        """The run as it is stored; `steps_left` bounds what this event may set off."""
        self.contact = contact
        self.ended: Ending | None = None
        self.steps_left = steps_left
        self.state = state_of(run)
        self._stage = stage
        self._stored = contact
        self._run = run
        self._due_ms = run.due_ms
        self._scope = scope_of(stage, contact, self.state.flow_type)

    @property
    def waiting(self) -> Waiting | None:
        """What the run waits for."""
        return self.state.frames[-1].run.waiting

    def wake(self) -> None:
        """What the run was due for: it begins, or its time is over."""
        run = self.state.frames[-1].run
        self.send(Began() if run.waiting is None and not run.at else TimedOut())

    def say(self, text: str) -> None:
        """The customer says something to a bot."""
        question = self._question()
        if question is not None:
            self.send(answer_text(question, text))

    @property
    def takes_text(self) -> bool:
        """Whether it waits for what the customer says."""
        question = self._question()
        return question is not None and question.takes_text

    def send(self, event: Event | None) -> None:
        """Go on with an event, and with every answer that is known at once."""
        while event is not None and self.ended is None:
            event = self._step(event)

    def stop(self, reason: str) -> None:
        """End the run from outside, with the modules it is in."""
        self._record(Stopped(reason), (RunEnded(STOPPED, reason),))
        self.ended = Ending(STOPPED, reason)

    def save(self) -> FlowRun:
        """Write the contact and the run; nothing of the run is written before, but for what its effects did."""
        self.flush()
        self._run = replace(
            self._run,
            updated_ms=self._stage.at_ms,
            due_ms=self._due_ms if self.ended is None else None,
            ended_ms=None if self.ended is None else self._stage.at_ms,
            state=as_text(msgspec.structs.replace(self.state, ended=self.ended)),
        )
        self._stage.store.flow_runs.update(self._run)
        return self._run

    def flush(self) -> None:
        """Write the contact, if the run has changed it."""
        if self.contact is not self._stored:
            self.contact = replace(self.contact, updated_ms=self._stage.at_ms)
            self._stage.store.contacts.update(self.contact)
            self._stored = self.contact

    def _step(self, event: Event) -> Event | None:
        frame = self.state.frames[-1]
        flow = kept_flow(self._stage, self.contact.instance_id, frame.sha256)
        try:
            after, effects = advance(flow, frame.run, event, self._scope)
        except Exception:  # noqa: BLE001 - whatever it is, one flow must not hold up the others
            _log.exception("the run of flow %s on contact %s is broken", frame.run.flow_id, self.contact.contact_id)
            after, effects = _broken(frame.run)
        if after is frame.run:
            return None
        self._record(event, effects)
        self.steps_left -= after.steps - frame.run.steps + 1
        for effect in effects:
            self._apply(effect, frame.run.flow_id)
        self._keep(Frame(after, frame.sha256))
        if after.waiting is not frame.run.waiting:
            self._due_ms = self._deadline(after.waiting)
        if self.steps_left <= 0 and after.ended is None:
            self.ended = Ending(TOO_MANY_STEPS, f"{STEPS_MAX:,} actions without waiting")
            return None
        return self._leave(after.ended) if after.ended is not None else self._answer(flow)

    def _deadline(self, waiting: Waiting | None) -> int | None:
        """When its time is over; who calls a function counts the time of that."""
        if waiting is None or waiting.timeout_s is None or waiting.kind == "lambda":
            return None
        return self._stage.at_ms + waiting.timeout_s * 1000

    def _keep(self, frame: Frame) -> None:
        self.state = msgspec.structs.replace(self.state, frames=(*self.state.frames[:-1], frame), invocation_id=None)

    def _record(self, event: Event, effects: tuple[Effect, ...]) -> None:
        self._run = replace(self._run, event_count=self._run.event_count + 1)
        happening = Happening(self.state.frames[-1].run.flow_id, event, effects)
        self._stage.store.flow_runs.put_event(self._run, self._stage.at_ms, as_text(happening))

    def _apply(self, effect: Effect, flow_id: str) -> None:
        self._scope = apply_effect(self._scope, effect)
        if isinstance(effect, AttributesSet):
            self._set_attributes(effect, flow_id)
        elif isinstance(effect, ContactDataSet):
            self._set_data(effect)
        elif isinstance(effect, SettingChanged):
            self._set_setting(effect)

    def _set_attributes(self, effect: AttributesSet, flow_id: str) -> None:
        contact, attributes = self.contact, self._stage.store.attributes
        owner = contact.contact_id if effect.target == "Current" else contact.related_contact_id
        if owner is not None:
            origin = origin_of(self._stage, contact.instance_id, flow_id)
            before = attributes.get(contact.instance_id, owner)
            attributes.update(contact.instance_id, owner, before, effect.values, origin)

    def _set_data(self, effect: ContactDataSet) -> None:
        if effect.target == "Current":
            self.contact = with_data(self.contact, effect)
            return
        contacts, contact = self._stage.store.contacts, self.contact
        related = contacts.find(contact.instance_id, contact.related_contact_id or "")
        if related is not None:
            contacts.update(replace(with_data(related, effect), updated_ms=self._stage.at_ms))

    def _set_setting(self, effect: SettingChanged) -> None:
        at_ms = self._stage.at_ms
        queued = lifecycle.state_of(self.contact) is lifecycle.State.QUEUED
        if effect.name != "Paused":
            self.contact = with_setting(self.contact, effect, at_ms, queued=queued)
        elif self.contact.paused_ms is not None:
            self.contact = lifecycle.resume(self.contact, at_ms)

    def _leave(self, ending: Ending) -> Event | None:
        """The innermost flow has ended: a module goes back to what invoked it, anything else ends the run."""
        if ending.how == RETURNED and len(self.state.frames) > 1:
            self.state = msgspec.structs.replace(self.state, frames=self.state.frames[:-1])
            return Answered()
        self.ended = ending
        return None

    def _answer(self, flow: Flow) -> Event | None:
        question = self._question(flow)
        if question is None:
            return None
        if question.waiting.kind == "contact":
            self.flush()
        found = answer(question)
        if found is not None:
            turns = {**self.state.turns, question.action.identifier: question.turn + 1}
            self.state = msgspec.structs.replace(self.state, turns=turns)
            return found
        if question.waiting.kind == "module":
            return self._enter(question.waiting)
        return self._invoke(question.waiting) if question.waiting.kind == "lambda" else None

    def _question(self, flow: Flow | None = None) -> Question | None:
        frame = self.state.frames[-1]
        flow = flow or kept_flow(self._stage, self.contact.instance_id, frame.sha256)
        action: Action | None = flow.find(frame.run.at)
        if action is None or frame.run.waiting is None:
            return None
        turn = self.state.turns.get(action.identifier, 0)
        flow_type, depth = self.state.flow_type, self.state.depth
        return Question(self._stage, self.contact, frame.run.flow_id, flow_type, depth, turn, action, frame.run.waiting)

    def _enter(self, waiting: Waiting) -> Event:
        """Begin a module; it has data of its own."""
        module_id = str(waiting.question["FlowModuleId"])
        if len(self.state.frames) > _MODULES_DEEP_MAX:
            return refused(f"modules nest {_MODULES_DEEP_MAX} deep at most")
        stored = find_flow(self._stage, self.contact.instance_id, module_id, CONTACT_FLOW_MODULE)
        if stored is None:
            return refused(f"there is no published flow module {module_id[:200]!a} in the instance")
        data = {"Modules": {"Input": waiting.parameters.get("InputParameters") or {}}}
        self.state = msgspec.structs.replace(self.state, frames=(*self.state.frames, frame_of(stored, data)))
        return Began()

    def _invoke(self, waiting: Waiting) -> Event | None:
        """Ask for a Lambda function: it is called after this transaction, never in it."""
        arn = str(waiting.question["Arn"])
        found, function = self._stage.world.outside.find_function(arn)
        if not found:
            return refused(f"nothing says who answers for {arn[:200]}; the setting flow_answers can")
        if not callable(function):
            return Answered(data=function)
        invocation_id = self._stage.world.ids.new_id()
        is_asynchronous = str(waiting.parameters.get("InvocationType")) == _ASYNCHRONOUS
        call = {
            "arn": arn,
            "event": lambda_event(self._scope, waiting.question["Parameters"]),
            "limit_s": waiting.timeout_s,
            "asynchronous": is_asynchronous,
        }
        self._put_invocation(invocation_id, call)
        if is_asynchronous:
            return Answered(data={"InvocationId": invocation_id})
        self.state = msgspec.structs.replace(self.state, invocation_id=invocation_id)
        return None

    def _put_invocation(self, invocation_id: str, call: Mapping[str, Any]) -> None:
        self._stage.store.flow_invocations.put(
            Invocation(
                instance_id=self.contact.instance_id,
                invocation_id=invocation_id,
                contact_id=self.contact.contact_id,
                attempts=0,
                next_ms=self._stage.at_ms,
                document=msgspec.json.encode(call).decode(),
            )
        )


def _broken(run: Run) -> tuple[Run, tuple[Effect, ...]]:
    ending = Ending(BROKEN, "the server's log says more")
    return msgspec.structs.replace(run, waiting=None, ended=ending), (RunEnded(ending.how, ending.detail),)
