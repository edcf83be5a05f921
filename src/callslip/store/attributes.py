"""The attributes of contact chains: one document each, and a history row for every changed key."""

from collections.abc import Mapping, Sequence
from itertools import count

import msgspec

from callslip.domain.attributes import FLOW, AttributeSet, Change, Origin, check_names, merge, size_of
from callslip.domain.contact import Contact
from callslip.domain.errors import ResourceNotFoundException
from callslip.domain.flag import with_mirrors
from callslip.domain.history import beginning, origin_text, row_digest, values_digest
from callslip.store.attribute_index import AttributeIndex
from callslip.store.backend import Row, Transaction
from callslip.store.flags import Flags
from callslip.store.outbox import Outbox

_decode = msgspec.json.Decoder(dict[str, str]).decode
_encode = msgspec.json.Encoder().encode


class Attributes:
    """Attribute sets, found through any contact of their chain."""

    def __init__(self, transaction: Transaction, index: AttributeIndex, outbox: Outbox, flags: Flags) -> None:
        self._transaction = transaction
        self._index = index
        self._flags = flags
        self._outbox = outbox
        self._last_id: int | None = None

    def get(self, instance_id: str, contact_id: str) -> AttributeSet:
        """The set of the chain that the contact belongs to. Raises ResourceNotFoundException.

        The first contact, which the API asks for, is found at once; any other through the contacts.
        """
        key = {"instance_id": instance_id, "contact_id": contact_id}
        row = self._transaction.one("attributes_of_first_contact", key)
        if row is None:
            row = self._transaction.one("attributes_of_contact", key)
        if row is None:
            raise ResourceNotFoundException("No such contact in the instance, or no such instance.")
        first_id, chain_ms, contact_ms, updated_ms, size, changes, last_id, digest, contacts, document = row
        values = _decode(document)
        return AttributeSet(
            first_id, chain_ms, contact_ms, updated_ms, size, changes, last_id, digest, contacts, values
        )

    def create(
        self, contact: Contact, given: Mapping[str, str], origin: Origin, copied: Mapping[str, str] | None = None
    ) -> None:
        """The set of a chain that begins with `contact`: what is copied from another chain, under what is given.

        Raises InvalidParameterException as `merge` does.
        """
        if copied:
            check_names(given, spaces=origin.through == FLOW)
            given = {**copied, **given}
        empty = AttributeSet(
            contact.contact_id,
            contact.initiated_ms,
            contact.initiated_ms,
            origin.at_ms,
            byte_count=0,
            change_count=0,
            last_change_id=None,
            last_digest=None,
            contact_count=1,
            values={},
        )
        after, changes = self._merge(contact.instance_id, contact.contact_id, empty, given, origin, copies=bool(copied))
        last = self._record(contact.instance_id, contact.contact_id, empty, changes, origin)
        columns = _columns(contact.instance_id, after, *last)
        self._transaction.run("attributes_put", {**columns, "initiated_ms": after.initiated_ms})
        self._index.add(contact, after.values)
        self._outbox.note_first_attributes(contact.contact_id, len(changes), last[0])

    def update(
        self, instance_id: str, contact_id: str, before: AttributeSet, given: Mapping[str, str], origin: Origin
    ) -> None:
        """Merge `given` into the set; `contact_id` is the leg that was named. Raises as `merge` does."""
        after, changes = self._merge(instance_id, contact_id, before, given, origin)
        last = self._record(instance_id, contact_id, before, changes, origin)
        self._transaction.run("attributes_update", _columns(instance_id, after, *last))
        self._index.change(instance_id, before, changes)
        self._outbox.note_attributes(instance_id, contact_id, origin.at_ms, after.change_count, len(changes), last[0])

    def changes(self, last_change_id: int | None, count: int) -> Sequence[Row]:
        """The history rows of the `count` changes of a chain that end with `last_change_id`, the earliest first."""
        if not count:
            return ()
        found = self._transaction.all("history_of_chain", {"last_change_id": last_change_id, "limit": count})
        return found[::-1]

    @property
    def last_change_id(self) -> int:
        """The id of the newest history row of all, 0 where there is none."""
        row = self._transaction.one("history_last_id", {})
        return int(row["id"]) if row else 0

    def deleted_change_id(self, instance_id: str) -> int:
        """The highest id that a deleted history row of the instance had, or of any if that is empty; 0 for none."""
        row = self._transaction.one("history_deleted_id", {"instance_id": instance_id})
        return int(row["id"]) if row else 0

    def changes_after(self, after: int, limit: int) -> Sequence[Row]:
        """At most `limit` history rows of any contact from the first id above `after`."""
        return self._transaction.all("history_page", {"after": after, "limit": limit})

    def share(self, contact: Contact) -> AttributeSet:
        """The set that a new contact of a chain shares from now on, and by which it is found."""
        key = {"instance_id": contact.instance_id, "initial_contact_id": contact.initial_contact_id}
        self._transaction.run("attributes_count_contact", key)
        shared = self.get(contact.instance_id, contact.contact_id)
        self._index.add(contact, shared.values)
        return shared

    def erase(
        self, instance_id: str, contact_id: str, before: AttributeSet, names: Sequence[str], origin: Origin
    ) -> AttributeSet:
        """Take attributes away, as no operation can, and leave a row of history for each; the set afterwards."""
        values = {name: value for name, value in before.values.items() if name not in names}
        changes = [Change(name, None, "") for name in names]
        after = msgspec.structs.replace(
            before,
            updated_ms=origin.at_ms,
            byte_count=size_of(values),
            change_count=before.change_count + len(changes),
            values=values,
        )
        last_id, last_digest = self._record(instance_id, contact_id, before, changes, origin)
        after = msgspec.structs.replace(after, last_change_id=last_id, last_digest=last_digest)
        self._transaction.run("attributes_update", _columns(instance_id, after, last_id, last_digest))
        self._index.forget(instance_id, before, names)
        self._outbox.note_attributes(instance_id, contact_id, origin.at_ms, after.change_count, len(changes), last_id)
        return after

    def mark_id(self, instance_id: str, last_change_id: int | None) -> None:
        """The history row with this id is to be deleted: no other may have its id, for followers count on."""
        if last_change_id:
            self._transaction.run("history_mark_put", {"instance_id": instance_id, "last_id": last_change_id})

    def delete_of_instance(self, instance_id: str) -> None:
        """Every set and its history."""
        self._index.delete_of_instance(instance_id)
        last = self._transaction.one("history_last_id_of_instance", {"instance_id": instance_id})
        self.mark_id(instance_id, last["id"] if last else None)
        self._transaction.run("history_delete_of_instance", {"instance_id": instance_id})
        self._transaction.run("attributes_delete_of_instance", {"instance_id": instance_id})

    def _merge(
        self,
        instance_id: str,
        contact_id: str,
        before: AttributeSet,
        given: Mapping[str, str],
        origin: Origin,
        *,
        copies: bool = False,
    ) -> tuple[AttributeSet, list[Change]]:
        """As `merge`, and raise the flags that a rule asks for."""
        spaces = copies or origin.through == FLOW
        flags = self._flags.due(instance_id, contact_id, before, given, origin)
        if not flags:
            return merge(before, given, origin.at_ms, spaces=spaces)
        merged = merge(before, with_mirrors(before.values, given, flags), origin.at_ms, spaces=spaces)
        for flag in flags:
            self._flags.put(flag)
        return merged

    def _record(
        self, instance_id: str, contact_id: str, before: AttributeSet, changes: list[Change], origin: Origin
    ) -> tuple[int | None, str | None]:
        """Append the history of changes, each linked to the one before it; id and digest of the last."""
        last_id = before.last_change_id
        if not changes:
            return last_id, before.last_digest
        last_digest = before.last_digest or beginning(instance_id, before.initial_contact_id)
        shared = origin_text(contact_id, origin.caller_arn, origin.through, origin.at_ms)
        next_id = self._take_ids(len(changes))
        rows = []
        for row_id, change, salt in zip(count(next_id), changes, origin.new_salts(len(changes)), strict=False):
            name, old, new = change.name, change.old, change.new
            last_digest = row_digest(last_digest, shared, name, values_digest(salt, old, new))
            rows.append(
                {
                    "id": row_id,
                    "previous_id": last_id,
                    "instance_id": instance_id,
                    "initial_contact_id": before.initial_contact_id,
                    "contact_id": contact_id,
                    "name": name,
                    "old_value": old,
                    "new_value": new,
                    "changed_ms": origin.at_ms,
                    "caller": origin.caller_arn,
                    "through": origin.through,
                    "salt": salt,
                    "digest": last_digest,
                }
            )
            last_id = row_id
        self._transaction.many("history_put", rows)
        return last_id, last_digest

    def _take_ids(self, number: int) -> int:
        """The first of so many ids: asked once in a transaction, then counted, for nobody else writes meanwhile."""
        if self._last_id is None:
            self._last_id = self.last_change_id
        self._last_id += number
        return self._last_id - number + 1


def _columns(
    instance_id: str, attributes: AttributeSet, last_change_id: int | None, last_digest: str | None
) -> dict[str, object]:
    return {
        "instance_id": instance_id,
        "initial_contact_id": attributes.initial_contact_id,
        "updated_ms": attributes.updated_ms,
        "byte_count": attributes.byte_count,
        "change_count": attributes.change_count,
        "last_change_id": last_change_id,
        "last_digest": last_digest,
        "document": _encode(attributes.values).decode(),
    }
