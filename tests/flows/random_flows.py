"""Random flows of any action types and random events, for Hypothesis."""

from hypothesis import strategies as st

from callslip.flows.events import Answered, Began, Entered, Happened, Stopped, TimedOut
from callslip.flows.registry import discover_action_types

PARAMETERS = {each.name: sorted(each.parameters) for each in discover_action_types()}
ERRORS = ["NoMatchingError", "NoMatchingCondition", "InputTimeLimitExceeded", "QueueAtCapacity", "NoneFoundError"]
TEXTS = st.sampled_from(
    [
        "$.Attributes.a",
        "$.External.b",
        "x $.Attributes.a$.StoredCustomerInput",
        "$.Lex.IntentName",
        "$.FlowAttributes.a",
        "2",
        "True",
        "plain",
        "",
    ]
)
VALUES = st.recursive(TEXTS, lambda inner: st.dictionaries(TEXTS, inner, max_size=2) | st.lists(inner, max_size=2))
EVENTS = st.lists(
    st.one_of(
        st.builds(
            Answered,
            result=st.none() | st.sampled_from(["1", "Yes", "True", "ContinueLooping"]),
            error=st.none() | st.sampled_from(ERRORS),
            data=st.none() | st.dictionaries(st.sampled_from("ab"), st.none() | st.booleans() | TEXTS, max_size=2),
        ),
        st.builds(Entered, keys=st.text("0123456789*#", max_size=3)),
        st.just(TimedOut()),
        st.just(Happened("CustomerReturned")),
        st.just(Began()),
        st.just(Stopped("hung up")),
    ),
    max_size=12,
)


@st.composite
def documents(draw):
    """A flow of any action types, with parameters that may or may not fit, wired at random."""
    names = [str(number) for number in range(draw(st.integers(1, 8)))]
    targets = st.sampled_from([*names, "nowhere"])
    return {
        "Version": "2019-10-30",
        "StartAction": "0",
        "Actions": [_action(draw, name, targets) for name in names],
    }


def _action(draw, name, targets):
    type_name = draw(st.sampled_from([*PARAMETERS, "Compare", "Loop", "UpdateContactAttributes", "PlayPrompt"]))
    known = PARAMETERS.get(type_name, ["Text"])
    parameters = draw(st.dictionaries(st.sampled_from(known), VALUES, max_size=4)) if known else {}
    if type_name in ("UpdateContactAttributes", "UpdateFlowAttributes"):
        one = {"$.Attributes.a": {"Value": "1"}} if "Flow" in type_name else {"a": draw(TEXTS)}
        parameters["FlowAttributes" if "Flow" in type_name else "Attributes"] = one
    conditions = draw(st.lists(st.tuples(st.sampled_from(["1", "Yes", "True", "plain"]), targets), max_size=2))
    errors = draw(st.lists(st.tuples(st.sampled_from(ERRORS), targets), max_size=3))
    return {
        "Identifier": name,
        "Type": type_name,
        "Parameters": parameters,
        "Transitions": {
            "NextAction": draw(st.none() | targets),
            "Errors": [{"ErrorType": error, "NextAction": to} for error, to in errors],
            "Conditions": [
                {"Condition": {"Operator": "Equals", "Operands": [operand]}, "NextAction": to}
                for operand, to in conditions
            ],
        },
    }


CHANNELS = st.sampled_from(["VOICE", "CHAT", "TASK"])
ATTRIBUTES = st.dictionaries(st.sampled_from("ab"), TEXTS)
