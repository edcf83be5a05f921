import pytest

from callslip.flows.effects import MessageSaid
from callslip.flows.events import Stopped, TimedOut
from flow_documents import action, play

MESSAGES = [{"Text": "One"}, {"PromptId": "music"}]


def test_it_says_all_and_waits_to_be_interrupted():
    one = action(
        "a",
        "MessageParticipantIteratively",
        {"Messages": MESSAGES, "InterruptFrequencySeconds": "20"},
        then=None,
        conditions=[("Equals", "MessagesInterrupted", "other")],
    )
    played = play(one)

    assert played.of(MessageSaid) == [MessageSaid("Text", "One"), MessageSaid("PromptId", "music")]
    assert (played.run.waiting.kind, played.run.waiting.timeout_s) == ("messages", 20)
    assert played.send(TimedOut()).path == ["a", "other"]


def test_without_a_frequency_only_somebody_ends_it():
    played = play(action("a", "MessageParticipantIteratively", {"Messages": MESSAGES}, then=None))

    assert played.run.waiting.timeout_s is None
    assert played.send(Stopped("an agent took the contact")).run.ended.detail == "an agent took the contact"


@pytest.mark.parametrize("parameters", [{}, {"Messages": []}, {"Messages": ["x"]}, {"Messages": "x"}])
def test_no_messages_is_an_error(parameters):
    assert (
        play(action("a", "MessageParticipantIteratively", parameters, errors=["NoMatchingError"])).path[-1] == "wrong"
    )


def test_it_is_for_voice():
    one = action("a", "MessageParticipantIteratively", {"Messages": MESSAGES}, errors=["NoMatchingError"])

    assert play(one, Channel="CHAT").path == ["a", "wrong"]
