"""Instances: the contact centres whose contacts are kept here."""

from collections.abc import Sequence

import msgspec
from msgspec.structs import replace

from callslip.domain.attributes import shown
from callslip.domain.errors import InvalidRequestException, ResourceNotFoundException
from callslip.domain.instance import Instance, attributes_of
from callslip.store.backend import Row, Transaction


class Instances:
    """All instances."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def find(self, instance_id: str) -> Instance | None:
        """One instance, or None."""
        row = self._transaction.one("instance_find", {"instance_id": instance_id})
        return None if row is None else _instance(row)

    def get(self, instance_id: str) -> Instance:
        """One instance. Raises ResourceNotFoundException."""
        instance = self.find(instance_id)
        if instance is None:
            raise ResourceNotFoundException(f"No instance {shown(instance_id)}. ListInstances names those there are.")
        return instance

    def get_meant(self, instance_id: str | None) -> Instance:
        """The instance named, or the only one there is. Raises ResourceNotFoundException, InvalidRequestException."""
        if instance_id is not None:
            return self.get(instance_id)
        found = self.page("", 2)
        if len(found) != 1:
            there = "several instances" if found else "no instance"
            raise InvalidRequestException(f"InstanceId: this server has {there}. Say which is meant.")
        return found[0]

    def find_by_alias(self, alias: str) -> Instance | None:
        """The instance with that alias, or None."""
        row = self._transaction.one("instance_find_by_alias", {"alias": alias})
        return None if row is None else _instance(row)

    def page(self, after: str, limit: int) -> Sequence[Instance]:
        """At most `limit` instances in the order of their ids, from the first id above `after`."""
        return [_instance(row) for row in self._transaction.all("instance_page", {"after": after, "limit": limit})]

    def put(self, instance: Instance) -> None:
        """A new instance."""
        self._transaction.run("instance_put", _parameters(instance))

    def update(self, instance: Instance) -> None:
        """Replace what can change of an instance: which calls it takes, and its tags."""
        self._transaction.run("instance_update", _parameters(instance))

    def attributes(self, instance: Instance) -> dict[str, str]:
        """The value of every attribute of the instance, `true` or `false`, in alphabetical order."""
        rows = self._transaction.all("instance_attributes", {"instance_id": instance.instance_id})
        return attributes_of(instance, {row["attribute_type"]: row["value"] for row in rows})

    def put_attribute(self, instance: Instance, attribute_type: str, value: str) -> None:
        """Set an attribute to `true` or `false`."""
        if attribute_type == "INBOUND_CALLS":
            self.update(replace(instance, inbound_calls_enabled=value == "true"))
        elif attribute_type == "OUTBOUND_CALLS":
            self.update(replace(instance, outbound_calls_enabled=value == "true"))
        else:
            self._transaction.run(
                "instance_attribute_put",
                {"instance_id": instance.instance_id, "attribute_type": attribute_type, "value": value},
            )

    def delete(self, instance_id: str) -> None:
        """The instance itself; what belongs to it goes first."""
        self._transaction.run("instance_attributes_delete", {"instance_id": instance_id})
        self._transaction.run("instance_delete", {"instance_id": instance_id})


def _instance(row: Row) -> Instance:
    return Instance(
        instance_id=row["instance_id"],
        identity_management_type=row["identity_management_type"],
        created_ms=row["created_ms"],
        alias=row["alias"],
        inbound_calls_enabled=bool(row["inbound_calls_enabled"]),
        outbound_calls_enabled=bool(row["outbound_calls_enabled"]),
        tags=msgspec.json.decode(row["tags"]),
    )


def _parameters(instance: Instance) -> dict[str, object]:
    return {
        "instance_id": instance.instance_id,
        "identity_management_type": instance.identity_management_type,
        "alias": instance.alias,
        "inbound_calls_enabled": int(instance.inbound_calls_enabled),
        "outbound_calls_enabled": int(instance.outbound_calls_enabled),
        "created_ms": instance.created_ms,
        "tags": msgspec.json.encode(instance.tags).decode(),
    }
