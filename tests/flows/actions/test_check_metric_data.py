from callslip.flows.events import Answered
from flow_documents import action, play


def check(parameters, *events, **contact):
    conditions = [("NumberGreaterThan", "0", "good")]
    errors = ["NoMatchingError", ("NoMatchingCondition", "other")]
    one = action(
        "a", "CheckMetricData", {"MetricType": "NumberOfAgentsOnline", **parameters}, "wrong", errors, conditions
    )
    return play(one, events=events, **contact)


def test_the_figure_decides():
    assert check({"QueueId": "q"}, Answered("2")).path == ["a", "good"]
    assert check({"QueueId": "q"}, Answered("0")).path == ["a", "other"]
    assert check({"AgentId": "u"}, Answered(error="NoMatchingError")).path == ["a", "wrong"]


def test_the_target_queue_is_meant_when_none_is_named():
    expected = {"MetricType": "NumberOfAgentsOnline", "Target": "q"}

    assert dict(check({}, Queue={"ARN": "q"}).run.waiting.question) == expected
    assert check({}).path == ["a", "wrong"]
