"""StartOutboundChatContact: a chat with a customer by SMS or WhatsApp."""

from msgspec.structs import replace

from callslip.domain.arn import instance_id_of
from callslip.domain.contact import new_contact
from callslip.domain.errors import InvalidRequestException, NotImplementedException
from callslip.domain.participant import check_content_types, participant
from callslip.domain.segment_attributes import SUBTYPE, subtype_of
from callslip.operation import Context, Members, operation
from callslip.resources import check_named
from callslip.runner import begin_contact
from callslip.runner.moves import begin_flow

_ENDPOINT_TYPES = {"SourceEndpoint": "CONNECT_PHONENUMBER_ARN", "DestinationEndpoint": "TELEPHONE_NUMBER"}
_SUBTYPES = ("connect:SMS", "connect:WhatsApp")


@operation("bulk")
def start_outbound_chat_contact(context: Context, members: Members) -> Members:
    """Begin an outbound chat. No message is sent.

    https://docs.aws.amazon.com/connect/latest/APIReference/API_StartOutboundChatContact.html
    """
    instance_id = instance_id_of(members["InstanceId"])
    return context.answer_once(
        instance_id, "StartOutboundChatContact", members, lambda: _start(context, instance_id, members)
    )


def _start(context: Context, instance_id: str, members: Members) -> Members:
    _check(members)
    check_named(context, members)
    contact = new_contact(instance_id, context.world.ids.new_id(), "CHAT", "API", context.now_ms, members)
    details = {
        **contact.details,
        "CustomerEndpoint": members["DestinationEndpoint"],
        "SystemEndpoint": members["SourceEndpoint"],
    }
    if "ParticipantDetails" in members:
        details["Participants"] = [
            participant(context.world.ids.new_id(), "CUSTOMER", members["ParticipantDetails"]),
        ]
    contact = replace(contact, connected_ms=context.now_ms, details=details)
    contact = begin_contact(context.store, contact, members.get("Attributes", {}), context.origin(), context.floor_ms)
    begin_flow(context.stage, contact)
    return {"ContactId": contact.contact_id}


def _check(members: Members) -> None:
    for name, wanted in _ENDPOINT_TYPES.items():
        endpoint = members[name]
        if endpoint.get("Type") != wanted or not endpoint.get("Address"):
            raise InvalidRequestException(f"{name}: Type must be {wanted}, with an Address.")
    if subtype_of(members) not in _SUBTYPES:
        raise InvalidRequestException(f"SegmentAttributes: {SUBTYPE} must be {' or '.join(_SUBTYPES)}.")
    if "InitialTemplatedSystemMessage" in members:
        raise NotImplementedException("InitialTemplatedSystemMessage is not served: there are no templates here.")
    check_content_types(members)
