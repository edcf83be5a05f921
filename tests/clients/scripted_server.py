"""A server that answers what a test tells it to, in the real envelope: for errors hard to provoke."""

import threading
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from callslip.domain.errors import ServiceError
from callslip.protocol.message import Response
from callslip.protocol.model import load_model
from callslip.protocol.serialize import serialize, serialize_error

_REQUEST_ID = "11111111-aaaa-bbbb-cccc-222222222222"
_OUTPUTS = {"UpdateContactAttributes": None, "GetContactAttributes": {"Attributes": {}}}


class ScriptedServer:
    """Answers each request with the next error told, and with success once none is left; `served` counts requests."""

    url = ""

    def __init__(self) -> None:
        self.served = 0
        self._model = load_model()
        self._errors: deque[ServiceError] = deque()
        self._lock = threading.Lock()

    def tell(self, errors: Sequence[ServiceError]) -> None:
        with self._lock:
            self.served = 0
            self._errors = deque(errors)

    def answer(self, operation: str) -> Response:
        with self._lock:
            self.served += 1
            if self._errors:
                return serialize_error(self._model, self._errors.popleft(), _REQUEST_ID)
        return serialize(self._model.operations[operation], _OUTPUTS[operation], _REQUEST_ID)


@contextmanager
def serve_script() -> Iterator[ScriptedServer]:
    """A server with nothing to tell yet; ends with the block."""
    scripted = ScriptedServer()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        timeout = 20

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self._send(scripted.answer("UpdateContactAttributes"))

        def do_GET(self) -> None:
            self._send(scripted.answer("GetContactAttributes"))

        def log_message(self, format: str, *words: object) -> None:  # noqa: A002 - the name that http.server gives
            pass

        def _send(self, response: Response) -> None:
            self.send_response_only(response.status)
            self.send_header("Date", self.date_time_string())
            for name, value in response.headers:
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(response.body)))
            self.end_headers()
            self.wfile.write(response.body)

    class Server(ThreadingHTTPServer):
        daemon_threads = True

    with Server(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        scripted.url = f"http://127.0.0.1:{server.server_port}"
        yield scripted
        server.shutdown()
        thread.join()
