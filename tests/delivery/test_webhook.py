import hashlib
import hmac
import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from callslip.delivery.message import DeliveryError, DestinationError, Message
from callslip.delivery.webhook import Webhook
from stand_ins import NOW_MS

SECRET = b"sixteen bytes or more"


def message(number):
    return Message(f"id-{number}", "contact-event", "c", 0, b'{"number":%d}' % number)


class Receiver(HTTPServer):
    """Keeps what it is sent; `status` is what it answers, None closes the connection without a word."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.got = []
        self.status = 204
        self.connections = 0
        self.closes = False
        self.slow = threading.Event()
        self.slow.set()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_port}/hook?token=hidden"


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def setup(self):
        super().setup()
        self.server.connections += 1

    def do_POST(self):
        self.server.slow.wait(5)
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.server.status is None:
            self.close_connection = True
            return
        self.server.got.append((self.path, dict(self.headers), body))
        self.send_response(self.server.status)
        self.send_header("Location", "http://127.0.0.1:9/")
        self.send_header("Content-Length", "0")
        self.close_connection = self.server.closes
        self.end_headers()

    def log_message(self, *_):
        pass


@pytest.fixture
def receiver():
    with Receiver() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.slow.set()
        server.shutdown()
        thread.join()


@pytest.fixture
def webhook(receiver, clock):
    hook = Webhook(receiver.url, SECRET, clock, timeout_s=0.3)
    yield hook
    hook._close()


def test_a_post_is_signed_over_time_and_body(receiver, webhook):
    webhook.deliver([message(1), message(2)])
    ((path, headers, body),) = receiver.got
    assert path == "/hook?token=hidden"
    assert [each["id"] for each in json.loads(body)["messages"]] == ["id-1", "id-2"]
    assert headers["X-Callslip-Timestamp"] == str(NOW_MS // 1000)
    expected = hmac.new(SECRET, f"{NOW_MS // 1000}.".encode() + body, hashlib.sha256).hexdigest()
    assert headers["X-Callslip-Signature"] == f"v1={expected}"


def test_the_same_messages_have_the_same_delivery_id(receiver, webhook):
    for messages in ([message(1), message(2)], [message(1), message(2)], [message(1)]):
        webhook.deliver(messages)
    first, again, other = (headers["X-Callslip-Delivery"] for _, headers, _ in receiver.got)
    assert first == again != other


def test_a_connection_is_kept_and_made_anew_when_the_receiver_closed_it(receiver, webhook):
    webhook.deliver([message(1)])
    receiver.closes = True
    webhook.deliver([message(2)])
    receiver.closes = False
    webhook.deliver([message(3)])
    assert [json.loads(body)["messages"][0]["id"] for _, _, body in receiver.got] == ["id-1", "id-2", "id-3"]
    assert receiver.connections == 2


@pytest.mark.parametrize("status", [400, 404, 429, 500, 503])
def test_a_refusal_is_a_failure(receiver, webhook, status):
    receiver.status = status
    with pytest.raises(DeliveryError, match=f"^answered {status}$"):
        webhook.deliver([message(1)])


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_redirects_are_not_followed(receiver, webhook, status):
    receiver.status = status
    with pytest.raises(DeliveryError, match="redirects are not followed"):
        webhook.deliver([message(1)])
    assert len(receiver.got) == 1


def test_no_answer_in_time_is_a_failure(receiver, webhook):
    receiver.slow.clear()
    with pytest.raises(DeliveryError, match="no answer: TimeoutError"):
        webhook.deliver([message(1)])


def test_a_connection_cut_is_a_failure_and_the_next_post_works(receiver, webhook):
    receiver.status = None
    with pytest.raises(DeliveryError, match="no answer: RemoteDisconnected"):
        webhook.deliver([message(1)])
    receiver.status = 200
    webhook.deliver([message(2)])
    assert len(receiver.got) == 1


def test_nobody_there(clock):
    with pytest.raises(DeliveryError, match="no answer: ConnectionRefusedError"):
        Webhook("http://127.0.0.1:9/", SECRET, clock).deliver([message(1)])


def test_nothing_is_posted_for_nothing(receiver, webhook):
    webhook.deliver([])
    assert receiver.got == []


def test_its_name_holds_no_token(receiver, webhook):
    assert webhook.name.startswith("webhook:127.0.0.1-")
    assert "hidden" not in webhook.name


@pytest.mark.parametrize(
    ("url", "secret", "text"),
    [
        ("ftp://example.com/", SECRET, "http"),
        ("http:///path", SECRET, "names a host"),
        ("https://user:password@example.com/", SECRET, "no user"),
        ("https://example.com/#part", SECRET, "fragment"),
        ("https://example.com/", b"short", "16 bytes"),
    ],
)
def test_what_will_not_do(clock, url, secret, text):
    with pytest.raises(DestinationError, match=text) as caught:
        Webhook(url, secret, clock)
    assert "password@" not in str(caught.value)
