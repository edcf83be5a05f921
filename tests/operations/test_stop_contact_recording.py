import pytest

from stand_ins import NOW_MS

ALL = {"VoiceRecordingTrack": "ALL"}


@pytest.fixture
def record(connect, instance_id):
    """Sends a request about the recording of a first contact: `record("start", call, ...)`."""

    def send(verb, contact_id, **members):
        perform = getattr(connect, f"{verb}_contact_recording")
        given = {"InstanceId": instance_id, "ContactId": contact_id, "InitialContactId": contact_id}
        return perform(**{**given, **members})

    return send


def test_it_stops_for_good(clock, start_call, take, record, describe):
    call = take(start_call())
    record("start", call, VoiceRecordingConfiguration=ALL)
    clock.value_ms += 10_000
    record("stop", call, ContactRecordingType="AGENT")
    (recording,) = describe(call)["Recordings"]
    assert recording["StopTimestamp"].timestamp() * 1000 == NOW_MS + 10_000


def test_one_type_or_all(clock, start_call, take, record, describe):
    call = take(start_call())
    record("start", call, VoiceRecordingConfiguration=ALL)
    record("start", call, VoiceRecordingConfiguration={"IvrRecordingTrack": "ALL"})
    record("stop", call, ContactRecordingType="IVR")
    assert ["StopTimestamp" in each for each in describe(call)["Recordings"]] == [False, True]
    record("stop", call)
    assert ["StopTimestamp" in each for each in describe(call)["Recordings"]] == [True, True]


@pytest.mark.parametrize("kind", ["AGENT", "IVR", "SCREEN"])
def test_what_does_not_run_cannot_be_stopped(connect, start_call, record, kind):
    with pytest.raises(connect.exceptions.InvalidRequestException, match=f"No {kind} recording"):
        record("stop", start_call(), ContactRecordingType=kind)


def test_no_recording_and_nobody(connect, start_call, record):
    with pytest.raises(connect.exceptions.InvalidRequestException, match="No recording"):
        record("stop", start_call())
    with pytest.raises(connect.exceptions.ResourceNotFoundException):
        record("stop", "nobody")
