"""One destination's way through the outbox: take, deliver, remember; must not know of threads."""

import logging
from collections.abc import Sequence

import msgspec
from msgspec.structs import replace

from callslip.delivery.compose import Composer
from callslip.delivery.message import DeliveryError, Destination, Message
from callslip.domain.ports import Chance, Clock
from callslip.store import Backend, Store
from callslip.store.deliveries import Delivery
from callslip.store.outbox import Entry

IDLE_MS = 200
"""How long after an empty look the next one is due."""

_ENTRIES_MAX = 256
_BYTES_ENOUGH = 1_048_576
_DELAY_FIRST_MS = 1_000
_DELAY_MAX_MS = 600_000

_log = logging.getLogger("callslip.delivery")


class _Batch(msgspec.Struct, frozen=True):
    """Entries with their messages; `replayed` says that they come from the dead letters, one at a time.

    Where there are `more`, the next step is due at once. Else it waits: few large batches disturb the server's own
    writes less than many small ones.
    """

    delivery: Delivery
    entries: Sequence[Entry]
    messages: Sequence[Sequence[Message]]
    replayed: bool
    more: bool


class Worker:
    """Delivers at least once, in order. What fails is tried again, alone, later and later, then put aside.

    A step is: read in one transaction, hand over outside of any, remember in another. A crash between the last two
    delivers again.
    """

    def __init__(
        self,
        destination: Destination,
        backend: Backend,
        composer: Composer,
        clock: Clock,
        chance: Chance,
        attempts_max: int,
    ) -> None:
        self.destination = destination
        self._backend = backend
        self._composer = composer
        self._clock = clock
        self._chance = chance
        self._attempts_max = attempts_max
        self._entries_max = _ENTRIES_MAX

    def step(self) -> int:
        """Deliver what is due; in how many milliseconds the next step is. Raises StoreError."""
        with self._backend.transaction(read_only=True) as transaction:
            store = Store(transaction)
            delivery = store.deliveries.find(self.destination.name)
            if delivery is None:
                return IDLE_MS
            wait_ms: int = delivery.next_ms - self._clock.now_ms()
            if wait_ms > 0:
                return min(wait_ms, _DELAY_MAX_MS)
            batch = self._take(store, delivery)
        if not batch.entries:
            return IDLE_MS
        try:
            self.destination.deliver([message for messages in batch.messages for message in messages])
        except DeliveryError as error:
            return self._fail(batch, str(error), error.delivered)
        except Exception as error:  # noqa: BLE001 - whatever it is, the entry waits and the others must go on
            return self._fail(batch, type(error).__name__, 0)
        self._remember(batch, len(batch.entries))
        self._entries_max = min(self._entries_max * 2, _ENTRIES_MAX)
        return 0 if batch.more else IDLE_MS

    def _take(self, store: Store, delivery: Delivery) -> _Batch:
        """A dead letter that is to be tried again, or the next entries; after a failure few, then more and more."""
        dead = store.deliveries.next_to_replay(delivery.destination)
        entries = [dead] if dead else store.outbox.page(delivery.position, self._entries_max)
        taken: list[list[Message]] = []
        size = 0
        for composed in self._composer.compose(store, entries):
            messages = [message for message in composed if message.kind in self.destination.takes]
            size += sum(len(message.body) for message in messages)
            taken.append(messages)
            if size > _BYTES_ENOUGH:
                break
        more = dead is not None or len(entries) == self._entries_max or len(taken) < len(entries)
        return _Batch(delivery, entries[: len(taken)], taken, dead is not None, more)

    def _remember(self, batch: _Batch, count: int) -> None:
        """The first `count` entries are delivered."""
        with self._backend.transaction() as transaction:
            store = Store(transaction)
            self._advance(store, batch, count)

    def _advance(self, store: Store, batch: _Batch, count: int) -> Delivery:
        delivery = batch.delivery
        if not count:
            return delivery
        delivered = delivery.delivered + sum(1 for messages in batch.messages[:count] if messages)
        if batch.replayed:
            for entry in batch.entries[:count]:
                store.deliveries.raise_dead(delivery.destination, entry.id)
            delivery = replace(delivery, delivered=delivered)
        else:
            delivery = Delivery(delivery.destination, batch.entries[count - 1].id, 0, 0, "", delivered, delivery.failed)
        store.deliveries.update(delivery)
        store.outbox.prune()
        return delivery

    def _fail(self, batch: _Batch, error: str, delivered: int) -> int:
        """What came before the failure is done; what failed waits, or is put aside after too many attempts."""
        self._entries_max = 1
        count = _whole(batch.messages, delivered)
        failed = batch.entries[count]
        now_ms = self._clock.now_ms()
        with self._backend.transaction() as transaction:
            store = Store(transaction)
            delivery = self._advance(store, batch, count)
            delivery = replace(delivery, failed=delivery.failed + 1)
            attempts = delivery.attempts + 1
            wait_ms = self._delay_ms(attempts)
            if batch.replayed:
                store.deliveries.bury(delivery.destination, failed.id, 1, error, now_ms)
                store.deliveries.update(delivery)
                wait_ms = 0
            elif attempts >= self._attempts_max:
                store.deliveries.bury(delivery.destination, failed.id, attempts, error, now_ms)
                buried = replace(delivery, position=failed.id, attempts=0, next_ms=now_ms + wait_ms, error=error)
                store.deliveries.update(buried)
            else:
                waiting = replace(delivery, attempts=attempts, next_ms=now_ms + wait_ms, error=error)
                store.deliveries.update(waiting)
        _log.warning("%s did not take entry %d, attempt %d: %s", self.destination.name, failed.id, attempts, error)
        return wait_ms

    def _delay_ms(self, attempts: int) -> int:
        """Twice as long after each failure, up to ten minutes; between half and all of it, as chance has it."""
        full = min(_DELAY_FIRST_MS << (attempts - 1), _DELAY_MAX_MS)
        return full // 2 + int(full / 2 * self._chance.fraction())


def _whole(messages: Sequence[Sequence[Message]], delivered: int) -> int:
    """How many entries are delivered when so many of their messages are; at least one is not."""
    count = 0
    for each in messages[:-1]:
        delivered -= len(each)
        if delivered < 0:
            break
        count += 1
    return count
