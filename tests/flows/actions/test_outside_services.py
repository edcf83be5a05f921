"""Actions whose outside world only a stub knows: what they ask, and what becomes of the answer."""

import pytest

from callslip.flows.events import Answered, TimedOut
from callslip.flows.registry import discover_action_types, find_action_type
from flow_documents import action, play

FILLING = {
    "ConnectParticipantWithAgenticCX": ("AgenticCX", "VOICE"),
    "CreateCase": ("Case", "VOICE"),
    "CreateCustomerProfile": ("Customer", "VOICE"),
    "CreateWisdomSession": ("Wisdom", "VOICE"),
    "EvaluateDataTableValues": ("DataTables", "VOICE"),
    "GetCalculatedAttributesForCustomerProfile": ("Customer", "VOICE"),
    "GetCase": ("Case", "TASK"),
    "GetCustomerProfile": ("Customer", "CHAT"),
    "GetCustomerProfileObject": ("Customer", "VOICE"),
    "ListDataTableValues": ("DataTableList", "VOICE"),
    "LoadContactContent": ("Email", "EMAIL"),
    "RenderMessageTemplate": ("MessageTemplate", "EMAIL"),
    "UpdateContactMediaStreamingBehavior": ("MediaStreams", "VOICE"),
    "UpdateCustomerProfile": ("Customer", "VOICE"),
}
DECIDING = {
    "AuthenticateParticipant": "CHAT",
    "CheckOutboundCallStatus": "VOICE",
    "CheckSegmentMembership": "VOICE",
    "CheckVoiceId": "VOICE",
    "ConnectParticipantWithAgenticCX": "CHAT",
}
DOING = {
    "AssociateContactToCustomerProfile": "VOICE",
    "CreatePersistentContactAssociation": "CHAT",
    "RouteContactToAgent": "VOICE",
    "StartOutboundChatContact": "TASK",
    "StartOutboundEmailContact": "TASK",
    "StartVoiceIdStream": "VOICE",
    "UpdateCase": "VOICE",
    "UpdateContactMediaProcessing": "CHAT",
    "UpsertDataTableValues": "VOICE",
}
OWN_FILE = {"ConnectParticipantWithLexBot", "ShowView", "TransferParticipantToThirdParty"}
CHANNELS = {name: channel for name, (_, channel) in FILLING.items()} | DECIDING | DOING


def test_the_tables_hold_all_of_them():
    outside = {each.name for each in discover_action_types() if each.is_outside}

    assert set(CHANNELS) | OWN_FILE == outside
    assert {name: find_action_type(name).fills for name in CHANNELS} == {
        name: (FILLING[name][0],) if name in FILLING else () for name in CHANNELS
    }


@pytest.mark.parametrize(("name", "channel"), CHANNELS.items())
def test_it_waits_for_an_answer_and_takes_its_error(name, channel):
    one = action("a", name, errors=["NoMatchingError", ("NoneFound", "other")])
    played = play(one, Channel=channel)

    assert played.run.waiting.kind == "outside"
    assert played.send(Answered(error="NoneFound", reason="none")).path == ["a", "other"]
    assert played.first.reason == "none"


@pytest.mark.parametrize(("name", "channel"), CHANNELS.items())
def test_no_answer_in_time_is_an_error(name, channel):
    assert play(action("a", name, errors=["NoMatchingError"]), Channel=channel, events=[TimedOut()]).path[-1] == "wrong"


@pytest.mark.parametrize(("name", "channel"), DOING.items())
def test_an_answer_lets_it_go_on(name, channel):
    assert play(action("a", name, errors=["NoMatchingError"]), Channel=channel, events=[Answered()]).path[-1] == "good"


@pytest.mark.parametrize(("name", "root", "channel"), [(name, *more) for name, more in FILLING.items()])
def test_its_data_can_be_referred_to(name, root, channel):
    said = action("b", "MessageParticipant", {"Text": f"$.{root}.key"})
    played = play(action("a", name, then="b"), said, Channel=channel, events=[Answered(data={"key": "value"})])

    assert played.run.data == {root: {"key": "value"}}


@pytest.mark.parametrize(("name", "channel"), DECIDING.items())
def test_its_result_decides(name, channel):
    one = action("a", name, then="wrong", conditions=[("Equals", "Word", "other")])

    assert play(one, Channel=channel, events=[Answered("Word")]).path == ["a", "other"]


@pytest.mark.parametrize(
    ("name", "channel"),
    [("CheckVoiceId", "CHAT"), ("StartVoiceIdStream", "TASK"), ("AuthenticateParticipant", "VOICE")],
)
def test_on_another_channel_it_takes_its_error_at_once(name, channel):
    played = play(action("a", name, errors=["NoMatchingError"]), Channel=channel)

    assert played.path == ["a", "wrong"]
    assert "works on" in played.first.reason
