from flow_documents import action, play


def record(channel, **parameters):
    errors = ["NoMatchingError", ("ChannelMismatch", "other")]
    one = action("a", "UpdateContactRecordingAndAnalyticsBehavior", parameters, errors=errors)
    return play(one, Channel=channel)


def test_the_behavior_stays_with_the_contact():
    assert record("VOICE", VoiceBehavior={"x": "1"}).scope.settings == {"VoiceBehavior": {"x": "1"}}
    assert record("CHAT", ScreenRecordingBehavior={}).path == ["a", "good"]


def test_another_channel_and_nothing_are_errors():
    assert record("VOICE", ChatBehavior={}).path == ["a", "other"]
    assert record("VOICE").path == ["a", "wrong"]
