"""The feed of changes in this process: readers that follow, leave, come back, and do not keep up."""

import asyncio
import json

import pytest
from msgspec.structs import replace

from callslip.auth.policy import LimitedCaller, compile_policy
from callslip.bootstrap import build, build_mock
from callslip.domain.errors import (
    AccessDeniedException,
    InvalidParameterException,
    InvalidRequestException,
    ServiceUnavailableException,
)
from callslip.domain.instance import Instance
from callslip.domain.masks import Masks
from callslip.keeping.erasure import Wish, erase
from callslip.protocol.message import Request
from callslip.server import feed as module
from callslip.server.feed import Feed
from callslip.settings import EXAMPLE_INSTANCE_ID, Settings
from callslip.store import Store


class Reader:
    """Takes what it is sent, until it blocks; `leave` ends it from its side."""

    def __init__(self):
        self.body = b""
        self.ended = False
        self.blocked = False
        self.aborted = False
        self.left = asyncio.Event()
        self.transport = self

    async def receive(self):
        await self.left.wait()
        return {"type": "http.disconnect"}

    async def send(self, message):
        if self.blocked:
            await asyncio.Event().wait()
        self.body += message.get("body", b"")
        self.ended = message["type"] == "http.response.body" and not message.get("more_body")

    def abort(self):
        self.aborted = True

    def events(self):
        """Ids and changes of what came so far."""
        blocks = [
            dict(line.split(": ", 1) for line in block.splitlines()) for block in self.body.decode().split("\n\n")
        ]
        return [(int(block["id"]), json.loads(block["data"])) for block in blocks if block.get("event") == "update"]

    def names(self):
        return [change["name"] for _, change in self.events()]


@pytest.fixture
def gateway():
    gateway = build_mock(Settings(store="sqlite::memory:"))
    yield gateway
    gateway.backend.close()


@pytest.fixture
def contact(gateway):
    return make(gateway)


@pytest.fixture(autouse=True)
def _impatient(monkeypatch):
    monkeypatch.setattr(module, "_LOOK_S", 0.005)
    monkeypatch.setattr(module, "_SLOW_S", 0.1)


def instance(gateway):
    with gateway.backend.transaction() as transaction:
        Store(transaction).instances.put(Instance("other", "SAML", 0))
    return "other"


def make(gateway, instance_id=EXAMPLE_INSTANCE_ID):
    members = {"InstanceId": instance_id, "Channel": "TASK", "InitiationMethod": "API"}
    request = Request("PUT", "/contact/create-contact", "", {}, json.dumps(members).encode())
    return json.loads(gateway.handle(request).body)["ContactId"]


def update(gateway, contact, instance_id=EXAMPLE_INSTANCE_ID, /, **attributes):
    members = {"InstanceId": instance_id, "InitialContactId": contact, "Attributes": attributes}
    assert gateway.handle(Request("POST", "/contact/attributes", "", {}, json.dumps(members).encode())).status == 200


def request(query="", **headers):
    return Request("GET", "/_callslip/events", query, {name.replace("_", "-"): v for name, v in headers.items()}, b"")


async def until(condition):
    async with asyncio.timeout(5):
        while not condition():  # noqa: ASYNC110 - what is waited for is told by many
            await asyncio.sleep(0.005)


def follow(gateway, scenario):
    """Run a scenario with a feed; at its end every reader is let go."""

    async def run():
        feed = Feed(gateway)
        tasks = []

        def begin(query="", **headers):
            reader = Reader()
            tasks.append(asyncio.ensure_future(feed.stream(request(query, **headers), reader.receive, reader.send)))
            return reader, tasks[-1]

        await scenario(feed, begin)
        feed.stop()
        await asyncio.gather(*tasks)
        feed.close()

    asyncio.run(run())


def test_a_reader_follows_from_now_on(gateway, contact):
    update(gateway, contact, before="1")

    async def scenario(_, begin):
        reader, task = begin()
        await until(lambda: b"id: 1\n\n" in reader.body)
        update(gateway, contact, a="1", b="日")
        await until(lambda: len(reader.events()) == 2)
        update(gateway, contact, a="2")
        await until(lambda: len(reader.events()) == 3)
        assert [event_id for event_id, _ in reader.events()] == [2, 3, 4]
        _, change = reader.events()[2]
        assert (change["name"], change["old"], change["new"], change["contactId"]) == ("a", "1", "2", contact)
        assert change["instanceId"] == EXAMPLE_INSTANCE_ID
        assert not task.done()

    follow(gateway, scenario)


