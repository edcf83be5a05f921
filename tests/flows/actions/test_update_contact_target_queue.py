from callslip.flows.events import Answered
from callslip.flows.scope import Scope
from flow_documents import action, play

ERRORS = ["NoMatchingError"]


def target(parameters, *events, scope=None):
    return play(action("a", "UpdateContactTargetQueue", parameters, errors=ERRORS), events=events, scope=scope)


def test_the_queue_can_be_referred_to():
    played = target({"QueueId": "arn:q"}, Answered(data={"Name": "Billing"}))

    assert played.path == ["a", "good"]
    assert played.scope.contact == {"Queue": {"ARN": "arn:q", "Name": "Billing"}}


def test_an_agent_has_a_queue_too():
    played = target({"AgentId": "$.Attributes.agent"}, Answered(), scope=Scope(attributes={"agent": "u-1"}))

    assert played.scope.contact["Queue"]["ARN"] == "u-1"


def test_a_queue_that_is_not_there_is_an_error():
    assert target({"QueueId": "q"}, Answered(error="NoMatchingError")).path == ["a", "wrong"]
    assert target({"QueueId": "$.Attributes.none"}).first.reason == "QueueId leads to nothing"
    assert target({}).path == ["a", "wrong"]
