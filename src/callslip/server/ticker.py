"""Lets time pass in a running server: what is due is asked for once a second, in a thread of its own."""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from callslip.gateway import Gateway
from callslip.keeping.sweep import sweep
from callslip.timers import BATCH_MAX, perform_due

INTERVAL_S = 1.0

_log = logging.getLogger("callslip.server")


class Ticker:
    """Moves contacts that are due, a bounded batch to a transaction, from its making until it is closed.

    Every `sweep_s` seconds, if that is not 0, it lets go of what is past retention, a bounded batch at a time.
    A failure is logged, and the next second tries again: what was due stays due.
    """

    def __init__(self, gateway: Gateway, interval_s: float = INTERVAL_S, sweep_s: int = 0) -> None:
        self._gateway = gateway
        self._sweep_s = sweep_s
        self._next_sweep_s = 0.0
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
            moved = await self._tick(perform_due)
            await self._sweep()
            if moved < BATCH_MAX:
                await self._pause()

    async def _sweep(self) -> None:
        now_s = asyncio.get_running_loop().time()
        if self._sweep_s and now_s >= self._next_sweep_s and await self._tick(sweep) == 0:
            self._next_sweep_s = now_s + self._sweep_s

    async def _tick(self, step: Callable[..., int]) -> int:
        loop = asyncio.get_running_loop()
        try:
            return await loop.run_in_executor(self._thread, step, self._gateway.backend, self._gateway.world)
        except Exception:  # noqa: BLE001 - whatever it is, time goes on
            _log.exception("what was due could not be done")
            return 0

    async def _pause(self) -> None:
        try:
            await asyncio.wait_for(self._closing.wait(), self._interval_s)
        except TimeoutError:
            return
