from callslip.flows.events import Answered
from flow_documents import action, play


def test_a_contact_is_made_or_not():
    one = action("a", "CreateContact", {"Channel": "EMAIL"}, errors=["NoMatchingError"])

    assert play(one).run.waiting.question["Channel"] == "EMAIL"
    assert play(one, events=[Answered(data={"ContactId": "c"})]).path == ["a", "good"]
    assert play(one, events=[Answered(error="NoMatchingError")]).path == ["a", "wrong"]
