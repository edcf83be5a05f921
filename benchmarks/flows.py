"""Runs of a flow of twenty actions through the engine alone, by processor time: the goal is 1,000 in a second."""

import json
import sys
import time
from typing import Any

from callslip.flows.document import Flow, parse_flow
from callslip.flows.effects import StepTaken
from callslip.flows.engine import advance, start_run
from callslip.flows.events import Answered, Began, Entered
from callslip.flows.scope import Scope

_RUNS = 1_000
_ROUNDS = 5
_ACTIONS = 20
_GOAL_S = 1.0
_EVENTS = (Began(), Answered(data={"tier": "gold", "name": "Ana"}), Entered("1"))


def main() -> int:
    """Print the seconds of each round; exit 1 when the median misses the goal."""
    flow = parse_flow(json.dumps(_document()))
    scope = Scope(attributes={"language": "en"}, contact={"Channel": "VOICE", "ContactId": "c"})
    seconds = []
    for _ in range(_ROUNDS):
        began_s = time.process_time()
        for _ in range(_RUNS):
            _run(flow, scope)
        seconds.append(time.process_time() - began_s)
    median_s = sorted(seconds)[_ROUNDS // 2]
    print(f"{_RUNS:,} runs of {_ACTIONS} actions: median {median_s:.3f} s of processor time, goal {_GOAL_S} s")
    print("rounds:", ", ".join(f"{each:.3f}" for each in seconds))
    return int(median_s > _GOAL_S)


def _run(flow: Flow, scope: Scope) -> None:
    run, steps = start_run("flow"), 0
    for event in _EVENTS:
        run, effects = advance(flow, run, event, scope)
        steps += sum(isinstance(effect, StepTaken) for effect in effects)
    if steps != _ACTIONS or run.ended is None:
        raise RuntimeError(f"the run took {steps} actions and stands at {run.at}")


def _document() -> dict[str, Any]:
    """A greeting, a function, a menu; then attributes, comparisons and messages in turn."""
    actions = [
        _action(0, "MessageParticipant", {"Text": "Welcome"}),
        _action(1, "InvokeLambdaFunction", {"LambdaFunctionARN": "f", "InvocationTimeLimitSeconds": "3"}),
        _action(
            2, "GetParticipantInput", {"StoreInput": "False", "InputTimeLimitSeconds": "5", "Text": "Press 1"}, "1"
        ),
    ]
    for number in range(3, _ACTIONS - 1):
        kind = number % 3
        if kind == 0:
            values = {f"key{number}": "$.External.tier", "who": "Dear $.External.name"}
            actions.append(_action(number, "UpdateContactAttributes", {"Attributes": values}))
        elif kind == 1:
            actions.append(_action(number, "Compare", {"ComparisonValue": "$.External.tier"}, "gold"))
        else:
            actions.append(
                _action(number, "MessageParticipant", {"Text": "Hello $.External.name, $.Attributes.language"})
            )
    last = {"Identifier": str(_ACTIONS - 1), "Type": "DisconnectParticipant", "Parameters": {}, "Transitions": {}}
    return {"Version": "2019-10-30", "StartAction": "0", "Actions": [*actions, last]}


def _action(number: int, kind: str, parameters: dict[str, Any], equals: str = "") -> dict[str, Any]:
    following, end = str(number + 1), str(_ACTIONS - 1)
    condition = {"NextAction": following, "Condition": {"Operator": "Equals", "Operands": [equals]}}
    errors = [{"ErrorType": error, "NextAction": end} for error in ("NoMatchingError", "NoMatchingCondition")]
    ways = {"NextAction": following, "Errors": errors, "Conditions": [condition] if equals else []}
    return {"Identifier": str(number), "Type": kind, "Parameters": parameters, "Transitions": ways}


if __name__ == "__main__":
    sys.exit(main())
