"""CreateInstance: a contact centre to keep contacts in."""

from callslip.domain.attributes import shown
from callslip.domain.errors import InvalidRequestException
from callslip.domain.instance import Instance, check_directory
from callslip.domain.new_instance import first_resources
from callslip.operation import Context, Members, operation


@operation("write")
def create_instance(context: Context, members: Members) -> Members:
    """Make an instance that is ready at once (the service takes a minute; our decision), with its first resources.

    https://docs.aws.amazon.com/connect/latest/APIReference/API_CreateInstance.html
    """
    return context.answer_once("", "CreateInstance", members, lambda: _create(context, members))


def _create(context: Context, members: Members) -> Members:
    alias = members.get("InstanceAlias")
    check_directory(members["IdentityManagementType"], alias, members.get("DirectoryId"))
    if alias is not None and context.store.instances.find_by_alias(alias) is not None:
        raise InvalidRequestException(f"InstanceAlias: {shown(alias)} is taken by another instance. Choose another.")
    instance = Instance(
        instance_id=context.world.ids.new_id(),
        identity_management_type=members["IdentityManagementType"],
        created_ms=context.now_ms,
        alias=alias,
        inbound_calls_enabled=members["InboundCallsEnabled"],
        outbound_calls_enabled=members["OutboundCallsEnabled"],
        tags=members.get("Tags", {}),
    )
    context.store.instances.put(instance)
    for resource in first_resources(instance.instance_id, context.now_ms):
        context.store.resources.create(resource)
    return {"Id": instance.instance_id, "Arn": context.world.arns.instance(instance.instance_id)}
