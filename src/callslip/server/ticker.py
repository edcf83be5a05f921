"""Lets time pass in a running server: what is due is asked for once a second, in a thread of its own."""

import asyncio
import logging
from concurrent.futures import ThreadPoolExecutor

from callslip.gateway import Gateway
from callslip.timers import BATCH_MAX, perform_due

INTERVAL_S = 1.0

_log = logging.getLogger("callslip.server")


class Ticker:
    """Moves contacts that are due, a bounded batch to a transaction, from its making until it is closed.

    A failure is logged, and the next second tries again: what was due stays due.
    """

    def __init__(self, gateway: Gateway, interval_s: float = INTERVAL_S) -> None:
        self._gateway = gateway
        self._interval_s = interval_s
        self._thread = ThreadPoolExecutor(1, "callslip-ticker")
        self._closing = asyncio.Event()
        self._task = asyncio.get_running_loop().create_task(self._run())

    async def close(self) -> None:
        """Finish the batch under way; nothing follows."""
        self._closing.set()
        await self._task
        self._thread.shutdown()

    async def _run(self) -> None:
        while not self._closing.is_set():
            moved = await self._tick()
            if moved < BATCH_MAX:
                await self._pause()

    async def _tick(self) -> int:
        loop = asyncio.get_running_loop()
        try:
            return await loop.run_in_executor(self._thread, perform_due, self._gateway.backend, self._gateway.world)
        except Exception:  # noqa: BLE001 - whatever it is, time goes on
            _log.exception("what was due could not be done")
            return 0

    async def _pause(self) -> None:
        try:
            await asyncio.wait_for(self._closing.wait(), self._interval_s)
        except TimeoutError:
            return
