"""Runs the workers of deliveries, each in a thread of its own: a slow destination holds up nobody."""

import logging
import threading
from collections.abc import Sequence
from typing import Protocol

_FAULT_WAIT_MS = 5_000
_STOP_S = 15.0

_log = logging.getLogger("callslip.delivery")


class Worker(Protocol):
    """What is run."""

    def step(self) -> int:
        """Do what is due; in how many milliseconds the next step is."""
        ...


class Deliveries:
    """Steps until it is told to stop; what was not delivered by then waits in the outbox."""

    def __init__(self, workers: Sequence[Worker]) -> None:
        self._stopping = threading.Event()
        self._threads = [
            threading.Thread(target=self._run, args=(worker,), name=f"callslip-delivery-{number}", daemon=True)
            for number, worker in enumerate(workers)
        ]

    def start(self) -> None:
        """Begin."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Wait for the steps under way, but not for ever: what they hand over then is handed over again."""
        self._stopping.set()
        for thread in self._threads:
            thread.join(_STOP_S)

    def _run(self, worker: Worker) -> None:
        while not self._stopping.is_set():
            try:
                wait_ms = worker.step()
            except Exception:  # noqa: BLE001 - whatever it is, the next step tries again
                _log.exception("a delivery could not be looked after")
                wait_ms = _FAULT_WAIT_MS
            self._stopping.wait(wait_ms / 1000)
