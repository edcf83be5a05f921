from callslip.flows.events import Answered, TimedOut
from callslip.flows.run import TRANSFERRED_TO_FLOW, Ending
from callslip.flows.scope import Scope
from flow_documents import action, play

TO = action("a", "TransferToFlow", {"ContactFlowId": "$.Attributes.next"}, "wrong", ["NoMatchingError"])
KNOWN = Scope(attributes={"next": "flow-2"})


def test_it_leaves_for_a_flow_that_is_there():
    played = play(TO, scope=KNOWN)

    assert (played.run.waiting.kind, dict(played.run.waiting.question)) == ("flow", {"ContactFlowId": "flow-2"})
    assert played.send(Answered()).run.ended == Ending(TRANSFERRED_TO_FLOW, "flow-2")


def test_a_flow_that_is_not_there_is_an_error():
    assert play(TO, scope=KNOWN, events=[Answered(error="NoMatchingError")]).path == ["a", "wrong"]
    assert play(TO, scope=KNOWN, events=[TimedOut()]).path == ["a", "wrong"]
    assert play(TO).path == ["a", "wrong"]
