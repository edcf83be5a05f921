"""Rows of history and contacts as answers, archives and receipts show them."""

from typing import Any

from callslip.domain.contact import Contact
from callslip.domain.history import PastChange
from callslip.keeping.moment import moment_text


def change_members(change: PastChange) -> dict[str, Any]:
    """One change. `OldValue` is missing where the key was new, both values where they were erased."""
    members: dict[str, Any] = {
        "Key": change.name,
        "ChangedAt": moment_text(change.changed_ms),
        "Caller": change.caller,
        "Through": change.through,
        "ContactId": change.contact_id,
        "Digest": change.digest,
    }
    if change.is_erased:
        return {**members, "Erased": True}
    old = {} if change.old is None else {"OldValue": change.old}
    return {**members, **old, "NewValue": change.new}


def contact_members(contact: Contact) -> dict[str, Any]:
    """Everything that is kept of a contact itself; what is not known is left out."""
    members: dict[str, Any] = {}
    for name in contact.__struct_fields__:
        value = getattr(contact, name)
        if value is None:
            continue
        words = "".join(word.capitalize() for word in name.removesuffix("_ms").split("_"))
        if name.endswith("_ms"):
            members[f"{words}At"] = moment_text(value)
        else:
            members[words] = value
    return members
