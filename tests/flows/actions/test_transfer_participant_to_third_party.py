import pytest

from callslip.flows.events import Answered, TimedOut
from callslip.flows.run import TRANSFERRED_TO_THIRD_PARTY, Ending
from flow_documents import action, play

ERRORS = ["NoMatchingError", ("CallFailed", "other"), ("ConnectionTimeLimitExceeded", "other")]


def call(*events, number="+15550100", channel="VOICE", **more):
    parameters = {"ThirdPartyPhoneNumber": number, **more}
    one = action("a", "TransferParticipantToThirdParty", parameters, errors=ERRORS)
    return play(one, events=events, Channel=channel)


def test_the_flow_goes_on_after_the_call_or_ends_with_it():
    assert call(Answered()).path == ["a", "good"]
    assert call(Answered(), ContinueFlowExecution="False").run.ended == Ending(TRANSFERRED_TO_THIRD_PARTY, "+15550100")


@pytest.mark.parametrize("event", [Answered(error="CallFailed"), TimedOut()])
def test_a_call_that_fails_has_a_branch(event):
    assert call(event).path == ["a", "other"]


def test_no_number_and_another_channel_are_errors():
    assert call(number="$.Attributes.none").path == ["a", "wrong"]
    assert call(channel="CHAT").path == ["a", "wrong"]
