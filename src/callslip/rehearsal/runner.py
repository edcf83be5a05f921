"""The flow runner: rehearsals, checks and explorations as a test asks for them."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from callslip.flows.document import Flow, parse_flow
from callslip.flows.flow_types import EXPORTED
from callslip.flows.problems import Problem, check_flow
from callslip.flows.stubs import Stub
from callslip.functions.handlers import Function
from callslip.rehearsal.errors import StubTextError
from callslip.rehearsal.explore import Exploration, explore
from callslip.rehearsal.rehearse import Rehearsal, rehearse
from callslip.rehearsal.stub_text import read_answers
from callslip.rehearsal.world import World, new_scope

Document = Flow | Path | str | Mapping[str, Any]
"""A flow: parsed, the path of its file, its JSON text, or the document as Python has it."""

Answer = Stub | str | Mapping[str, Any] | Sequence["Stub | str | Mapping[str, Any]"]
"""What a stub says: as on the command line, as a mapping of its members, or several for one time after another."""


class FlowRunner:
    """Runs contact flows in a world that is set up step by step; a new one for each test.

    The attributes may be set before `run`: they are those of `rehearsal.world.World`.
    """

    def __init__(self) -> None:
        """A world where nobody presses a key and nothing outside answers."""
        self.functions: dict[str, Any] = {}
        self.stubs: dict[str, Sequence[Stub]] = {}
        self.flows: dict[str, Flow] = {}
        self.hours: str | None = None
        self.seed = 1
        self.agent_after_s = 60

    def answer_lambda(self, name: str, answer: Function | Mapping[str, Any]) -> None:
        """Who answers for a Lambda function, by ARN, name or `*`: a handler, or the answer itself."""
        self.functions[name] = answer

    def stub(self, selector: str, answer: Answer) -> None:
        """What the outside answers to an action: by its identifier, its type, or a name or ARN among its parameters."""
        answers = [answer] if isinstance(answer, Stub | str | Mapping) else answer
        self.stubs[selector] = [stub for each in answers for stub in _stubs(each)]

    def add_flow(self, name: str, document: Document) -> None:
        """A flow or module that others lead to, by id or ARN."""
        self.flows[name] = read_flow(document)

    def run(
        self,
        document: Document,
        *,
        press: Sequence[str] = (),
        say: Sequence[str] = (),
        events: Sequence[str] = (),
        attributes: Mapping[str, str] | None = None,
        **contact: Any,
    ) -> Rehearsal:
        """Run a flow to its end. Further arguments are data of the contact: `Channel="CHAT"`."""
        flow = read_flow(document)
        channel = str(contact.get("Channel", "VOICE"))
        world = World(
            keys=press,
            says=say,
            happenings=events,
            functions=self.functions,
            stubs=self.stubs,
            flows=self.flows,
            hours=self.hours,
            seed=self.seed,
            agent_after_s=self.agent_after_s,
        )
        return rehearse(flow, world, new_scope(channel, attributes, contact, _type_of(flow)))

    def check(self, document: Document, *, attributes: Sequence[str] = ()) -> list[Problem]:
        """What is wrong with a flow; `attributes` are set by something else."""
        return check_flow(read_flow(document), set_elsewhere=frozenset(attributes))

    def explore(self, document: Document, *, steps: int = 100_000) -> Exploration:
        """Look for a way to every branch of a flow."""
        flow = read_flow(document)
        return explore(flow, new_scope(flow_type=_type_of(flow)), None, self.seed, steps)


def read_flow(document: Document) -> Flow:
    """A flow, whatever it is given as. Raises FlowFormatError, OSError."""
    if isinstance(document, Flow):
        return document
    if isinstance(document, Path):
        return parse_flow(document.read_text(encoding="utf-8"))
    return parse_flow(document if isinstance(document, str) else json.dumps(document))


def _stubs(answer: Stub | str | Mapping[str, Any]) -> list[Stub]:
    if isinstance(answer, Stub):
        return [answer]
    if isinstance(answer, str):
        return read_answers(answer)
    if unknown := set(answer) - {"result", "error", "data", "said"}:
        raise StubTextError(f"a stub has no {min(unknown)!a}; its members are result, error, data and said")
    return [Stub(**answer)]


def _type_of(flow: Flow) -> str:
    return EXPORTED.get(str(flow.metadata.get("type")), "CONTACT_FLOW")
