"""StartWebRTCContact: a voice or video call from an app or a browser."""

from msgspec.structs import replace

from callslip.domain.arn import instance_id_of
from callslip.domain.contact import new_contact
from callslip.domain.contact_references import SIMPLE, check_references
from callslip.domain.participant import participant
from callslip.operation import Context, Members, operation
from callslip.resources import check_named
from callslip.runner import begin_contact
from callslip.runner.moves import begin_flow


@operation("bulk")
def start_web_rtc_contact(context: Context, members: Members) -> Members:
    """Begin a call. No media are carried: the connection data lead nowhere, and name no place to connect to.

    https://docs.aws.amazon.com/connect/latest/APIReference/API_StartWebRTCContact.html
    """
    instance_id = instance_id_of(members["InstanceId"])
    return context.answer_once(
        instance_id, "StartWebRTCContact", members, lambda: _start(context, instance_id, members)
    )


def _start(context: Context, instance_id: str, members: Members) -> Members:
    check_references(members, SIMPLE)
    check_named(context, members)
    ids = context.world.ids
    contact = new_contact(instance_id, ids.new_id(), "VOICE", "WEBRTC_API", context.now_ms, members)
    customer = participant(ids.new_id(), "CUSTOMER", members["ParticipantDetails"])
    details = {**contact.details, "Participants": [customer]}
    if "Customer" in members.get("AllowedCapabilities", {}):
        details["Customer"] = {"Capabilities": members["AllowedCapabilities"]["Customer"]}
    if "Agent" in members.get("AllowedCapabilities", {}):
        details["AgentInfo"] = {"Capabilities": members["AllowedCapabilities"]["Agent"]}
    contact = replace(contact, connected_ms=context.now_ms, details=details)
    contact = begin_contact(context.store, contact, members.get("Attributes", {}), context.origin(), context.floor_ms)
    begin_flow(context.stage, contact)
    return {
        "ContactId": contact.contact_id,
        "ParticipantId": customer["ParticipantId"],
        "ParticipantToken": ids.new_secret(),
        "ConnectionData": {
            "Attendee": {"AttendeeId": ids.new_id(), "JoinToken": ids.new_secret()},
            "Meeting": {"MeetingId": ids.new_id(), "MediaRegion": context.world.arns.region},
        },
    }
