"""What the server answers at once to a run that asks: its own stored resources, and configured stubs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from callslip.domain.contact import Contact
from callslip.domain.errors import ServiceError
from callslip.domain.kinds import HOURS_OF_OPERATION, QUEUE
from callslip.domain.lifecycle import State, state_of
from callslip.domain.quotas import CHAIN_LEGS_MAX
from callslip.flows.document import Action
from callslip.flows.events import Answered
from callslip.flows.run import Waiting
from callslip.flows.stubs import find_stub, selectors, unanswered
from callslip.runner.hours import HoursError, is_open
from callslip.runner.making import Making, make_contact
from callslip.runner.scenes import target_queue
from callslip.runner.stored_flows import find_flow
from callslip.runner.world import Stage

_TALKS = "ConnectParticipantWith"
_OF_PEOPLE = frozenset(("input", "time", "messages"))


@dataclass(frozen=True, slots=True)
class Question:
    """A run that waits: where, for what, and how often stubs have answered there."""

    stage: Stage
    contact: Contact
    flow_id: str
    flow_type: str
    depth: int
    turn: int
    action: Action
    waiting: Waiting

    @property
    def takes_text(self) -> bool:
        """Whether it is a bot whose stubs go by what the customer says."""
        stubs = self.stage.world.outside.stubs
        return self.action.type.startswith(_TALKS) and any(
            stub.said is not None
            for selector in selectors(self.action, self.waiting.parameters)
            for stub in stubs.get(selector, ())
        )


def answer(question: Question) -> Answered | None:
    """The answer that is known now; None where the run has to wait for people, time, a bot's customer or a module."""
    if question.waiting.kind in _OF_PEOPLE or question.takes_text:
        return None
    stub = find_stub(question.stage.world.outside.stubs, question.action, question.waiting.parameters, question.turn)
    if stub is not None:
        return stub.answer()
    if question.waiting.kind in ("lambda", "module"):
        return None
    known = _KNOWN.get(question.waiting.kind)
    return unanswered(question.action) if known is None else known(question)


def answer_text(question: Question, said: str) -> Answered:
    """What a bot makes of a text."""
    stub = find_stub(
        question.stage.world.outside.stubs, question.action, question.waiting.parameters, question.turn, said
    )
    return unanswered(question.action) if stub is None else stub.answer()


def refused(reason: str) -> Answered:
    """The error branch, and why."""
    return Answered(error="NoMatchingError", reason=reason)


def _flow(question: Question) -> Answered:
    flow_id = question.waiting.question["ContactFlowId"]
    if find_flow(question.stage, question.contact.instance_id, flow_id) is None:
        return refused(f"there is no published flow {flow_id[:200]!a} in the instance")
    return Answered()


def _target(question: Question) -> Answered:
    target = question.waiting.question.get("QueueId")
    if target is None:
        return Answered()
    return Answered(data=target_queue(question.stage, question.contact.instance_id, target))


def _queue(question: Question) -> Answered:
    """There is always room: the limit of a queue is kept and not counted against."""
    contact, state = question.contact, state_of(question.contact)
    if question.flow_type != "CUSTOMER_QUEUE":
        is_ready = state in (State.CONNECTED, State.DIALING)
        return Answered() if is_ready else refused(f"the contact is {state}; it cannot be put into a queue")
    if state is not State.QUEUED:
        return refused(f"the contact is {state} and not in a queue")
    chain = question.stage.store.contacts.count_in_chain(
        contact.instance_id, contact.initial_contact_id, contact.channel
    )
    if chain >= CHAIN_LEGS_MAX:
        return refused(f"the chain has {chain} contacts; at most {CHAIN_LEGS_MAX} are allowed")
    return Answered()


def _hours(question: Question) -> Answered:
    resources, instance_id = question.stage.store.resources, question.contact.instance_id
    hours_id = question.waiting.question.get("HoursOfOperationId")
    if hours_id is None:
        queue_id = str(question.waiting.question["QueueId"]).rpartition("/")[2]
        queue = resources.find(instance_id, QUEUE, queue_id)
        if queue is None:
            return refused(f"there is no queue {queue_id[:200]!a} in the instance, so nobody knows its hours")
        hours_id = queue.document["HoursOfOperationId"]
    hours = resources.find(instance_id, HOURS_OF_OPERATION, str(hours_id).rpartition("/")[2])
    if hours is None:
        return refused(f"there are no hours of operation {str(hours_id)[:200]!a} in the instance")
    try:
        return Answered(str(is_open(hours.document, question.stage.at_ms)))
    except HoursError as error:
        return refused(str(error))


def _chance(question: Question) -> Answered:
    """A number from 1 to 100, from the last digits of a new id."""
    return Answered(str(int(question.stage.world.ids.new_id()[-8:], 16) % 100 + 1))


def _contact(question: Question) -> Answered:
    making = Making(
        question.stage,
        question.contact,
        question.flow_id,
        question.depth,
        question.action.type,
        question.waiting.parameters,
        question.waiting.question,
    )
    try:
        return Answered(data=make_contact(making))
    except ServiceError as error:
        return refused(error.message)


_KNOWN: Mapping[str, Callable[[Question], Answered]] = {
    "flow": _flow,
    "target": _target,
    "queue": _queue,
    "hours": _hours,
    "chance": _chance,
    "contact": _contact,
}
