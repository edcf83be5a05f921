"""What is kept of a run under way: its frames, what it waits for, and what comes after it."""

from collections.abc import Mapping

import msgspec

from callslip.domain.flow_run import FlowRun
from callslip.flows.effects import Effect
from callslip.flows.events import Event
from callslip.flows.run import Ending, Run


class Frame(msgspec.Struct, frozen=True):
    """A flow, or a module it has invoked: the engine's run, and the checksum of the content that it runs."""

    run: Run
    sha256: str


class Following(msgspec.Struct, frozen=True):
    """A flow that runs on the contact next: a whisper, a queue flow, the flow that it was transferred to."""

    flow_id: str
    flow_type: str


class State(msgspec.Struct, frozen=True, omit_defaults=True):
    """A run under way; the innermost frame is the last.

    `invocation_id` is the Lambda invocation that it waits for. `turns` counts the questions that stubs have
    answered, by action. `then` are flows that come after it. `depth` counts the contacts that flows began one from
    another before this one.
    """

    flow_type: str
    frames: tuple[Frame, ...]
    invocation_id: str | None = None
    turns: Mapping[str, int] = {}
    then: tuple[Following, ...] = ()
    depth: int = 0
    ended: Ending | None = None


class Happening(msgspec.Struct, frozen=True):
    """One row of a run's record: which flow it was in, what came, and what the run did then."""

    flow_id: str
    event: Event
    effects: tuple[Effect, ...]


_encode = msgspec.json.Encoder().encode
_read_state = msgspec.json.Decoder(State).decode
_read_happening = msgspec.json.Decoder(Happening).decode


def state_of(run: FlowRun) -> State:
    """The state that is kept with a run."""
    return state_of_text(run.state)


def state_of_text(text: str) -> State:
    """What `as_text` made of a state, as it was."""
    return _read_state(text)


def as_text(kept: State | Happening) -> str:
    """What the store keeps of it."""
    return _encode(kept).decode()


def happening_of(document: str) -> Happening:
    """A row of a run's record."""
    return _read_happening(document)
