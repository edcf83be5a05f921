"""A tiny HTTP endpoint that speaks the Lambda Invoke API, for tests."""

import json
import threading
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote


class LambdaEndpoint:
    """Answers with what `answers` gives for a function's name: (status, headers, body) in turn; keeps what was asked.

    With `hold`, an event, answers wait until it is set.
    """

    def __init__(self):
        self.asked = []
        self.answers = {}
        self.hold = None
        endpoint = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                endpoint.answer(self)

            def log_message(self, *_):
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def answer(self, request):
        body = request.rfile.read(int(request.headers["Content-Length"]))
        name = unquote(request.path).rpartition("/functions/")[2].removesuffix("/invocations")
        self.asked.append((name, dict(request.headers), json.loads(body)))
        if self.hold is not None:
            self.hold.wait(10)
        turns = self.answers[name.rpartition(":")[2]]
        status, headers, content = turns.pop(0) if len(turns) > 1 else turns[0]
        with suppress(ConnectionError):
            self._send(request, status, headers, content)

    def _send(self, request, status, headers, content):
        request.send_response(status)
        for header, value in headers.items():
            request.send_header(header, value)
        request.send_header("Content-Length", str(len(content)))
        request.end_headers()
        request.wfile.write(content)
