"""ResumeContactRecording: resume the recording of a voice contact."""

from msgspec.structs import replace

from callslip.domain.arn import instance_id_of
from callslip.domain.recording import resume_recording
from callslip.operation import Context, Members, operation
from callslip.runner import get_recordable


@operation("write")
def resume_contact_recording(context: Context, members: Members) -> None:
    """Go on with a suspended recording: one type, or all where none is named.

    There is no sound: what is kept are the times, which DescribeContact shows.
    https://docs.aws.amazon.com/connect/latest/APIReference/API_ResumeContactRecording.html
    """
    instance_id = instance_id_of(members["InstanceId"])
    contact = get_recordable(context.store, instance_id, members, context.floor_ms)
    details = resume_recording(contact.details, members.get("ContactRecordingType"))
    context.store.contacts.update(replace(contact, details=details, updated_ms=context.now_ms))
