"""Whether a caller may perform an operation: its policy, and the attribute keys that are masked from it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from callslip.auth.conditions import Facts
from callslip.auth.places import Place, change_at, places_of_shape, values_of_shape
from callslip.auth.policy import LimitedCaller, Policy, Resource
from callslip.auth.resources import facts_of, resources_of, stored_facts_of
from callslip.domain.arn import ArnMaker
from callslip.domain.attributes import shown
from callslip.domain.caller import Caller
from callslip.domain.errors import AccessDeniedException
from callslip.domain.masks import Masks
from callslip.operation import Context, Members, Perform, ServedOperation

if TYPE_CHECKING:
    from callslip.protocol.model import Operation

_ATTRIBUTES = "Attributes"
"""The shape of contact attributes in the API model, wherever it stands."""
_SEARCHED = ("SearchableContactAttributesCriteria", "AttributeTest")
"""The shapes of criteria that name an attribute in their Key: Amazon's, and that of our own search."""
_NO_FACTS: Facts = {}
_INSTANCE_ID = "InstanceId"


def authorize(
    arns: ArnMaker, caller: Caller, operation: "Operation", members: Members, served: ServedOperation
) -> ServedOperation:
    """The operation as this caller may perform it. Raises AccessDeniedException.

    A policy that asks for what only the store knows is asked in the operation's transaction, before the operation.
    """
    if not isinstance(caller, LimitedCaller):
        return served
    policy = caller.policy
    if policy is not None:
        relevant = policy.relevant(f"connect:{operation.name}")
        if relevant.needs_store or _leaves_instance_out(operation, members):
            served = _after_asking_the_store(served, caller, policy, operation)
        else:
            facts = facts_of(members) if relevant.is_conditional else _NO_FACTS
            check(caller, policy, operation.name, facts, resources_of(operation, members, arns))
    return _masked(caller, operation, members, served)


def check(caller: Caller, policy: Policy, name: str, facts: Facts, resources: Sequence[Resource]) -> None:
    """Ask the policy for the action of the operation `name`. Raises AccessDeniedException."""
    action = f"connect:{name}"
    refusal = policy.find_refusal(action, resources, facts)
    if refusal is not None:
        explicitly = " with an explicit deny" if refusal.explicit else ""
        raise AccessDeniedException(
            f"User: {caller.arn} is not authorized to perform: {action} on resource: {refusal.resource}{explicitly}"
        )


def _leaves_instance_out(operation: "Operation", members: Members) -> bool:
    """Whether the request is about an instance that only the store can tell: that of our own which names none."""
    shape = operation.input
    return shape is not None and _INSTANCE_ID in shape.members and _INSTANCE_ID not in members


def _after_asking_the_store(
    served: ServedOperation, caller: Caller, policy: Policy, operation: "Operation"
) -> ServedOperation:
    def perform(context: Context, members: Members) -> Members | None:
        arns = context.world.arns
        asked = members
        if _leaves_instance_out(operation, members):
            asked = {**members, _INSTANCE_ID: context.store.instances.get_meant(None).instance_id}
        facts = {**facts_of(asked), **stored_facts_of(operation, asked, context.store, arns)}
        check(caller, policy, operation.name, facts, resources_of(operation, asked, arns))
        return served.perform(context, members)

    return ServedOperation(perform, served.access)


def _masked(caller: Caller, operation: "Operation", members: Members, served: ServedOperation) -> ServedOperation:
    masks = caller.masks
    if masks.write:
        for attributes in values_of_shape(operation.model, operation.input_name, _ATTRIBUTES, members):
            _refuse(caller, operation, "write", masks.first_unwritable(attributes))
    if not masks.read:
        return served
    for shape in _SEARCHED:
        for criterion in values_of_shape(operation.model, operation.input_name, shape, members):
            _refuse(caller, operation, "search by", criterion["Key"] if masks.hides(criterion["Key"]) else None)
    places = places_of_shape(operation.model, operation.output_name, _ATTRIBUTES)
    return ServedOperation(_hiding(served.perform, masks, places), served.access) if places else served


def _refuse(caller: Caller, operation: "Operation", verb: str, name: str | None) -> None:
    if name is not None:
        raise AccessDeniedException(
            f"User: {caller.arn} is not authorized to {verb} the attribute {shown(name)}, which is masked from the "
            f"access key: connect:{operation.name} was not performed."
        )


def _hiding(perform: Perform, masks: Masks, places: Sequence[Place]) -> Perform:
    def perform_and_hide(context: Context, members: Members) -> Members | None:
        answer = perform(context, members)
        for place in places:
            answer = change_at(answer, place, masks.visible)
        return answer

    return perform_and_hide
