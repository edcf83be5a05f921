"""DeleteInstance: an instance and all that belongs to it."""

from callslip.domain.arn import instance_id_of
from callslip.domain.retention import check_not_held
from callslip.operation import Context, Members, operation


@operation("bulk")
def delete_instance(context: Context, members: Members) -> None:
    """Delete the instance with its contacts, their attributes and the history, and its resources, at once.

    https://docs.aws.amazon.com/connect/latest/APIReference/API_DeleteInstance.html
    """
    instance_id = instance_id_of(members["InstanceId"])
    context.answer_once("", f"DeleteInstance {instance_id}", members, lambda: _delete(context, instance_id))


def _delete(context: Context, instance_id: str) -> Members:
    store = context.store
    store.instances.get(instance_id)
    check_not_held(store.holds.count(instance_id))
    store.flow_invocations.delete_of_instance(instance_id)
    store.flow_runs.delete_of_instance(instance_id)
    store.flags.delete_of_instance(instance_id)
    store.attributes.delete_of_instance(instance_id)
    store.contacts.delete_of_instance(instance_id)
    store.resources.delete_of_instance(instance_id)
    store.erasures.delete_of_instance(instance_id)
    store.holds.delete_of_instance(instance_id)
    store.retention.delete_of_instance(instance_id)
    store.client_tokens.delete_of_instance(instance_id)
    store.instances.delete(instance_id)
    return {}
