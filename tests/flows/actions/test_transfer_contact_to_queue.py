from callslip.flows.events import Answered
from callslip.flows.run import QUEUED, Ending
from callslip.flows.scope import Scope
from flow_documents import action, play

TO = action("a", "TransferContactToQueue", then="wrong", errors=["NoMatchingError", ("QueueAtCapacity", "other")])
QUEUE = {"Queue": {"ARN": "arn:q"}}


def test_it_leaves_for_the_target_queue():
    played = play(TO, **QUEUE)

    assert dict(played.run.waiting.question) == {"QueueId": "arn:q"}
    assert played.send(Answered()).run.ended == Ending(QUEUED, "arn:q")


def test_a_full_queue_is_an_error_of_its_own():
    assert play(TO, **QUEUE, events=[Answered(error="QueueAtCapacity")]).path == ["a", "other"]


def test_without_a_target_queue_or_inside_a_queue_it_is_an_error():
    assert play(TO).first.reason == "no target queue was set before"
    assert play(TO, scope=Scope(contact=QUEUE, flow_type="CUSTOMER_QUEUE")).path == ["a", "wrong"]
