"""BatchPutContact: the contacts of an outbound campaign, up to 25 at once."""

from msgspec.structs import replace

from callslip.domain.arn import instance_id_of, queue_id_of
from callslip.domain.campaign import dial_request_failure
from callslip.domain.contact import new_contact
from callslip.domain.lifecycle import enqueue
from callslip.operation import Context, Members, operation
from callslip.resources import is_queue_known
from callslip.runner import begin_contact

_KEPT = ("SystemEndpoint", "CustomerEndpoint", "Campaign")


@operation("write")
def batch_put_contact(context: Context, members: Members) -> Members:
    """Create a contact for each good request; say of each bad one what is wrong. Anyone may call (our decision).

    https://docs.aws.amazon.com/connect/latest/APIReference/API_BatchPutContact.html
    """
    instance_id = instance_id_of(members["InstanceId"])
    return context.answer_once(instance_id, "BatchPutContact", members, lambda: _put(context, instance_id, members))


def _put(context: Context, instance_id: str, members: Members) -> Members:
    context.store.instances.get(instance_id)
    succeeded, failed = [], []
    seen: set[str] = set()
    for item in members["ContactDataRequestList"]:
        identifier = item.get("RequestIdentifier")
        has_queue = is_queue_known(context, instance_id, item.get("QueueId"))
        failure = dial_request_failure(item, has_queue=has_queue, is_repeated=identifier in seen)
        if failure is None:
            succeeded.append({"RequestIdentifier": identifier, "ContactId": _begin(context, instance_id, item)})
        else:
            code, message = failure
            failed.append({"RequestIdentifier": identifier, "FailureReasonCode": code, "FailureReasonMessage": message})
        seen |= {identifier} - {None}
    return {"SuccessfulRequestList": succeeded, "FailedRequestList": failed}


def _begin(context: Context, instance_id: str, item: Members) -> str:
    contact = new_contact(instance_id, context.world.ids.new_id(), "VOICE", "API", context.now_ms, item)
    contact = replace(contact, details={**contact.details, **{name: item[name] for name in _KEPT if name in item}})
    if "QueueId" in item:
        contact = enqueue(contact, queue_id_of(item["QueueId"]), context.now_ms)
    begin_contact(context.store, contact, item.get("Attributes", {}), context.origin(), context.floor_ms)
    return contact.contact_id
