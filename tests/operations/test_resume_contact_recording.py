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


def test_only_a_suspended_recording_goes_on(connect, start_call, take, record):
    call = take(start_call())
    with pytest.raises(connect.exceptions.InvalidRequestException, match="No recording of this contact can be resumed"):
        record("resume", call)
    record("start", call, VoiceRecordingConfiguration=ALL)
    with pytest.raises(connect.exceptions.InvalidRequestException, match="would have to be SUSPENDED"):
        record("resume", call)
    record("suspend", call)
    with pytest.raises(connect.exceptions.InvalidRequestException, match="No IVR recording"):
        record("resume", call, ContactRecordingType="IVR")
    record("resume", call)
    with pytest.raises(connect.exceptions.InvalidRequestException):
        record("resume", call)


def test_a_stopped_recording_stays_stopped(connect, start_call, take, record, stop):
    call = take(start_call())
    record("start", call, VoiceRecordingConfiguration=ALL)
    record("suspend", call)
    stop(call)
    with pytest.raises(connect.exceptions.InvalidRequestException, match="can be resumed"):
        record("resume", call)


def test_nobody(connect, record):
    with pytest.raises(connect.exceptions.ResourceNotFoundException):
        record("resume", "nobody")