def test_a_reader_goes_on_where_it_was(gateway, contact):
    update(gateway, contact, **{f"k{number:02}": "x" for number in range(70)})

    async def scenario(_, begin):
        whole, _ = begin("after=0")
        rest, _ = begin("after=5", last_event_id="66")
        await until(lambda: len(whole.names()) == 70 and len(rest.names()) == 4)
        assert whole.names() == [f"k{number:02}" for number in range(70)]
        assert rest.names() == ["k66", "k67", "k68", "k69"]

    follow(gateway, scenario)


def test_a_reader_may_ask_for_one_contact_and_still_knows_where_it_is(gateway, contact):
    other = make(gateway)

    async def scenario(_, begin):
        reader, _ = begin(f"contactId={contact}&instanceId={EXAMPLE_INSTANCE_ID}")
        nobody, _ = begin("instanceId=nowhere")
        await until(lambda: reader.body and nobody.body)
        update(gateway, other, a="1")
        await until(lambda: b"id: 1\n\n" in reader.body)
        update(gateway, contact, b="1")
        await until(lambda: reader.names() == ["b"] and b"id: 2\n\n" in nobody.body)
        assert nobody.names() == []

    follow(gateway, scenario)


def test_a_reader_who_does_not_keep_up_is_dropped_and_may_come_back(gateway, contact):
    async def scenario(feed, begin):
        reader, task = begin()
        await until(lambda: reader.body)
        reader.blocked = True
        update(gateway, contact, a="1")
        await until(task.done)
        assert reader.aborted
        assert feed._readers == 0
        again, _ = begin(last_event_id="0")
        await until(lambda: again.names() == ["a"])

    follow(gateway, scenario)


def test_a_limited_reader_is_told_what_it_may_see_and_knows_where_it_is(gateway, contact):
    caller = LimitedCaller("AKID", "arn:x", masks=Masks(read=("ssn",)))
    gateway = replace(gateway, guard=replace(gateway.guard, authenticate=lambda _: caller))

    async def scenario(_, begin):
        reader, _ = begin()
        await until(lambda: reader.body)
        update(gateway, contact, ssn="1", tier="gold")
        await until(lambda: reader.names() == ["tier"])
        update(gateway, contact, ssn="2")
        await until(lambda: b"id: 3\n\n" in reader.body)
        assert reader.names() == ["tier"]
        assert b"ssn" not in reader.body

    follow(gateway, scenario)


def test_who_may_see_nothing_is_refused(gateway):
    policy = compile_policy({"Statement": {"Effect": "Allow", "Action": "connect:Get*", "Resource": "*"}})
    caller = LimitedCaller("AKID", "arn:x", policy=policy)
    gateway = replace(gateway, guard=replace(gateway.guard, authenticate=lambda _: caller))
    reader = Reader.__new__(Reader)
    with pytest.raises(AccessDeniedException, match="connect:FollowChanges"):
        asyncio.run(Feed(gateway).stream(request(), reader.receive, reader.send))


def test_who_leaves_makes_room(gateway, monkeypatch):
    monkeypatch.setattr(module, "_READERS_MAX", 1)

    async def scenario(_, begin):
        first, task = begin()
        await until(lambda: first.body)
        with pytest.raises(ServiceUnavailableException, match="1 readers"):
            await Feed.stream(_, request(), first.receive, first.send)
        first.left.set()
        await until(task.done)
        assert not first.ended
        second, _ = begin()
        await until(lambda: second.body)

    follow(gateway, scenario)


def test_readers_are_let_go_when_the_server_stops(gateway):
    async def scenario(feed, begin):
        reader, task = begin()
        await until(lambda: reader.body)
        feed.stop()
        await until(task.done)
        assert reader.ended

    follow(gateway, scenario)


def test_a_reader_is_let_go_in_time_and_asked_again_who_it_is(gateway, contact, monkeypatch):
    monkeypatch.setattr(module, "_LASTS_S", 0.05)
    monkeypatch.setattr(module, "_SILENCE_S", 0.01)

    async def scenario(feed, begin):
        reader, task = begin()
        await until(task.done)
        assert reader.ended
        assert feed._readers == 0
        update(gateway, contact, a="1")
        again, _ = begin(last_event_id="0")
        await until(lambda: again.names() == ["a"])

    follow(gateway, scenario)


