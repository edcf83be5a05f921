"""The index of searchable attributes: a row for each contact and searchable key, written with the attributes."""

from collections.abc import Mapping, Sequence

from callslip.domain.attributes import AttributeSet, Change
from callslip.domain.contact import Contact
from callslip.domain.searchable import Searchable, indexed
from callslip.store.backend import Transaction


class AttributeIndex:
    """Rows of all instances. Which keys are searchable is kept in the store itself, so that all who write agree."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction
        self._searchable: Searchable | None = None

    def searchable(self) -> Searchable:
        """The keys; asked of the store once in a transaction."""
        if self._searchable is None:
            rows = self._transaction.all("searchable_all", {})
            self._searchable = Searchable(
                frozenset(row["name"] for row in rows), frozenset(row["name"] for row in rows if row["is_complete"])
            )
        return self._searchable

    def add(self, contact: Contact, values: Mapping[str, str]) -> None:
        """A new contact with the attributes of its chain."""
        if rows := self._rows(contact, values):
            self._transaction.many("index_put", rows)

    def remove(self, contact: Contact, values: Mapping[str, str]) -> None:
        """A contact that is to be deleted; `values` are the attributes of its chain."""
        self._transaction.many("index_delete", self._rows(contact, values))

    def change(self, instance_id: str, before: AttributeSet, changes: Sequence[Change]) -> None:
        """Attributes of a chain have changed, and so have the rows of its contacts."""
        searchable = self.searchable()
        if not searchable.names:
            return
        for change in changes:
            if searchable.covers(change.name):
                self._change(instance_id, before, change.name, change.old, indexed(change.new))

    def forget(self, instance_id: str, before: AttributeSet, names: Sequence[str]) -> None:
        """Attributes of a chain are erased."""
        for name, value in self.searchable().among({name: before.values.get(name, "") for name in names}):
            row = {"instance_id": instance_id, "name": name, "contact_id": before.initial_contact_id}
            self._transaction.run("index_delete_chain", {**row, "old_value": indexed(value)})

    def _change(self, instance_id: str, before: AttributeSet, name: str, old: str | None, value: str) -> None:
        """One statement for most: a chain of one contact whose row is there."""
        row = {
            "instance_id": instance_id,
            "name": name,
            "value": value,
            "old_value": None if old is None else indexed(old),
            "initiated_ms": before.initiated_ms,
            "contact_id": before.initial_contact_id,
        }
        alone = before.contact_count == 1
        changed = "index_change" if alone else "index_delete_chain"
        if old is not None and self._transaction.run(changed, row, ahead=True) and alone:
            return
        self._transaction.run("index_put" if alone else "index_put_chain", row, ahead=True)

    def delete_of_instance(self, instance_id: str) -> None:
        """Every row of the instance."""
        self._transaction.run("index_delete_of_instance", {"instance_id": instance_id})

    def _rows(self, contact: Contact, values: Mapping[str, str]) -> list[dict[str, object]]:
        return [
            {
                "instance_id": contact.instance_id,
                "name": name,
                "value": indexed(value),
                "initiated_ms": contact.initiated_ms,
                "contact_id": contact.contact_id,
            }
            for name, value in self.searchable().among(values)
        ]
