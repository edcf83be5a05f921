"""ListContactFlags: our own; the flags of an instance or of one contact, in the order in which they were raised."""

import msgspec

from callslip.domain.arn import contact_id_of, instance_id_of
from callslip.domain.flag import FlagFilter, flag_members, mirror
from callslip.domain.paging import cut
from callslip.operation import Context, Members, operation

_PAGE_MAX = 100


@operation("scan")
def list_contact_flags(context: Context, members: Members) -> Members:
    """One page, and the token of the next. A flag whose attribute is hidden from the caller is not told of."""
    instance_id, contact_id = instance_id_of(members["InstanceId"]), members.get("ContactId")
    context.store.instances.get(instance_id)
    first = context.store.attributes.get(instance_id, contact_id_of(contact_id)) if contact_id else None
    state, name, assignee = (members.get(each, "") for each in ("State", "Name", "Assignee"))
    chosen = FlagFilter(instance_id, state, name, assignee, first.initial_contact_id if first else "")
    pages = context.pages("flags", msgspec.structs.asdict(chosen))
    limit = members.get("MaxResults", _PAGE_MAX)
    found = context.store.flags.page(chosen, _position(pages.after(members.get("NextToken"))), limit + 1)
    keys = [f"{flag.raised_ms} {flag.name} {flag.initial_contact_id}" for flag in found]
    page, following = cut(list(found), keys, limit, pages)
    shown = [flag_members(flag) for flag in page if not context.caller.masks.hides(mirror(flag.name))]
    return {"Flags": shown, "NextToken": following}


def _position(key: str) -> tuple[int, str, str]:
    raised_ms, name, contact_id = key.split(" ", 2) if key else ("-1", "", "")
    return int(raised_ms), contact_id, name
