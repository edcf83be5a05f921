from callslip.flows.effects import MessageSaid
from callslip.flows.events import Answered, TimedOut
from flow_documents import action, play

BOT = {"LexV2Bot": {"AliasArn": "arn:bot"}, "Text": "How can I help?", "LexTimeoutSeconds": {"Text": "60"}}
ERRORS = ["NoMatchingError", ("NoMatchingCondition", "wrong"), ("InputTimeLimitExceeded", "other")]


def bot(*events, channel="CHAT"):
    one = action("a", "ConnectParticipantWithLexBot", BOT, "wrong", ERRORS, [("Equals", "Book", "good")])
    return play(one, Channel=channel, events=events)


def test_the_intent_decides_and_can_be_referred_to():
    played = bot(Answered("Book", data={"Slots": {"Size": "4"}}))

    assert played.of(MessageSaid) == [MessageSaid("Text", "How can I help?")]
    assert played.path == ["a", "good"]
    assert played.run.data == {"Lex": {"IntentName": "Book", "Slots": {"Size": "4"}}}


def test_a_chat_can_run_out_of_time():
    assert bot().run.waiting.timeout_s == 60
    assert bot(TimedOut()).path == ["a", "other"]
    assert bot(channel="VOICE").run.waiting.timeout_s is None


def test_an_error_or_no_intent_is_an_error():
    assert bot(Answered(error="NoMatchingError", reason="no stub")).first.reason == "no stub"
    assert bot(Answered()).path == ["a", "wrong"]
    assert bot(Answered("Unheard")).path == ["a", "wrong"]