def test_silence_is_broken_now_and_then(gateway, monkeypatch):
    monkeypatch.setattr(module, "_SILENCE_S", 0.02)

    async def scenario(_, begin):
        reader, _ = begin()
        await until(lambda: reader.body.count(b": still here") > 2)

    follow(gateway, scenario)


def test_readers_stay_when_the_newest_changes_are_gone_for_no_id_comes_twice(gateway, contact):
    update(gateway, contact, a="1")

    async def scenario(_, begin):
        reader, task = begin()
        await until(lambda: reader.body)
        gateway.handle(Request("DELETE", f"/instance/{EXAMPLE_INSTANCE_ID}", "", {}, b""))
        again, _ = begin(last_event_id="1")
        await until(lambda: b"id: 1\n\n" in again.body)
        assert not task.done()
        assert b"gap" not in reader.body + again.body

    follow(gateway, scenario)


def test_an_erased_change_has_no_values_and_says_so(gateway, contact):
    update(gateway, contact, ssn="1")
    erase(gateway.backend, gateway.world, Wish(EXAMPLE_INSTANCE_ID, [contact], "ana", "asked", frozenset({"ssn"})))

    async def scenario(_, begin):
        reader, _ = begin("after=0")
        await until(lambda: len(reader.events()) == 2)
        assert [(change["erased"], change["old"], change["new"]) for _, change in reader.events()] == [
            (True, None, None)
        ] * 2

    follow(gateway, scenario)


def gaps(reader):
    blocks = [block.splitlines() for block in reader.body.decode().split("\n\n") if "event: gap" in block]
    return [(lines[0], json.loads(lines[2].removeprefix("data: "))) for lines in blocks]


def test_who_comes_back_is_told_of_a_gap_once(gateway, contact):
    update(gateway, contact, a="1", b="2")
    other = make(gateway, instance(gateway))
    update(gateway, other, "other", **{f"k{number:02}": "x" for number in range(40)})
    update(gateway, contact, a="2")
    gateway.handle(Request("DELETE", "/instance/other", "", {}, b""))

    async def scenario(_, begin):
        whole, _ = begin("after=0")
        late, _ = begin(last_event_id="2")
        reached, _ = begin(last_event_id="43")
        elsewhere, _ = begin(f"after=0&instanceId={EXAMPLE_INSTANCE_ID}")
        future, _ = begin(last_event_id="99")
        await until(lambda: all(reader.body for reader in (reached, future)))
        await until(lambda: len(whole.names()) == len(elsewhere.names()) == 3 and late.names() == ["a"])
        assert gaps(whole) == [("id: 0", {"reason": "deleted", "after": 0, "upTo": 42})]
        assert gaps(late) == [("id: 2", {"reason": "deleted", "after": 2, "upTo": 42})]
        assert gaps(reached) == gaps(elsewhere) == []
        assert gaps(future) == [("id: 43", {"reason": "unknown", "after": 99, "upTo": 43})]

    follow(gateway, scenario)


@pytest.mark.parametrize(
    ("asked", "error", "said"),
    [
        (request("after=x"), InvalidParameterException, "a whole number"),
        (request("after=-1"), InvalidParameterException, "a whole number"),
        (request(last_event_id="9" * 30), InvalidParameterException, "a whole number"),
        (request("colour=red"), InvalidParameterException, "'colour' is not known"),
        (Request("POST", "/_callslip/events", "", {}, b""), InvalidRequestException, "POST is not for this path"),
    ],
)
def test_what_is_refused(gateway, asked, error, said):
    reader = Reader.__new__(Reader)
    with pytest.raises(error, match=said):
        asyncio.run(Feed(gateway).stream(asked, reader.receive, reader.send))


def test_a_page_from_elsewhere_is_refused_in_open_mode():
    gateway = build(Settings(store="sqlite::memory:"))
    reader = Reader.__new__(Reader)
    with pytest.raises(AccessDeniedException):
        asyncio.run(Feed(gateway).stream(request(origin="https://evil.example"), reader.receive, reader.send))
    gateway.backend.close()
