from callslip.flows.events import Answered
from flow_documents import action, play


def test_the_figures_can_be_referred_to():
    one = action("a", "GetMetricData", {"QueueId": "q"}, errors=["NoMatchingError"])
    played = play(one, events=[Answered(data={"Queue": {"Size": 3}})])

    assert played.run.data == {"Metrics": {"Queue": {"Size": 3}}}
    assert played.path == ["a", "good"]


def test_no_queue_is_an_error():
    assert play(action("a", "GetMetricData", errors=["NoMatchingError"])).path == ["a", "wrong"]
    assert play(action("a", "GetMetricData"), Queue={"ARN": "q"}).run.waiting.question["Target"] == "q"
