import pytest

from callslip.flows.events import Answered, TimedOut
from callslip.flows.scope import Scope
from flow_documents import action, play


def invoke(*events, attributes=None, data=None, **parameters):
    given = {"LambdaFunctionARN": "arn:f", "InvocationTimeLimitSeconds": "3", **parameters}
    one = action("a", "InvokeLambdaFunction", given, errors=["NoMatchingError"])
    return play(one, events=events, scope=Scope(attributes=attributes or {}), data=data)


def test_what_is_asked():
    parameters = {"LambdaInvocationAttributes": {"$.Attributes.key": "is $.Attributes.key"}}
    waiting = invoke(attributes={"key": "k"}, LambdaFunctionARN="arn:$.Attributes.key", **parameters).run.waiting

    assert (waiting.kind, waiting.timeout_s) == ("lambda", 3)
    assert dict(waiting.question) == {"Arn": "arn:k", "Parameters": {"k": "is k"}}


def test_the_answer_replaces_the_one_before():
    played = invoke(Answered(data={"b": "2"}), data={"External": {"a": "1"}})

    assert played.path == ["a", "good"]
    assert played.run.data == {"External": {"b": "2"}, "LambdaInvocation": {"ResultData": {"b": "2"}}}


def test_a_string_map_holds_texts():
    played = invoke(Answered(data={"n": 1.5, "yes": True, "none": None}))

    assert played.run.data["External"] == {"n": "1.5", "yes": "true", "none": None}


def test_json_may_be_deep():
    deep = {"list": [{"x": 1}], "yes": True}

    assert invoke(Answered(data=deep), ResponseValidation={"ResponseType": "JSON"}).run.data["External"] == deep


@pytest.mark.parametrize(
    "event",
    [
        Answered(data={"deep": {}}),
        Answered(data=["x"]),
        Answered(data="x"),
        Answered(data=None),
        Answered(data={"long": "x" * 32_768}),
        Answered(error="NoMatchingError", reason="it raised"),
        TimedOut(),
    ],
)
def test_an_answer_that_is_none_is_an_error_and_keeps_what_was_there(event):
    played = invoke(event, data={"External": {"a": "1"}})

    assert played.path == ["a", "wrong"]
    assert played.run.data == {"External": {"a": "1"}}


def test_an_asynchronous_call_gives_its_id():
    played = invoke(
        Answered(data={"InvocationId": "i"}), InvocationType="ASYNCHRONOUS", InvocationTimeLimitSeconds="60"
    )

    assert played.run.data == {"LambdaInvocation": {"InvocationId": "i"}}


def test_a_synchronous_call_takes_eight_seconds_at_most():
    assert invoke(InvocationTimeLimitSeconds="30").run.waiting.timeout_s == 8
    assert invoke(InvocationTimeLimitSeconds="30", InvocationType="ASYNCHRONOUS").run.waiting.timeout_s == 30
    assert invoke(InvocationTimeLimitSeconds="0").path == ["a", "wrong"]


def test_a_function_that_is_not_named_is_an_error():
    assert invoke(LambdaFunctionARN="$.Attributes.none").first.reason == "LambdaFunctionARN leads to nothing"
