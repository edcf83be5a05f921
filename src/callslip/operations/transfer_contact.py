"""TransferContact: hand a task or an e-mail on, to a queue, to a user, or where the flow leads."""

from callslip.domain.arn import instance_id_of, queue_id_of, user_id_of
from callslip.domain.lifecycle import connect_user, enqueue
from callslip.domain.transfer import REASONS, check_transferable, transferred
from callslip.operation import Context, Members, operation
from callslip.runner import begin_contact, end_contact


@operation("write")
def transfer_contact(context: Context, members: Members) -> Members:
    """Begin the leg that takes over, in the same chain, and end the one before it (at once: our decision).

    https://docs.aws.amazon.com/connect/latest/APIReference/API_TransferContact.html
    """
    instance_id = instance_id_of(members["InstanceId"])
    token = members.get("ClientToken")
    return context.answer_once(instance_id, "TransferContact", token, lambda: _transfer(context, instance_id, members))


def _transfer(context: Context, instance_id: str, members: Members) -> Members:
    store, now_ms = context.store, context.now_ms
    contact = context.contact(members)
    check_transferable(contact, members)
    leg_id, flow_id = context.world.ids.new_id(), members["ContactFlowId"]
    leg = transferred(contact, leg_id, flow_id, now_ms, to_queue="QueueId" in members)
    if "QueueId" in members:
        leg = enqueue(leg, queue_id_of(members["QueueId"]), now_ms)
    elif "UserId" in members:
        leg = connect_user(leg, user_id_of(members["UserId"]), now_ms)
    begin_contact(store, leg, {}, context.origin(), context.floor_ms)
    end_contact(store, contact, REASONS[contact.channel], now_ms)
    return {"ContactId": leg.contact_id, "ContactArn": context.world.arns.contact(instance_id, leg.contact_id)}
