"""The requests of one turn of the event loop: taken through each stage together, and answered together."""

import asyncio
import logging
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from callslip.domain.errors import InternalServiceException, ServiceError
from callslip.gateway import Gateway
from callslip.perform import Call, Found, Snapshot, serialized
from callslip.protocol.message import Request, Response
from callslip.server.batch import Answer, Batch, stopping

_log = logging.getLogger("callslip.server")

Tell = Callable[[str, Response, float], None]
"""Hears of an answer: the operation's name, the answer, and when the request was whole, by time.perf_counter."""
NO_OPERATION = "-"


class _Asked:
    """A request, and who waits for its answer."""

    __slots__ = ("_answer", "_tell", "call", "request", "response", "started_s")

    def __init__(self, request: Request, answer: Answer, tell: Tell) -> None:
        self.request = request
        self.call: Call | None = None
        self.response: Response | None = None
        self.started_s = time.perf_counter()
        self._answer = answer
        self._tell = tell

    def give(self, response: Response) -> None:
        """Answer; whatever goes wrong here is not the fault of those who are answered next."""
        try:
            self._tell(NO_OPERATION if self.call is None else self.call.operation.name, response, self.started_s)
            self._answer(response)
        except Exception:  # noqa: BLE001 - the others are answered all the same
            _log.exception("an answer could not be given")


class Turn:
    """What became whole while the loop looked at its connections.

    First all of it is held against signatures and model, then what reads is performed, then it is answered, and then
    the writes begin: a processor keeps the code of one stage at hand, but not that of all (decision 0011). What needs
    no store and reads by key are done here; writes go to the batch, scans to threads, so that neither holds up the
    others.
    """

    def __init__(
        self, gateway: Gateway, batch: Batch, scans: ThreadPoolExecutor, tell: Tell, settle: Callable[[], None]
    ) -> None:
        """`settle` is called when those that could be answered at once have been."""
        self._gateway = gateway
        self._batch = batch
        self._scans = scans
        self._snapshot = Snapshot(gateway)
        self._tell = tell
        self._settle = settle
        self._asked: list[_Asked] = []
        self._is_closed = False

    def begin(self, request: Request, answer: Answer) -> None:
        """Take a request for an operation; `answer` is called when it is performed, in a later turn of the loop."""
        if not self._asked:
            asyncio.get_running_loop().call_soon(self._perform)
        self._asked.append(_Asked(request, answer, self._tell))

    def close(self) -> None:
        """From now on every request is answered that the server stops."""
        self._is_closed = True

    def explain(self, error: BaseException) -> Response:
        """The answer to a request that failed outside of its operation."""
        if isinstance(error, ServiceError):
            return self._gateway.refuse(error)
        _log.error("a request failed", exc_info=error)
        return self._gateway.refuse(InternalServiceException("The server failed. Its log says more."))

    def _perform(self) -> None:
        asked, self._asked = self._asked, []
        self._accept(asked)
        self._read([(one, one.call) for one in asked if one.call is not None and one.call.served.access == "read"])
        for one in asked:
            if one.response is not None:
                one.give(one.response)
            elif one.call is not None:
                self._pass_on(one, one.call)
        self._settle()
        self._batch.start()

    def _accept(self, asked: list[_Asked]) -> None:
        for one in asked:
            try:
                found = self._gateway.refuse(stopping()) if self._is_closed else self._gateway.accept(one.request)
            except Exception as error:  # noqa: BLE001 - whatever it is, the client gets JSON, and so do the others
                found = self.explain(error)
            if isinstance(found, Call):
                one.call = found
            else:
                one.response = found

    def _read(self, reads: list[tuple[_Asked, Call]]) -> None:
        """All of one state, which has all that was answered before they arrived."""
        self._snapshot.prepare([call for _, call in reads])
        found = [self._operate(call) for _, call in reads]
        self._snapshot.end()
        for (one, call), output in zip(reads, found, strict=True):
            try:
                one.response = serialized(call, output)
            except Exception as error:  # noqa: BLE001 - as above
                one.response = self.explain(error)

    def _operate(self, call: Call) -> Found:
        try:
            return self._snapshot.operate(call)
        except Exception as error:  # noqa: BLE001 - as above
            return self.explain(error)

    def _pass_on(self, asked: _Asked, call: Call) -> None:
        try:
            if call.served.writes:
                self._batch.add(call, asked.give)
            else:
                self._scan(call, asked)
        except Exception as error:  # noqa: BLE001 - whatever it is, the client gets JSON
            asked.give(self.explain(error))

    def _scan(self, call: Call, asked: _Asked) -> None:
        def scanned(ended: asyncio.Future[Response]) -> None:
            if ended.cancelled():  # the server stops, and whoever asked has been told
                return
            error = ended.exception()
            asked.give(ended.result() if error is None else self.explain(error))

        loop = asyncio.get_running_loop()
        loop.run_in_executor(self._scans, lambda: self._gateway.complete([call])[0]).add_done_callback(scanned)
