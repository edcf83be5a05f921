"""The command in this process, with surroundings of its own; and a server behind it, in this process too."""

import os
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import urlsplit

import pytest

from callslip.bootstrap import build_mock
from callslip.cli import main
from callslip.clock import SystemIds
from callslip.protocol.message import Request
from callslip.settings import Settings
from stand_ins import CONTACT, FLOW, INSTANCE, FixedClock


class _ChosenIds(SystemIds):
    """The next id is `chosen`, once."""

    def __init__(self, chosen=None):
        super().__init__()
        self.chosen = chosen

    def new_id(self):
        chosen, self.chosen = self.chosen, None
        return chosen or super().new_id()


def _gateway():
    gateway = build_mock(Settings(store="sqlite::memory:", instance_id=INSTANCE), ids=_ChosenIds(CONTACT))
    body = f'{{"InstanceId":"{INSTANCE}","ContactFlowId":"{FLOW}","Name":"first"}}'.encode()
    made = gateway.handle(Request("PUT", "/contact/task", "", {"content-type": "application/json"}, body))
    assert CONTACT.encode() in made.body
    return gateway


class _Server(HTTPServer):
    def __init__(self, gateway):
        class Handler(BaseHTTPRequestHandler):
            def answer(self):
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                url = urlsplit(self.path)
                headers = {name.lower(): value for name, value in self.headers.items()}
                self.server.requests.append((self.command, self.path, headers))
                response = gateway.handle(Request(self.command, url.path, url.query, headers, body))
                self.send_response_only(response.status)
                for name, value in response.headers:
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(response.body)))
                self.end_headers()
                self.wfile.write(response.body)

            do_GET = do_POST = do_PUT = do_DELETE = answer  # noqa: N815 - the names that http.server gives

            def log_message(self, *_):
                pass

        super().__init__(("127.0.0.1", 0), Handler)
        self.requests = []

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_port}"


@pytest.fixture
def server():
    """A server with one instance and one contact; `requests` are those it got."""
    with _serving(_gateway()) as http:
        yield http


@pytest.fixture
def new_server():
    """A server with one instance and nothing more, on which time stands still; `ids.chosen` is the next id."""
    ids = _ChosenIds()
    settings = Settings(store="sqlite::memory:", instance_id=INSTANCE)
    with _serving(build_mock(settings, clock=FixedClock(), ids=ids)) as http:
        http.ids = ids
        yield http


@contextmanager
def _serving(gateway):
    with _Server(gateway) as http:
        thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.005})
        thread.start()
        yield http
        http.shutdown()
        thread.join()
    gateway.backend.close()


@pytest.fixture
def connect(monkeypatch, tmp_path, capfd):
    """Runs `callslip connect …`: exit code, output, errors. No setting of whoever runs the tests leaks in."""
    for name in [name for name in os.environ if name.startswith(("AWS_", "CALLSLIP_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    monkeypatch.chdir(tmp_path)

    def run(*words):
        exit_code = main(["connect", *words])
        shown = capfd.readouterr()
        return exit_code, shown.out, shown.err

    return run
