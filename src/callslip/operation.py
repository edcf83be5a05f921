"""What an operation is, and what it is given: a store in a transaction, time, ids and the caller."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, Literal

import msgspec

from callslip.domain.arn import contact_id_of, instance_id_of
from callslip.domain.attributes import AttributeSet, Origin
from callslip.domain.caller import Caller
from callslip.domain.client_token import check_same, digest_of
from callslip.domain.contact import Contact
from callslip.domain.errors import InvalidParameterException, ServiceError
from callslip.domain.paging import Pages, scope_of
from callslip.runner.world import Stage, World
from callslip.store import Store

__all__ = ["Access", "Context", "Members", "Operations", "Perform", "ServedOperation", "World", "operation"]

_AMAZONS = "callslip.operations"
_OWN = "callslip.extensions"
_SHORTEST_MONTH_MS = 28 * 24 * 3_600_000

Access = Literal["read", "scan", "write", "bulk"]
"""`read` finds by key, `scan` looks at many rows, `write` changes a few; `bulk` changes any number, or runs a flow."""

Members = Mapping[str, Any]
"""Input or output of an operation, in the API model's names; times are milliseconds since 1970."""


class Context(msgspec.Struct, frozen=True):
    """What an operation may touch. `now_ms` is one moment for the whole request."""

    store: Store
    world: World
    caller: Caller
    now_ms: int
    instance_id: str = ""
    """The instance that the request names, as it names it: by id or ARN."""

    @property
    def floor_ms(self) -> int:
        """Contacts of the request's instance that began earlier are past their retention."""
        return self.stage.floor_ms(instance_id_of(self.instance_id))

    @property
    def stage(self) -> Stage:
        """Where this request moves contacts and their flows."""
        return Stage(self.store, self.world, self.now_ms)

    def is_kept(self, found: AttributeSet) -> bool:
        """Whether the contact asked for is within its retention or held; asks for neither in its first month."""
        began_ms = found.contact_initiated_ms
        if began_ms > self.now_ms - _SHORTEST_MONTH_MS or began_ms >= self.floor_ms:
            return True
        return self.store.holds.find(instance_id_of(self.instance_id), found.initial_contact_id) is not None

    def in_meant_instance(self, members: Members) -> "Context":
        """The same request in the instance it names, or in the only one there is where it may leave that out.

        Raises ResourceNotFoundException and InvalidRequestException.
        """
        given = members.get("InstanceId")
        meant = self.store.instances.get_meant(None if given is None else instance_id_of(given))
        return msgspec.structs.replace(self, instance_id=meant.instance_id)

    def contact(self, members: Members) -> Contact:
        """The contact that InstanceId and ContactId name, by id or ARN. Raises ResourceNotFoundException."""
        instance_id, contact_id = instance_id_of(members["InstanceId"]), contact_id_of(members["ContactId"])
        return self.store.contacts.get(instance_id, contact_id, self.floor_ms)

    def origin(self) -> Origin:
        """What the history says of a change made by this request."""
        return Origin(self.caller.arn, self.now_ms, "api", self.world.ids.new_salts)

    def pages(self, operation: str, members: Members, refused: type[ServiceError] = InvalidParameterException) -> Pages:
        """The pages of what this request lists; `refused` is the operation's error for a bad NextToken."""
        return Pages(self.world.page_secret, scope_of(operation, members), self.now_ms, refused)

    def answer_once(
        self, instance_id: str, operation: str, members: Members, perform: Callable[[], Members]
    ) -> Members:
        """Perform, unless a request with the same ClientToken was performed: then its answer again.

        Raises IdempotencyException for another request with that token, where the operation declares it.
        """
        token = members.get("ClientToken")
        if not token:
            return perform()
        tokens, digest = self.store.client_tokens, digest_of(operation, members)
        found = tokens.find(instance_id, operation, token, self.now_ms)
        if found is not None:
            check_same(found[1], digest)
            return found[0]
        answer = perform()
        tokens.put(instance_id, operation, token, self.now_ms, answer, digest)
        return answer


Perform = Callable[[Context, Members], Members | None]
Prepare = Callable[[Store, Sequence[Members]], None]


class ServedOperation(msgspec.Struct, frozen=True):
    """A built operation; `perform` answers its output members, None for none.

    `prepare` is called before several requests for it are performed in one transaction: it has the store read at once
    what each of them is about to look for. It raises nothing for what is not there.
    """

    perform: Perform
    access: Access
    prepare: Prepare | None = None

    @property
    def writes(self) -> bool:
        """Whether it changes anything."""
        return self.access in ("write", "bulk")


def operation(access: Access, prepare: Prepare | None = None) -> Callable[[Perform], ServedOperation]:
    """Mark the function of an operation's file; its name is Amazon's in snake case."""
    return lambda perform: ServedOperation(perform, access, prepare)


def read_attribute_sets(store: Store, requests: Sequence[Members]) -> None:
    """Prepare requests that name a chain by InstanceId and InitialContactId."""
    wanted: dict[str, list[str]] = {}
    for members in requests:
        wanted.setdefault(members["InstanceId"], []).append(members["InitialContactId"])
    for instance_id, contact_ids in wanted.items():
        store.attributes.read(instance_id, contact_ids)


class Operations(Mapping[str, ServedOperation]):
    """Every built operation by the name of its file: the folder is the registry. Each is read when it is asked for.

    Those of Amazon's API, and with `own` also those that only Callslip has.
    """

    def __init__(self, *, own: bool = False) -> None:
        folders = (_AMAZONS, _OWN) if own else (_AMAZONS,)
        self._folders = {
            path.stem: folder for folder in folders for path in Path(import_module(folder).__path__[0]).glob("[!_]*.py")
        }
        self._found: dict[str, ServedOperation] = {}

    def __getitem__(self, name: str) -> ServedOperation:
        """The operation; raises KeyError for one that is not built."""
        try:
            return self._found[name]
        except KeyError:
            if name not in self._folders:
                raise
        self._found[name] = getattr(import_module(f"{self._folders[name]}.{name}"), name)
        return self._found[name]

    def __iter__(self) -> Iterator[str]:
        """Their names, sorted."""
        return iter(sorted(self._folders))

    def __len__(self) -> int:
        """How many there are."""
        return len(self._folders)
