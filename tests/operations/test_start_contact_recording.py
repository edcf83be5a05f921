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


@pytest.mark.parametrize(("track", "who"), [("ALL", "ALL"), ("FROM_AGENT", "AGENT"), ("TO_AGENT", "CUSTOMER")])
def test_it_begins_when_an_agent_joins(clock, start_call, take, record, describe, track, who):
    call = start_call()
    record("start", call, VoiceRecordingConfiguration={"VoiceRecordingTrack": track})
    assert "Recordings" not in describe(call)
    clock.value_ms += 5_000
    take(call)
    (recording,) = describe(call)["Recordings"]
    assert (recording["MediaStreamType"], recording["ParticipantType"]) == ("AUDIO", who)
    assert recording["StartTimestamp"].timestamp() * 1000 == NOW_MS + 5_000


def test_it_begins_at_once_with_an_agent_or_before_one(start_call, take, record, describe):
    with_agent, in_flow = take(start_call()), start_call()
    record("start", with_agent, VoiceRecordingConfiguration=ALL)
    record("start", in_flow, VoiceRecordingConfiguration={"IvrRecordingTrack": "ALL"})
    for call in (with_agent, in_flow):
        (recording,) = describe(call)["Recordings"]
        assert recording["StartTimestamp"].timestamp() * 1000 == NOW_MS


def test_it_ends_with_the_contact(clock, start_call, take, record, stop, describe):
    call = take(start_call())
    record("start", call, VoiceRecordingConfiguration=ALL)
    clock.value_ms += 60_000
    stop(call)
    (recording,) = describe(call)["Recordings"]
    assert recording["StopTimestamp"].timestamp() * 1000 == NOW_MS + 60_000


def test_once_in_a_contact(connect, start_call, record):
    call = start_call()
    record("start", call, VoiceRecordingConfiguration=ALL)
    with pytest.raises(connect.exceptions.InvalidRequestException, match="started before"):
        record("start", call, VoiceRecordingConfiguration=ALL)
    record("stop", call)
    with pytest.raises(connect.exceptions.InvalidRequestException, match="STOPPED"):
        record("start", call, VoiceRecordingConfiguration=ALL)


def test_exactly_one_track(connect, start_call, record):
    for configuration in ({}, {**ALL, "IvrRecordingTrack": "ALL"}):
        with pytest.raises(connect.exceptions.InvalidRequestException, match="exactly one"):
            record("start", start_call(), VoiceRecordingConfiguration=configuration)


def test_the_two_ids_belong_together(connect, instance_id, start_call, start_task, record):
    call = start_call()
    leg = connect.create_contact(
        InstanceId=instance_id, Channel="VOICE", InitiationMethod="TRANSFER", PreviousContactId=call
    )["ContactId"]
    record("start", leg, InitialContactId=call, VoiceRecordingConfiguration=ALL)
    with pytest.raises(connect.exceptions.ResourceNotFoundException, match="InitialContactId"):
        record("start", call, InitialContactId=leg, VoiceRecordingConfiguration=ALL)
    with pytest.raises(connect.exceptions.ResourceNotFoundException):
        record("start", "nobody", VoiceRecordingConfiguration=ALL)
    with pytest.raises(connect.exceptions.InvalidRequestException, match="channel TASK"):
        record("start", start_task(), VoiceRecordingConfiguration=ALL)


def test_not_after_the_end(connect, start_call, stop, record):
    call = start_call()
    stop(call)
    with pytest.raises(connect.exceptions.InvalidRequestException, match="is ENDED"):
        record("start", call, VoiceRecordingConfiguration=ALL)
