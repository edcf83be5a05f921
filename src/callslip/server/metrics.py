"""Counts and times in Prometheus' text format; no ids, no values."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from prometheus_client.core import Metric

    from callslip.domain.ports import Clock
    from callslip.store.deliveries import DeliveryCount

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


class Waiting(Protocol):
    """What is counted of the batch."""

    @property
    def waiting(self) -> int:
        """Writes accepted and not yet on their way to the disk."""
        ...

    @property
    def batches(self) -> int:
        """Transactions so far."""
        ...

    @property
    def writes(self) -> int:
        """Writes in them."""
        ...


class Metrics:
    """Plain numbers on the request's way, turned into families only when they are asked for."""

    def __init__(self, batch: Waiting, clock: "Clock") -> None:
        self._batch = batch
        self._clock = clock
        self.deliveries: Sequence[DeliveryCount] = ()
        self._requests: Counter[tuple[str, int]] = Counter()
        self._seconds: Counter[str] = Counter()

    def count(self, operation: str, status: int, seconds: float) -> None:
        """One answered request; `operation` is `-` where none was reached."""
        self._requests[operation, status] += 1
        self._seconds[operation] += seconds  # type: ignore[assignment]

    def text(self) -> bytes:
        """The page; `deliveries` are as they were told last."""
        from prometheus_client import CollectorRegistry, generate_latest

        registry = CollectorRegistry()
        registry.register(self)
        return generate_latest(registry)

    def collect(self) -> Iterable["Metric"]:
        """What the registry asks for."""
        from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily

        requests = CounterMetricFamily("callslip_requests", "Answered requests", labels=["operation", "status"])
        for (operation, status), number in self._requests.items():
            requests.add_metric([operation, str(status)], number)
        seconds = CounterMetricFamily("callslip_request_seconds", "Time from arrival to answer", labels=["operation"])
        for operation, total in self._seconds.items():
            seconds.add_metric([operation], total)
        yield requests
        yield seconds
        yield CounterMetricFamily("callslip_batches", "Transactions of gathered writes", value=self._batch.batches)
        yield CounterMetricFamily("callslip_batched_writes", "Writes in those", value=self._batch.writes)
        yield GaugeMetricFamily("callslip_waiting_writes", "Writes not yet begun", value=self._batch.waiting)
        yield from self._of_deliveries()

    def _of_deliveries(self) -> Iterable["Metric"]:
        from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily

        by = ["destination"]
        delivered = CounterMetricFamily("callslip_delivered_entries", "Entries that it was given", labels=by)
        failed = CounterMetricFamily("callslip_delivery_failures", "Times that it did not take one", labels=by)
        waiting = GaugeMetricFamily("callslip_delivery_waiting", "Entries that wait for it", labels=by)
        oldest = GaugeMetricFamily("callslip_delivery_oldest_seconds", "Age of the earliest that waits", labels=by)
        dead = GaugeMetricFamily("callslip_delivery_dead_letters", "Entries put aside", labels=by)
        for count in self.deliveries:
            name = [count.delivery.destination]
            age_ms = 0 if count.oldest_ms is None else self._clock.now_ms() - count.oldest_ms
            delivered.add_metric(name, count.delivery.delivered)
            failed.add_metric(name, count.delivery.failed)
            waiting.add_metric(name, count.waiting)
            oldest.add_metric(name, max(0, age_ms) / 1000)
            dead.add_metric(name, count.dead)
        return delivered, failed, waiting, oldest, dead
