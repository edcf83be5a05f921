"""StartOutboundVoiceContact: a call to a customer."""

from msgspec.structs import replace

from callslip.domain.arn import instance_id_of, queue_id_of
from callslip.domain.contact import new_contact
from callslip.domain.contact_references import SIMPLE, check_references
from callslip.domain.errors import InvalidRequestException
from callslip.operation import Context, Members, operation
from callslip.resources import check_named
from callslip.runner import begin_contact
from callslip.runner.moves import begin_flow


@operation("bulk")
def start_outbound_voice_contact(context: Context, members: Members) -> Members:
    """Begin an outbound call. There is no telephone: a stored flow runs at once, without one the contact just goes on.

    A campaign is kept with the contact; TrafficType changes nothing.

    https://docs.aws.amazon.com/connect/latest/APIReference/API_StartOutboundVoiceContact.html
    """
    instance_id = instance_id_of(members["InstanceId"])
    return context.answer_once(
        instance_id, "StartOutboundVoiceContact", members, lambda: _start(context, instance_id, members)
    )


def _start(context: Context, instance_id: str, members: Members) -> Members:
    _check(members)
    check_references(members, SIMPLE)
    check_named(context, members)
    contact = new_contact(instance_id, context.world.ids.new_id(), "VOICE", "API", context.now_ms, members)
    contact = replace(contact, details={**contact.details, **_told(members)})
    contact = begin_contact(context.store, contact, members.get("Attributes", {}), context.origin(), context.floor_ms)
    begin_flow(context.stage, contact)
    return {"ContactId": contact.contact_id}


def _check(members: Members) -> None:
    if "SourcePhoneNumber" not in members and "QueueId" not in members:
        raise InvalidRequestException("Give SourcePhoneNumber or QueueId: one must say which number calls.")


def _told(members: Members) -> dict[str, object]:
    found: dict[str, object] = {"CustomerEndpoint": _telephone(members["DestinationPhoneNumber"])}
    if "SourcePhoneNumber" in members:
        found["SystemEndpoint"] = _telephone(members["SourcePhoneNumber"])
    if "QueueId" in members:
        found["QueueInfo"] = {"Id": queue_id_of(members["QueueId"])}
    if "CampaignId" in members:
        found["Campaign"] = {"CampaignId": members["CampaignId"]}
    return found


def _telephone(number: str) -> dict[str, str]:
    return {"Address": number, "Type": "TELEPHONE_NUMBER"}
