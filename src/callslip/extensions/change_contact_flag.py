"""ChangeContactFlag: our own; raises, takes or closes a flag of a contact, which its attributes show at once."""

from callslip.domain.arn import contact_id_of, instance_id_of
from callslip.domain.attributes import Origin, shown
from callslip.domain.errors import AccessDeniedException, ResourceNotFoundException
from callslip.domain.flag import Flag, closed, flag_members, mirror, raised, taken, with_mirrors
from callslip.operation import Context, Members, operation


@operation("write")
def change_contact_flag(context: Context, members: Members) -> Members:
    """The flag after the step; one that is pending stays as it is when it is raised.

    Raises ResourceNotFoundException, also for a contact past its retention and for taking or closing what was not
    raised, InvalidRequestException for a step that the flag's state does not allow, InvalidParameterException, and
    AccessDeniedException where the attribute that shows the flag is masked from the caller.
    """
    instance_id, contact_id, name = (
        instance_id_of(members["InstanceId"]),
        contact_id_of(members["ContactId"]),
        members["Name"],
    )
    _check_masks(context, name)
    context.contact(members)
    found = context.store.attributes.get(instance_id, contact_id)
    before = context.store.flags.find(instance_id, found.initial_contact_id, name)
    origin = Origin(context.caller.arn, context.now_ms, "flag", context.world.ids.new_salts)
    if members["Action"] == "raise":
        chain = (instance_id, found.initial_contact_id)
        flag = raised(before, chain, name, contact_id, members.get("Reason", ""), origin)
    else:
        flag = _moved(before, members, origin)
    if flag is not before:
        context.store.flags.put(flag)
        shows = with_mirrors(found.values, {}, [flag])
        if shows:
            context.store.attributes.update(instance_id, contact_id, found, shows, origin)
    return flag_members(flag)


def _check_masks(context: Context, name: str) -> None:
    masks = context.caller.masks
    if masks.hides(mirror(name)) or masks.first_unwritable([mirror(name)]):
        raise AccessDeniedException(
            f"User: {context.caller.arn} is not authorized to change the flag {shown(name)}: the attribute that shows "
            "it is masked from the access key."
        )


def _moved(before: Flag | None, members: Members, origin: Origin) -> Flag:
    if before is None:
        raise ResourceNotFoundException(f"The contact has no flag {shown(members['Name'])}.")
    if members["Action"] == "take":
        return taken(before, members.get("Assignee") or origin.caller_arn.rpartition("/")[2], origin)
    return closed(before, members.get("Reason", ""), origin)
