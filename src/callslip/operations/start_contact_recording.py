"""StartContactRecording: start the recording of a voice contact."""

from msgspec.structs import replace

from callslip.domain.arn import instance_id_of
from callslip.domain.lifecycle import State, check_state
from callslip.domain.recording import start_recording
from callslip.operation import Context, Members, operation
from callslip.runner import get_recordable


@operation("write")
def start_contact_recording(context: Context, members: Members) -> None:
    """Start a recording once; one of the agent waits until an agent has the contact.

    There is no sound: what is kept are the times, which DescribeContact shows.
    https://docs.aws.amazon.com/connect/latest/APIReference/API_StartContactRecording.html
    """
    instance_id = instance_id_of(members["InstanceId"])
    contact = get_recordable(context.store, instance_id, members, context.floor_ms)
    check_state(contact, frozenset(State) - {State.ENDED}, "recorded")
    details = start_recording(contact.details, members["VoiceRecordingConfiguration"], context.now_ms)
    context.store.contacts.update(replace(contact, details=details, updated_ms=context.now_ms))
