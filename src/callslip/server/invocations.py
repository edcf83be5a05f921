"""Calls Lambda functions for flows in threads of their own: a slow function holds up nobody."""

import logging
import threading

from callslip.domain.flow_run import Invocation
from callslip.functions.due import take_due
from callslip.gateway import Gateway

_CALLS_MAX = 16
_LOOK_S = 0.05
_SELDOM_LOOK_S = 1.0
_STOP_S = 9.0

_log = logging.getLogger("callslip.flows")


class Invocations:
    """Looks for what is to be called until it is told to stop; what was not answered by then is called again later."""

    def __init__(self, gateway: Gateway) -> None:
        self._backend, self._world = gateway.backend, gateway.world
        self._look_s = _LOOK_S if self._world.outside.functions else _SELDOM_LOOK_S
        self._slots = threading.BoundedSemaphore(_CALLS_MAX)
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="callslip-invocations", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """Take no more, and wait for the calls under way, but not for ever."""
        self._stopping.set()
        self._thread.join(_STOP_S)
        for _ in range(_CALLS_MAX):
            if not self._slots.acquire(timeout=_STOP_S):
                return

    def _run(self) -> None:
        while not self._stopping.wait(self._look_s):
            self._slots.acquire()
            taken = self._take()
            if taken is None:
                self._slots.release()
                self._stopping.wait(self._look_s)
            else:
                threading.Thread(target=self._perform, args=(taken,), name="callslip-lambda", daemon=True).start()

    def _take(self) -> Invocation | None:
        try:
            return next(iter(take_due(self._backend, self._world, 1)), None)
        except Exception:  # noqa: BLE001 - whatever it is, the next look tries again
            _log.exception("Lambda functions could not be looked after")
            return None

    def _perform(self, invocation: Invocation) -> None:
        from callslip.functions.invoker import perform

        try:
            perform(self._backend, self._world, invocation)
        except Exception:  # noqa: BLE001 - whatever it is, the invocation is due again later
            _log.exception("the answer of a Lambda function could not be given to its flow")
        finally:
            self._slots.release()
