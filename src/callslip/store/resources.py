"""Resources of an instance: queues, users, flows …, and which of them names which."""

from collections.abc import Iterator, Sequence

import msgspec

from callslip.domain.arn import resource_id_of
from callslip.domain.attributes import shown
from callslip.domain.errors import DuplicateResourceException, ResourceNotFoundException
from callslip.domain.kinds import KINDS
from callslip.domain.resource import Kind, Resource, check_name, check_quota, references_of
from callslip.store.backend import Row, Transaction

_CHUNK = 200

_decode = msgspec.json.decode
_encode = msgspec.json.Encoder().encode


class Resources:
    """The resources of all instances; `owner_id` is that of the resource they belong to, empty for most."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def find(self, instance_id: str, kind: Kind, resource_id: str) -> Resource | None:
        """One resource by its id, or None."""
        row = self._transaction.one(
            "resource_find", {"instance_id": instance_id, "kind": kind.name, "resource_id": resource_id}
        )
        return None if row is None else _resource(row)

    def get(self, instance_id: str, kind: Kind, id_or_arn: str) -> Resource:
        """One resource by its id or ARN. Raises ResourceNotFoundException; InvalidRequestException for a wrong ARN."""
        resource = self.find(instance_id, kind, resource_id_of(id_or_arn, instance_id, kind.name))
        if resource is None:
            raise ResourceNotFoundException(
                f"No {kind.words} {shown(id_or_arn)} in the instance {shown(instance_id)} ({kind.request_member})."
            )
        return resource

    def find_by_name(self, instance_id: str, kind: Kind, name: str, owner_id: str = "") -> Resource | None:
        """The resource of that name, or None."""
        row = self._transaction.one(
            "resource_find_by_name",
            {"instance_id": instance_id, "kind": kind.name, "owner_id": owner_id, "name": name},
        )
        return None if row is None else _resource(row)

    def page(self, instance_id: str, kind: Kind, after: str, limit: int, owner_id: str = "") -> Sequence[Resource]:
        """At most `limit` resources in the order of their ids, from the first id above `after`."""
        rows = self._transaction.all(
            "resource_page",
            {"instance_id": instance_id, "kind": kind.name, "after": after, "owner_id": owner_id, "limit": limit},
        )
        return [_resource(row) for row in rows]

    def each(self, instance_id: str, kind: Kind, after: str = "", owner_id: str = "") -> Iterator[Resource]:
        """Every resource in the order of their ids, from the first id above `after`; read in chunks."""
        while chunk := self.page(instance_id, kind, after, _CHUNK, owner_id):
            yield from chunk
            if len(chunk) < _CHUNK:
                return
            after = chunk[-1].resource_id

    def count(self, instance_id: str, kind: Kind, owner_id: str = "") -> int:
        """How many there are."""
        return self._number("resource_count", {"instance_id": instance_id, "kind": kind.name, "owner_id": owner_id})

    def create(self, resource: Resource) -> None:
        """A new resource.

        Raises LimitExceededException, InvalidParameterException for the name, DuplicateResourceException when it is
        taken.
        """
        if resource.kind.quota is not None:
            check_quota(resource.kind, self.count(resource.instance_id, resource.kind, resource.owner_id))
        self._check_name(resource, None)
        self._transaction.run("resource_put", _parameters(resource))
        self._put_references(resource)

    def update(self, resource: Resource) -> None:
        """Replace name, document, tags and time. Raises DuplicateResourceException when the name is another's."""
        self._check_name(resource, resource.resource_id)
        self._transaction.run("resource_update", _parameters(resource))
        self._transaction.run("resource_reference_delete", _key(resource))
        self._put_references(resource)

    def delete(self, resource: Resource) -> None:
        """The resource itself; those that name it are left as they are."""
        self._transaction.run("resource_delete", _key(resource))
        self._transaction.run("resource_reference_delete", _key(resource))

    def delete_owned(self, owner: Resource, kind: Kind) -> None:
        """Everything of one kind that belongs to a resource."""
        for owned in self.each(owner.instance_id, kind, owner_id=owner.resource_id):
            self.delete(owned)

    def delete_of_instance(self, instance_id: str) -> None:
        """Every resource of the instance."""
        self._transaction.run("resource_reference_delete_of_instance", {"instance_id": instance_id})
        self._transaction.run("resource_delete_of_instance", {"instance_id": instance_id})

    def find_user_of(self, resource: Resource) -> Resource | None:
        """The first of the resources that name this one, or None."""
        row = self._transaction.one("resource_reference_first", _target(resource))
        return None if row is None else _resource(row)

    def count_users_of(self, resource: Resource, kind: Kind) -> int:
        """How many resources of a kind name this one."""
        return self._number("resource_reference_count", {**_target(resource), "kind": kind.name})

    def _check_name(self, resource: Resource, own_id: str | None) -> None:
        check_name(resource.kind, resource.name)
        same = self.find_by_name(resource.instance_id, resource.kind, resource.name, resource.owner_id)
        if same is not None and same.resource_id != own_id:
            raise DuplicateResourceException(
                f"{resource.kind.name_member}: another {resource.kind.words} is named {shown(resource.name)}. "
                "Choose another name."
            )

    def _put_references(self, resource: Resource) -> None:
        named = sorted(references_of(resource.kind, resource.document))
        if named:
            key = _key(resource)
            rows = [{**key, "target_kind": kind, "target_id": target_id} for kind, target_id in named]
            self._transaction.many("resource_reference_put", rows)

    def _number(self, query: str, parameters: dict[str, str]) -> int:
        row = self._transaction.one(query, parameters)
        return int(row["number"]) if row else 0


def _resource(row: Row) -> Resource:
    return Resource(
        kind=KINDS[row["kind"]],
        instance_id=row["instance_id"],
        resource_id=row["resource_id"],
        name=row["name"],
        document=_decode(row["document"]),
        updated_ms=row["updated_ms"],
        tags=_decode(row["tags"]),
        owner_id=row["owner_id"],
    )


def _key(resource: Resource) -> dict[str, str]:
    return {
        "instance_id": resource.instance_id,
        "kind": resource.kind.name,
        "resource_id": resource.resource_id,
    }


def _target(resource: Resource) -> dict[str, str]:
    return {
        "instance_id": resource.instance_id,
        "target_kind": resource.kind.name,
        "target_id": resource.resource_id,
    }


def _parameters(resource: Resource) -> dict[str, object]:
    return {
        **_key(resource),
        "owner_id": resource.owner_id,
        "name": resource.name,
        "updated_ms": resource.updated_ms,
        "tags": _encode(resource.tags).decode(),
        "document": _encode(resource.document).decode(),
    }
