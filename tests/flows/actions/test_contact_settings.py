"""Actions that leave a setting with the contact."""

import pytest

from flow_documents import action, play

TABLE = [
    ("CompleteOutboundCall", {"CallerId": {"Number": "+15550100"}}, "VOICE", "OutboundCall", None),
    ("ResumeContact", {}, "TASK", "Paused", False),
    ("UpdateContactRecordingBehavior", {"RecordingBehavior": {"RecordedParticipants": []}}, "VOICE", None, None),
    ("UpdateContactRoutingBehavior", {"QueuePriority": "2"}, "VOICE", "QueuePriority", "2"),
    ("UpdateContactRoutingBehavior", {"QueueTimeAdjustmentSeconds": "-5"}, "TASK", "QueueTimeAdjustmentSeconds", "-5"),
    ("UpdateContactRoutingCriteria", {"RoutingCriteria": {"Steps": [{"Expression": {}}]}}, "CHAT", None, None),
    ("UpdateFlowLoggingBehavior", {"FlowLoggingBehavior": "Enabled"}, "CHAT", "FlowLoggingBehavior", "Enabled"),
    (
        "UpdatePreviousContactParticipantState",
        {"PreviousContactParticipantState": "OffHold"},
        "VOICE",
        "PreviousContactParticipantState",
        "OffHold",
    ),
]


@pytest.mark.parametrize(("name", "parameters", "channel", "setting", "value"), TABLE)
def test_the_setting_stays_with_the_contact(name, parameters, channel, setting, value):
    played = play(action("a", name, parameters, errors=["NoMatchingError"]), Channel=channel)
    (first,) = parameters or [setting]
    expected = parameters if setting == "OutboundCall" else value if value is not None else parameters[first]

    assert played.path == ["a", "good"]
    assert played.scope.settings == {setting or first: expected}


@pytest.mark.parametrize(
    ("name", "parameters", "channel"),
    [
        ("ResumeContact", {}, "VOICE"),
        ("UpdateContactRoutingBehavior", {}, "VOICE"),
        ("UpdateContactRoutingCriteria", {"RoutingCriteria": {"Steps": []}}, "VOICE"),
        ("UpdatePreviousContactParticipantState", {"PreviousContactParticipantState": "OffHold"}, "CHAT"),
    ],
)
def test_what_cannot_be_done_is_an_error(name, parameters, channel):
    played = play(action("a", name, parameters, errors=["NoMatchingError"]), Channel=channel)

    assert played.path == ["a", "wrong"]
    assert played.scope.settings == {}
