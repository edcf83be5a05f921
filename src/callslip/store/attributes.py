"""The attributes of contact chains: one document each, and a history row for every update."""

from collections.abc import Mapping, Sequence
from contextlib import suppress

import msgspec

from callslip.domain.attributes import FLOW, AttributeSet, Change, Origin, check_names, merge, size_of
from callslip.domain.contact import Contact
from callslip.domain.errors import ResourceNotFoundException
from callslip.domain.flag import with_mirrors
from callslip.domain.history import beginning, origin_text, update_digest, values_digest
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
        self._read: dict[tuple[str, str], AttributeSet] = {}

    def get(self, instance_id: str, contact_id: str) -> AttributeSet:
        """The set of the chain that the contact belongs to. Raises ResourceNotFoundException.

        The first contact, which the API asks for, is found at once; any other through the contacts.
        """
        read = self._read.get((instance_id, contact_id))
        if read is not None:
            return read
        key = {"instance_id": instance_id, "contact_id": contact_id}
        row = self._transaction.one("attributes_of_first_contact", key)
        if row is None:
            row = self._transaction.one("attributes_of_contact", key)
        if row is None:
            raise ResourceNotFoundException("No such contact in the instance, or no such instance.")
        return _attribute_set(row)

    def read(self, instance_id: str, contact_ids: Sequence[str]) -> None:
        """Read the sets of these first contacts at once: until they are changed, `get` has them.

        One that cannot be read is left to whoever asks for it.
        """
        ids = [contact_id for contact_id in contact_ids if "\0" not in contact_id]  # no JSON of PostgreSQL's has NUL
        asked = {"instance_id": instance_id, "contact_ids": _encode(ids).decode()}
        for row in self._transaction.all("attributes_of_first_contacts", asked):
            with suppress(msgspec.DecodeError):
                found = _attribute_set(row)
                self._read[instance_id, found.initial_contact_id] = found

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
        self._index.searchable()  # this and the next are asked before anything is put off that they would wait for
        self._outbox.is_read()
        last = self._record(instance_id, contact_id, before, changes, origin)
        self._put(instance_id, after, *last)
        self._index.change(instance_id, before, changes)
        self._outbox.note_attributes(instance_id, contact_id, origin.at_ms, after.change_count, len(changes), last[0])

    @property
    def last_change_id(self) -> int:
        """The id of the newest change of all, 0 where there is none."""
        row = self._transaction.one("history_last_id", {})
        return int(row["id"]) if row else 0

    def deleted_change_id(self, instance_id: str) -> int:
        """The highest id that a deleted change of the instance had, or of any if that is empty; 0 for none."""
        row = self._transaction.one("history_deleted_id", {"instance_id": instance_id})
        return int(row["id"]) if row else 0

    def share(self, contact: Contact) -> AttributeSet:
        """The set that a new contact of a chain shares from now on, and by which it is found."""
        key = {"instance_id": contact.instance_id, "initial_contact_id": contact.initial_contact_id}
        self._read.pop((contact.instance_id, contact.initial_contact_id), None)
        self._transaction.run("attributes_count_contact", key)
        shared = self.get(contact.instance_id, contact.contact_id)
        self._index.add(contact, shared.values)
        return shared

    def erase(
        self, instance_id: str, contact_id: str, before: AttributeSet, names: Sequence[str], origin: Origin
    ) -> AttributeSet:
        """Take attributes away, as no operation can, and leave a row of history; the set afterwards."""
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
        self._put(instance_id, after, last_id, last_digest)
        self._index.forget(instance_id, before, names)
        self._outbox.note_attributes(instance_id, contact_id, origin.at_ms, after.change_count, len(changes), last_id)
        return after

    def mark_id(self, instance_id: str, last_change_id: int | None) -> None:
        """The change with this id is to be deleted: no other may have its id, for followers count on."""
        if last_change_id:
            self._transaction.run("history_mark_put", {"instance_id": instance_id, "last_id": last_change_id})

    def delete(self, instance_id: str, initial_contact_id: str, last_change_id: int | None) -> None:
        """One set and its history."""
        self._read.pop((instance_id, initial_contact_id), None)
        self.mark_id(instance_id, last_change_id)
        self._transaction.run("history_delete_of_chain", {"last_change_id": last_change_id})
        self._transaction.run(
            "attributes_delete", {"instance_id": instance_id, "initial_contact_id": initial_contact_id}
        )

    def delete_of_instance(self, instance_id: str) -> None:
        """Every set and its history."""
        self._read.clear()
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
        """Append the history of an update, linked to the one before it; its id and digest."""
        if not changes:
            return before.last_change_id, before.last_digest
        salts = origin.new_salts(len(changes))
        values = [values_digest(salt, change.old, change.new) for salt, change in zip(salts, changes, strict=True)]
        digest = update_digest(
            before.last_digest or beginning(instance_id, before.initial_contact_id),
            origin_text(contact_id, origin.caller_arn, origin.through, origin.at_ms),
            [change.name for change in changes],
            values,
        )
        kept = [(change.name, change.old, change.new, salt) for salt, change in zip(salts, changes, strict=True)]
        row_id = self._take_ids(len(changes))
        self._transaction.put_off(
            "history_put",
            {
                "id": row_id,
                "previous_id": before.last_change_id,
                "instance_id": instance_id,
                "initial_contact_id": before.initial_contact_id,
                "contact_id": contact_id,
                "changed_ms": origin.at_ms,
                "caller": origin.caller_arn,
                "through": origin.through,
                "changes": _encode(kept).decode(),
                "digest": digest,
            },
        )
        return row_id, digest

    def _put(
        self, instance_id: str, attributes: AttributeSet, last_change_id: int | None, last_digest: str | None
    ) -> None:
        """A set that was there before."""
        self._read.pop((instance_id, attributes.initial_contact_id), None)
        self._transaction.put_off("attributes_update", _columns(instance_id, attributes, last_change_id, last_digest))

    def _take_ids(self, number: int) -> int:
        """The last of so many ids: asked once in a transaction, then counted, for nobody else writes meanwhile."""
        if self._last_id is None:
            self._last_id = self.last_change_id
        self._last_id += number
        return self._last_id


def _attribute_set(row: Row) -> AttributeSet:
    first_id, chain_ms, contact_ms, updated_ms, size, changes, last_id, digest, contacts, document = row
    values = _decode(document)
    return AttributeSet(first_id, chain_ms, contact_ms, updated_ms, size, changes, last_id, digest, contacts, values)


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
