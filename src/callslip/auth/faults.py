"""Faults that Amazon's service shows now and then, switched on for tests of clients."""

from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from callslip.auth.guard import Authorize
from callslip.auth.places import change_at, places_of_shape
from callslip.auth.resources import id_in, named_contact_id
from callslip.domain.caller import Caller
from callslip.domain.errors import (
    ContactNotFoundException,
    InvalidActiveRegionException,
    ResourceNotFoundException,
)
from callslip.keeping.reading import values_at
from callslip.operation import Context, Members, Perform, ServedOperation

if TYPE_CHECKING:
    from callslip.protocol.model import Operation


_READS = frozenset({"DescribeContact", "GetContactAttributes"})


class Faults(msgspec.Struct, frozen=True):
    """`active_region` is the region in which instances are active, empty for every region; `region` the server's own.

    `hidden_ms` is how long a new contact is not found by requests that name it, `read_lag_ms` how long attributes are
    read as they were before.
    """

    authorize: Authorize
    region: str
    active_region: str
    hidden_ms: int
    read_lag_ms: int = 0

    def __call__(
        self, caller: Caller, operation: "Operation", members: Members, served: ServedOperation
    ) -> ServedOperation:
        """The operation, once the caller is authorised. Raises InvalidActiveRegionException.

        The operations that declare that error are refused when they are signed for another region, as changes of a
        replica are; a request that names no region is one for the server's own.
        """
        served = self.authorize(caller, operation, members, served)
        region = caller.region or self.region
        declared = InvalidActiveRegionException.__name__ in operation.errors
        if self.active_region and declared and region != self.active_region:
            raise InvalidActiveRegionException(
                f"{operation.name} was called in {region}, and the instance is active in {self.active_region}. "
                "Call it there."
            )
        if self.read_lag_ms and operation.name in _READS:
            served = replace(served, perform=self._stale(served, operation))
        contact_id = named_contact_id(operation, members) if self.hidden_ms else None
        return served if contact_id is None else replace(served, perform=self._late(served, operation, contact_id))

    def _late(self, served: ServedOperation, operation: "Operation", contact_id: str) -> Perform:
        own = ContactNotFoundException.__name__ in operation.errors
        refusal = ContactNotFoundException if own else ResourceNotFoundException

        def perform(context: Context, members: Members) -> Members | None:
            contact = context.store.contacts.find(id_in(members.get("InstanceId", "")), contact_id)
            if contact is not None and context.now_ms - contact.initiated_ms < self.hidden_ms:
                raise refusal(
                    f"The contact is not to be found yet: this server hides new contacts for {self.hidden_ms} ms. "
                    "Try again."
                )
            return served.perform(context, members)

        return perform

    def _stale(self, served: ServedOperation, operation: "Operation") -> Perform:
        """What the operation answers, with attributes as they were: those that are not shown now are not shown then."""
        places = places_of_shape(operation.model, operation.output_name, "Attributes")

        def perform(context: Context, members: Members) -> Members | None:
            answer = served.perform(context, members)
            instance_id, at_ms = id_in(members["InstanceId"]), context.now_ms - self.read_lag_ms
            found = context.store.attributes.get(instance_id, named_contact_id(operation, members) or "")
            if found.updated_ms > at_ms:
                before, _ = values_at(context.store, instance_id, found, at_ms)
                for place in places:
                    answer = change_at(
                        answer, place, lambda now: {name: before[name] for name in now if name in before}
                    )
            return answer

        return perform
