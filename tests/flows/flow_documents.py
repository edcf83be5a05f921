"""Small flows for tests, and a way to play events to them."""

import json

from callslip.flows.document import parse_flow
from callslip.flows.effects import StepTaken
from callslip.flows.engine import advance, start_run
from callslip.flows.events import Began
from callslip.flows.scope import Scope, apply_effect

END = "end"
GOOD = "good"
WRONG = "wrong"
OTHER = "other"


def action(identifier, type_name, parameters=None, then=GOOD, errors=(), conditions=()):
    """An action; `errors` are error types (each leads to `wrong`) or pairs, `conditions` (operator, operand, to)."""
    pairs = [(error, WRONG) if isinstance(error, str) else error for error in errors]
    return {
        "Identifier": identifier,
        "Type": type_name,
        "Parameters": {} if parameters is None else parameters,
        "Transitions": {
            **({} if then is None else {"NextAction": then}),
            "Errors": [{"ErrorType": error, "NextAction": to} for error, to in pairs],
            "Conditions": [
                {"NextAction": to, "Condition": {"Operator": operator, "Operands": [operand]}}
                for operator, operand, to in conditions
            ],
        },
    }


def ends(*identifiers):
    """Actions that disconnect."""
    return [{"Identifier": name, "Type": "DisconnectParticipant", "Transitions": {}} for name in identifiers]


def text_of(*actions, start=None, **more):
    """A document of these actions and of three that end it: `good`, `wrong`, `other`."""
    document = {
        "Version": "2019-10-30",
        "StartAction": start or actions[0]["Identifier"],
        "Actions": [*actions, *ends(GOOD, WRONG, OTHER)],
        **more,
    }
    return json.dumps(document)


def flow_of(*actions, start=None):
    """The same, parsed."""
    return parse_flow(text_of(*actions, start=start))


class Played:
    """A run after some events: what it did, step by step."""

    def __init__(self, flow, scope=None, data=None):
        self.flow = flow
        self.run = start_run("flow", data)
        self.scope = scope or Scope()
        self.effects = []
        self.send(Began())

    def send(self, *events):
        for event in events:
            self.run, effects = advance(self.flow, self.run, event, self.scope)
            self.effects += effects
            for effect in effects:
                self.scope = apply_effect(self.scope, effect)
        return self

    def of(self, kind):
        return [effect for effect in self.effects if isinstance(effect, kind)]

    @property
    def path(self):
        return [step.identifier for step in self.of(StepTaken)]

    @property
    def first(self):
        """The first step that was taken."""
        return self.of(StepTaken)[0]


def play(*actions, events=(), scope=None, data=None, **contact):
    """Play a flow of these actions to the end of the events; further arguments are data of the contact."""
    return Played(flow_of(*actions), scope or Scope(contact=contact), data).send(*events)
