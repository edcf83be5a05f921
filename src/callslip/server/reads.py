"""Reads by key, where the bytes arrive: those of one turn of the event loop share a read transaction."""

import asyncio

from callslip.gateway import Gateway
from callslip.perform import Call, Snapshot
from callslip.protocol.message import Response


class Reads:
    """A read sees all that was answered before it arrived: a snapshot ends before the loop takes new requests."""

    def __init__(self, gateway: Gateway) -> None:
        self._snapshot = Snapshot(gateway)

    def complete(self, call: Call) -> Response:
        """The answer."""
        if not self._snapshot.is_open:
            asyncio.get_running_loop().call_soon(self._snapshot.end)
        return self._snapshot.answer(call)
