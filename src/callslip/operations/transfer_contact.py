"""TransferContact: hand a task or an e-mail on, to a queue, to a user, or where the flow leads."""

from callslip.domain.arn import instance_id_of, queue_id_of, user_id_of
from callslip.domain.lifecycle import connect_user, enqueue
from callslip.domain.transfer import REASONS, check_transferable, transferred
from callslip.operation import Context, Members, operation
from callslip.resources import check_named
from callslip.runner import begin_contact
from callslip.runner.moves import begin_flow, leave_contact


@operation("bulk")
def transfer_contact(context: Context, members: Members) -> Members:
    """Begin the leg that takes over, in the same chain, and end the one before it (at once: our decision).

    A stored flow leads the leg to its queue itself; without one it is put there. A user gets it at once.
    https://docs.aws.amazon.com/connect/latest/APIReference/API_TransferContact.html
    """
    instance_id = instance_id_of(members["InstanceId"])
    return context.answer_once(
        instance_id, "TransferContact", members, lambda: _transfer(context, instance_id, members)
    )


def _transfer(context: Context, instance_id: str, members: Members) -> Members:
    store, now_ms = context.store, context.now_ms
    contact = context.contact(members)
    check_transferable(contact, members)
    check_named(context, members)
    leg_id, flow_id = context.world.ids.new_id(), members["ContactFlowId"]
    queue_id = queue_id_of(members["QueueId"]) if "QueueId" in members else None
    leg = transferred(contact, leg_id, flow_id, now_ms, to_queue=queue_id is not None)
    if "UserId" in members:
        leg = connect_user(leg, user_id_of(members["UserId"]), now_ms)
    leg = begin_contact(store, leg, {}, context.origin(), context.floor_ms)
    leave_contact(context.stage, contact, REASONS[contact.channel])
    if "UserId" not in members and not begin_flow(context.stage, leg, queue_id or "") and queue_id is not None:
        store.contacts.update(enqueue(leg, queue_id, now_ms))
    return {"ContactId": leg.contact_id, "ContactArn": context.world.arns.contact(instance_id, leg.contact_id)}
