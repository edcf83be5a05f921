"""One request and its answer, beside a connection that is played."""

from types import SimpleNamespace

import pytest

from callslip.protocol.message import Response
from callslip.server.exchange import Exchange


class Connection:
    """What an exchange needs of one; its client reads no answers while `is_deaf`."""

    settings = SimpleNamespace(body_bytes_max=10)

    def __init__(self, *, is_deaf=False):
        self.tasks = set()
        self.unread = None
        self.flow = SimpleNamespace(write_paused=is_deaf)
        self.transport = SimpleNamespace(is_closing=lambda: False)
        self.said = []
        self.loop = SimpleNamespace(call_soon=lambda function: function())

    def send(self, response, **_):
        self.said.append(response.status)

    def on_response_complete(self):
        pass


@pytest.fixture
def begun():
    return []


@pytest.fixture
def exchange_on(begun):
    """An exchange whose turn has come, over a connection."""

    def make(connection):
        kind = type(connection)
        kind.refuse = staticmethod(lambda error: Response(error.status, (), b""))
        kind.begin = staticmethod(lambda request, answer: begun.append((request, answer)))
        kind.cut_off = staticmethod(lambda: Response(503, (), b""))
        exchange = Exchange(connection, ("DELETE", "/tags", "", {}), expects=False, keep_alive=True)
        exchange.start()
        return exchange

    return make


@pytest.mark.parametrize("is_deaf", [False, True])
def test_what_was_refused_for_its_size_is_not_performed(exchange_on, begun, is_deaf):
    connection = Connection(is_deaf=is_deaf)
    exchange = exchange_on(connection)
    for part in (b"x" * 11, b"x" * 5):
        exchange.take(part)
    exchange.arrived()
    assert (connection.said, begun) == ([413], [])


def test_who_is_told_that_the_server_stops_gets_no_second_answer(exchange_on, begun):
    connection = Connection()
    exchange = exchange_on(connection)
    exchange.take(b"{}")
    exchange.arrived()
    assert connection.tasks == {exchange}
    exchange.cancel(msg="too late")
    ((request, answer),) = begun
    answer(Response(200, (), b"{}"))
    assert (connection.said, connection.tasks, request.body) == ([503], set(), b"{}")
