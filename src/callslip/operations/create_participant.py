"""CreateParticipant: one more participant in a chat or a WebRTC call."""

from datetime import UTC, datetime

from msgspec.structs import replace

from callslip.domain.arn import instance_id_of
from callslip.domain.errors import ConflictException
from callslip.domain.lifecycle import STARTED, check_state
from callslip.domain.participant import TOKEN_MS, check_role, participant
from callslip.operation import Context, Members, operation


@operation("write")
def create_participant(context: Context, members: Members) -> Members:
    """Add a custom bot to a chat or a customer to a call. The token opens no connection: no messages are carried.

    https://docs.aws.amazon.com/connect/latest/APIReference/API_CreateParticipant.html
    """
    instance_id = instance_id_of(members["InstanceId"])
    return context.answer_once(instance_id, "CreateParticipant", members, lambda: _create(context, members))


def _create(context: Context, members: Members) -> Members:
    ids = context.world.ids
    contact = context.contact(members)
    given = members["ParticipantDetails"]
    role = check_role(contact, given.get("ParticipantRole"))
    check_state(contact, STARTED, "joined by a participant", ConflictException)
    added = participant(ids.new_id(), role, given)
    details = {**contact.details, "Participants": [*contact.details.get("Participants", []), added]}
    context.store.contacts.update(replace(contact, details=details, updated_ms=context.now_ms))
    credentials = {"ParticipantToken": ids.new_secret(), "Expiry": _text(context.now_ms + TOKEN_MS)}
    return {"ParticipantId": added["ParticipantId"], "ParticipantCredentials": credentials}


def _text(time_ms: int) -> str:
    """ISO 8601, which the model has here as a string."""
    return datetime.fromtimestamp(time_ms // 1000, UTC).isoformat().replace("+00:00", "Z")
