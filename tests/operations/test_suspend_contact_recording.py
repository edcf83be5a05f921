import pytest

ALL = {"VoiceRecordingTrack": "ALL"}


@pytest.fixture
def record(connect, instance_id):
    """Sends a request about the recording of a first contact: `record("start", call, ...)`."""

    def send(verb, contact_id, **members):
        perform = getattr(connect, f"{verb}_contact_recording")
        given = {"InstanceId": instance_id, "ContactId": contact_id, "InitialContactId": contact_id}
        return perform(**{**given, **members})

    return send


def test_a_recording_is_suspended_once_until_it_is_resumed(connect, start_call, take, record, describe):
    call = take(start_call())
    record("start", call, VoiceRecordingConfiguration=ALL)
    record("suspend", call)
    with pytest.raises(
        connect.exceptions.InvalidRequestException, match="No recording of this contact can be suspended"
    ):
        record("suspend", call)
    record("resume", call, ContactRecordingType="AGENT")
    record("suspend", call, ContactRecordingType="AGENT")
    (recording,) = describe(call)["Recordings"]
    assert "StopTimestamp" not in recording


def test_a_suspended_recording_can_be_stopped(start_call, take, record, describe):
    call = take(start_call())
    record("start", call, VoiceRecordingConfiguration=ALL)
    record("suspend", call)
    record("stop", call)
    (recording,) = describe(call)["Recordings"]
    assert "StopTimestamp" in recording


def test_only_what_is_on(connect, start_call, start_task, record):
    call = start_call()
    record("start", call, VoiceRecordingConfiguration=ALL)
    with pytest.raises(connect.exceptions.InvalidRequestException, match="would have to be ON"):
        record("suspend", call)
    with pytest.raises(connect.exceptions.InvalidRequestException, match="channel TASK"):
        record("suspend", start_task())
    with pytest.raises(connect.exceptions.ResourceNotFoundException):
        record("suspend", "nobody")
