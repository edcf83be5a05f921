from callslip.flows.events import Answered
from callslip.flows.run import QUEUED, Ending
from flow_documents import action, play

ERRORS = ["NoMatchingError", ("QueueAtCapacity", "other")]


def move(parameters, *events, **contact):
    return play(action("a", "DequeueContactAndTransferToQueue", parameters, "wrong", ERRORS), events=events, **contact)


def test_it_leaves_for_the_queue_named_or_the_target_queue():
    assert move({"QueueId": "q2"}, Answered()).run.ended == Ending(QUEUED, "q2")
    assert move({"AgentId": "agent"}, Answered()).run.ended == Ending(QUEUED, "agent")
    assert move({}, Answered(), Queue={"ARN": "q1"}).run.ended == Ending(QUEUED, "q1")


def test_a_full_queue_and_no_queue_are_errors():
    assert move({"QueueId": "q2"}, Answered(error="QueueAtCapacity")).path == ["a", "other"]
    assert move({}).path == ["a", "wrong"]
