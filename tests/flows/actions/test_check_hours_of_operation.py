from callslip.flows.events import Answered
from flow_documents import action, play

CONDITIONS = [("Equals", "True", "good"), ("Equals", "False", "other")]


def check(parameters, *events, **contact):
    one = action("a", "CheckHoursOfOperation", parameters, "wrong", ["NoMatchingError"], CONDITIONS)
    return play(one, events=events, **contact)


def test_open_or_closed():
    assert dict(check({"HoursOfOperationId": "h"}).run.waiting.question) == {"HoursOfOperationId": "h"}
    assert check({"HoursOfOperationId": "h"}, Answered("True")).path == ["a", "good"]
    assert check({"HoursOfOperationId": "h"}, Answered("False")).path == ["a", "other"]


def test_the_target_queue_has_hours():
    assert dict(check({}, Queue={"ARN": "q"}).run.waiting.question) == {"QueueId": "q"}
    assert check({}).path == ["a", "wrong"]
