import pytest

from callslip.flows.effects import MessageSaid
from flow_documents import action, play


def said(parameters, channel="VOICE"):
    played = play(action("a", "MessageParticipant", parameters, errors=["NoMatchingError"]), Channel=channel)
    return played.path[-1], played.of(MessageSaid)


@pytest.mark.parametrize(
    ("parameters", "kind", "content"),
    [
        ({"Text": "on $.Channel"}, "Text", "on VOICE"),
        ({"SSML": "<speak>hi</speak>"}, "SSML", "<speak>hi</speak>"),
        ({"PromptId": "arn:p"}, "PromptId", "arn:p"),
        ({"Media": {"Uri": "s3://b/$.Channel/1.wav", "SourceType": "S3"}}, "Media", "s3://b/VOICE/1.wav"),
    ],
)
def test_it_says_a_prompt(parameters, kind, content):
    assert said(parameters) == ("good", [MessageSaid(kind, content)])


def test_a_chat_reads_text_and_no_recording():
    assert said({"Text": "hi"}, "CHAT") == ("good", [MessageSaid("Text", "hi")])
    assert said({"PromptId": "p"}, "CHAT") == ("wrong", [])
    assert said({"SSML": "<speak/>"}, "CHAT") == ("wrong", [])


def test_a_task_goes_on_without_a_word():
    assert said({"Text": "hi"}, "TASK") == ("good", [])


@pytest.mark.parametrize("parameters", [{}, {"Media": {}}, {"Media": "x"}])
def test_nothing_to_say_is_an_error(parameters):
    assert said(parameters) == ("wrong", [])
