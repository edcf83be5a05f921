"""One request of the API and its answer, without a task: what a connection needs of uvicorn's cycle, and no more."""

import logging
from typing import TYPE_CHECKING

from callslip.domain.errors import RequestEntityTooLargeException
from callslip.protocol.message import Request, Response

if TYPE_CHECKING:
    from callslip.server.connection import Connection

_log = logging.getLogger("callslip.server")


class _NoEvent:
    """Stands where a task would wait for more of the request."""

    def set(self) -> None:
        """Nobody waits."""


class Exchange:
    """Answered as soon as the request is whole and its turn has come (decision 0010).

    The public attributes are those that uvicorn's protocol reads and sets on its own cycles.
    """

    __slots__ = (
        "_body",
        "_connection",
        "_expects",
        "_head",
        "_is_due",
        "_too_large",
        "disconnected",
        "is_answered",
        "keep_alive",
        "more_body",
        "response_complete",
    )
    message_event = _NoEvent()

    def __init__(
        self,
        connection: "Connection",
        head: tuple[str, str, str, dict[str, str]],
        *,
        expects: bool,
        keep_alive: bool,
    ) -> None:
        self._connection = connection
        self._head = head
        self._expects = expects
        self._body = bytearray()
        self.is_answered = False
        self._is_due = False
        self._too_large = False
        self.keep_alive = keep_alive
        self.more_body = True
        self.disconnected = False
        self.response_complete = False

    def start(self) -> None:
        """Its turn has come: everything before it on this connection is answered."""
        self._is_due = True
        if self.disconnected or self._connection.transport.is_closing():
            return
        if self._too_large:
            self._refuse_body()
        elif not self.more_body:
            self._perform()
        elif self._expects:
            self._connection.transport.write(b"HTTP/1.1 100 Continue\r\n\r\n")

    def take(self, part: bytes) -> None:
        """A part of the body; what comes after the limit is dropped."""
        if self.is_answered or self._too_large:
            return
        self._body += part
        if len(self._body) > self._connection.settings.body_bytes_max:
            self._too_large, self._body = True, bytearray()
            if self._is_due:
                self._refuse_body()

    def arrived(self) -> None:
        """The request is whole."""
        self.more_body = False
        if self._is_due and not self.is_answered and not self._too_large:
            self._perform()

    def answer(self, response: Response) -> None:
        """Send the answer, unless the client has left or the waiting is over."""
        connection = self._connection
        connection.tasks.discard(self)
        if self.disconnected or self.is_answered or connection.transport.is_closing():
            return
        self.is_answered = True
        try:
            connection.send(response, is_last=not self.keep_alive, has_body=self._head[0] != "HEAD")
        except Exception:  # noqa: BLE001 - a client that waits for ever would be worse
            _log.exception("an answer could not be written")
            connection.transport.abort()
            return
        if connection.flow.write_paused:
            connection.unread = self
        else:
            self.end()

    def end(self) -> None:
        """The answer has left."""
        self.response_complete = True
        if not self.keep_alive:
            self._connection.transport.close()
        self._connection.on_response_complete()

    def cancel(self, msg: str = "") -> None:  # noqa: ARG002 - as uvicorn calls it
        """The time for stopping is over: that ends the waiting, not the work."""
        connection = self._connection
        connection.loop.call_soon(lambda: self.answer(type(connection).cut_off()))

    def _perform(self) -> None:
        body, self._body = bytes(self._body), bytearray()
        connection = self._connection
        connection.tasks.add(self)  # type: ignore[arg-type]  # uvicorn only waits for these, and cancels them
        type(connection).begin(Request(*self._head, body), self.answer)

    def _refuse_body(self) -> None:
        limit = self._connection.settings.body_bytes_max
        refused = RequestEntityTooLargeException(f"The body is larger than {limit:,} bytes.")
        self.answer(type(self._connection).refuse(refused))
