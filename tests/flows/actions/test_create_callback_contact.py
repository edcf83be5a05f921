from callslip.flows.events import Answered
from flow_documents import action, play

PARAMETERS = {"InitialCallDelaySeconds": "5", "RetryDelaySeconds": "60", "MaximumConnectionAttempts": "2"}
CALLBACK = action("a", "CreateCallbackContact", PARAMETERS, errors=["NoMatchingError"])


def test_the_flow_goes_on_after_it():
    played = play(CALLBACK, Queue={"ARN": "q"})

    assert played.run.waiting.question == {"Channel": "VOICE", "InitiationMethod": "CALLBACK", "QueueId": "q"}
    assert played.send(Answered()).path == ["a", "good"]


def test_no_queue_is_an_error():
    assert play(CALLBACK).path == ["a", "wrong"]
