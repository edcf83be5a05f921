from callslip.flows.events import Answered, TimedOut
from flow_documents import action, play

VIEW = {"ViewResource": {"Id": "form"}, "InvocationTimeLimitSeconds": "300", "ViewData": {"Heading": "On $.Channel"}}
ERRORS = ["NoMatchingError", ("NoMatchingCondition", "wrong"), ("TimeLimitExceeded", "other")]


def show(*events, **more):
    one = action("a", "ShowView", {**VIEW, **more}, "wrong", ERRORS, [("Equals", "Submit", "good")])
    return play(one, events=events, Channel="CHAT")


def test_what_is_done_there_decides_and_can_be_referred_to():
    played = show(Answered("Submit", data={"FormData": {"x": "1"}}))

    assert played.first.parameters["ViewData"] == {"Heading": "On CHAT"}
    assert played.path == ["a", "good"]
    assert played.run.data == {"Views": {"Action": "Submit", "ViewResultData": {"FormData": {"x": "1"}}}}


def test_other_actions_errors_and_time():
    assert show(Answered("Close")).path == ["a", "wrong"]
    assert show(Answered(error="NoMatchingError")).path == ["a", "wrong"]
    assert show(TimedOut()).path == ["a", "other"]
    assert show(InvocationTimeLimitSeconds="soon").path == ["a", "wrong"]
