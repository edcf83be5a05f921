from callslip.flows.events import Answered
from flow_documents import action, play

TASK = {"Name": "Call $.Channel", "ContactFlowId": "f"}


def create(*events):
    return play(action("a", "CreateTask", TASK, errors=["NoMatchingError"]), Channel="VOICE", events=events)


def test_the_new_contact_can_be_referred_to():
    played = create()

    assert played.run.waiting.kind == "contact"
    assert played.run.waiting.parameters["Name"] == "Call VOICE"
    assert played.send(Answered(data={"ContactId": "c-2"})).run.data == {"Task": {"ContactId": "c-2"}}


def test_a_task_that_cannot_be_made_is_an_error():
    assert create(Answered(error="NoMatchingError")).path == ["a", "wrong"]
