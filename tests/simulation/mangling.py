"""Valid requests, and what chance can do to them."""

import base64
import json
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from callslip.protocol.model import load_model
from simulation import strangeness
from simulation.api import INSTANCE

RECORDED = Path(__file__).parents[1] / "wire" / "requests.json"
METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "PURGE")


@dataclass(frozen=True)
class Draft:
    """A request whose parts can still be changed; `length` None is the true one."""

    method: str
    target: bytes
    headers: tuple[bytes, ...]
    body: bytes
    version: bytes = b"HTTP/1.1"
    length: int | None = None

    def data(self) -> bytes:
        """The bytes; the length is always said, so that the request is whole whatever its method."""
        length = len(self.body) if self.length is None else self.length
        lines = [b" ".join((self.method.encode(), self.target, self.version)), *self.headers]
        return b"\r\n".join([*lines, b"Content-Length: %d" % length, b"", self.body])


Mangler = Callable[[random.Random, Draft], Draft]


def valid_drafts(contact_ids: Sequence[str], flow_id: str = "flow") -> list[Draft]:
    """One or more requests of every operation that is served, most of them on contacts that are there."""
    first, second = contact_ids[:2]
    at = f"/contact/attributes/{INSTANCE}/"
    arn = f"arn%3Aaws%3Aconnect%3Aus-east-1%3A123456789012%3Ainstance%2F{INSTANCE}%2Fcontact%2F{first}"
    bodies: list[tuple[str, str, dict[str, Any] | None]] = [
        ("POST", "/contact/attributes", _update(first, {"a": "1", "b": ""})),
        ("POST", "/contact/attributes", _update(second, {f"key-{n}": "värde" * n for n in range(20)})),
        ("POST", "/contact/attributes", _update("no-such-contact", {"a": "1"})),
        ("POST", "/contact/attributes", _update(first, {})),
        ("GET", at + first, None),
        ("GET", at + arn, None),
        ("GET", f"/contacts/{INSTANCE}/{second}", None),
        ("GET", f"/instance/{INSTANCE}", None),
        ("GET", "/instance?maxResults=5&nextToken=MTphYmM%3D", None),
        ("PUT", "/instance", {"IdentityManagementType": "SAML", "InboundCallsEnabled": True, "InstanceAlias": "fuzz"}),
        ("DELETE", "/instance/no-such-instance", None),
        (
            "PUT",
            "/contact/task",
            {"Name": "t", "ContactFlowId": flow_id, "ScheduledTime": 1e9, "RelatedContactId": first},
        ),
        ("PUT", "/contact/chat", {"ContactFlowId": flow_id, "ParticipantDetails": {"DisplayName": "d"}}),
        ("PUT", "/contact/outbound-voice", {"ContactFlowId": flow_id, "DestinationPhoneNumber": "+4912345678"}),
        (
            "PUT",
            "/contact/create-contact",
            {"Channel": "VOICE", "InitiationMethod": "TRANSFER", "References": {"r": {"Value": "v", "Type": "URL"}}},
        ),
        ("POST", "/contact/stop", {"ContactId": "no-such-contact", "DisconnectReason": {"Code": "x"}}),
    ]
    drafts = []
    for method, target, members in bodies:
        body = b"" if members is None else json.dumps({"InstanceId": INSTANCE, **members}).encode()
        drafts.append(Draft(method, target.encode(), (b"Host: localhost", b"Content-Type: application/json"), body))
    return drafts


def recorded_drafts(contact_ids: Sequence[str]) -> list[Draft]:
    """The requests that real clients sent, on contacts that are there."""
    drafts = []
    for index, recorded in enumerate(json.loads(RECORDED.read_text("utf-8"))):
        head, _, body = base64.b64decode(recorded["raw_b64"]).partition(b"\r\n\r\n")
        line, *headers = head.split(b"\r\n")
        method, target, _ = line.split(b" ")
        kept = tuple(each for each in headers if not each.lower().startswith((b"content-length", b"transfer-encoding")))
        known = contact_ids[index % len(contact_ids)].encode()
        body = body.replace(b"11111111-2222-3333-4444-12345678910", known)
        drafts.append(Draft(method.decode(), target.replace(b"11111111-2222-3333-4444-12345678910", known), kept, body))
    return drafts


def modelled_drafts(chance: random.Random, count: int) -> list[Draft]:
    """Requests to operations of the whole API model, built or not, with an empty object for a body."""
    operations = chance.choices(sorted(load_model().operations.values(), key=lambda each: each.name), k=count)
    headers = (b"Host: 127.0.0.1:1",)
    return [
        Draft(each.method, each.template.replace("{", "").replace("}", "").encode(), headers, b"{}")
        for each in operations
    ]


def _update(contact_id: str, attributes: dict[str, str]) -> dict[str, Any]:
    return {"InitialContactId": contact_id, "Attributes": attributes}


def mangle(chance: random.Random, draft: Draft, manglers: Sequence[Mangler]) -> Draft:
    """One to three things done to a request."""
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        draft = chance.choice(manglers)(chance, draft)
    return draft


# Bodies.


def flip_body(chance: random.Random, draft: Draft) -> Draft:
    """A few bytes changed."""
    body = bytearray(draft.body)
    for _ in range(chance.randrange(1, 6) if body else 0):
        body[chance.randrange(len(body))] = chance.randrange(256)
    return replace(draft, body=bytes(body))


def cut_body(chance: random.Random, draft: Draft) -> Draft:
    """The end is not there."""
    return replace(draft, body=draft.body[: chance.randrange(len(draft.body) + 1)])


def insert_in_body(chance: random.Random, draft: Draft) -> Draft:
    """Something strange in the middle."""
    at = chance.randrange(len(draft.body) + 1)
    strange = chance.choice(strangeness.IN_BODY)
    return replace(draft, body=draft.body[:at] + strange + draft.body[at:])


def replace_body(chance: random.Random, draft: Draft) -> Draft:
    """Another body altogether."""
    return replace(draft, body=chance.choice(STRANGE_BODIES)(chance))


def encode_body(chance: random.Random, draft: Draft) -> Draft:
    """The same text in another encoding."""
    encoding = chance.choice(("utf-16", "utf-16-le", "utf-32", "utf-8-sig", "utf-7", "cp500"))
    return replace(draft, body=draft.body.decode("utf-8", "replace").encode(encoding, "replace"))


def replace_value(chance: random.Random, draft: Draft) -> Draft:
    """One value, key or part of the body's JSON is another."""
    try:
        value = json.loads(draft.body)
    except (ValueError, RecursionError):
        return draft
    parts = [part for part in _containers(value) if part]
    if not parts:
        return replace(draft, body=chance.choice(strangeness.VALUES).encode("utf-8", "surrogatepass"))
    part = chance.choice(parts)
    key = chance.choice(list(part)) if isinstance(part, dict) else chance.randrange(len(part))
    if isinstance(part, dict) and chance.random() < 0.2:
        part[chance.choice(strangeness.KEYS)] = part.pop(key)
        return replace(draft, body=_dump(value))
    part[key] = "@@"
    text = _dump(value).replace(b'"@@"', chance.choice(strangeness.VALUES).encode("utf-8", "surrogatepass"), 1)
    return replace(draft, body=text)


def repeat_member(chance: random.Random, draft: Draft) -> Draft:
    """A key twice in one object."""
    if not draft.body.startswith(b"{"):
        return draft
    name = chance.choice(("InstanceId", "InitialContactId", "Attributes", "ContactId", "a"))
    value = chance.choice(strangeness.VALUES).encode("utf-8", "surrogatepass")
    return replace(draft, body=b'{"%s":%s,%s' % (name.encode(), value, draft.body[1:]))


def _dump(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")


def _containers(value: Any) -> list[Any]:
    if not isinstance(value, dict | list):
        return []
    found = [value]
    for part in value.values() if isinstance(value, dict) else value:
        found += _containers(part)
    return found


def _nested(opening: bytes, closing: bytes) -> Callable[[random.Random], bytes]:
    def build(chance: random.Random) -> bytes:
        depth = chance.choice((60, 64, 65, 66, 500, 1_000, 20_000))
        inside = b'{"Attributes":' + opening * depth
        return inside + (b"1" + closing * depth + b"}" if chance.random() < 0.7 else b"")

    return build


STRANGE_BODIES: tuple[Callable[[random.Random], bytes], ...] = (
    lambda chance: chance.randbytes(chance.choice((1, 10, 1_000))),
    lambda chance: b" " * chance.choice((1, 100_000)),
    lambda _: b"",
    lambda _: b"null",
    lambda _: b"[]",
    lambda _: b'"{}"',
    lambda _: b"{}{}",
    lambda _: b"{}\x00",
    lambda _: b"<xml/>",
    lambda _: b"a=1&b=2",
    lambda chance: b"{" + b",".join(b'"k%d":1' % n for n in range(chance.choice((10, 5_000)))) + b"}",
    lambda chance: b'{"a":"' + b"x" * chance.choice((1_000, 1_048_576)) + b'"}',
    _nested(b"[", b"]"),
    _nested(b'{"a":', b"}"),
    _nested(b'[{"a":', b"}]"),
)

BODY_MANGLERS: tuple[Mangler, ...] = (
    flip_body,
    cut_body,
    insert_in_body,
    replace_body,
    encode_body,
    *(replace_value,) * 3,
    repeat_member,
)

# Heads that leave the request whole.


def change_method(chance: random.Random, draft: Draft) -> Draft:
    """Another method."""
    return replace(draft, method=chance.choice(METHODS))


def change_path(chance: random.Random, draft: Draft) -> Draft:
    """A segment of the path is another, or one more."""
    segments = draft.target.split(b"/")
    at = chance.randrange(len(segments) + 1)
    segments[at : at + chance.randrange(2)] = [chance.choice(strangeness.PATH_PARTS)]
    return replace(draft, target=b"/" + b"/".join(segments).lstrip(b"/"))


def change_target(chance: random.Random, draft: Draft) -> Draft:
    """The target in another form, or with something behind it."""
    if chance.random() < 0.6:
        return replace(draft, target=draft.target + chance.choice(strangeness.QUERIES))
    forms = (
        b"*",
        b"localhost:80",
        b"http://localhost" + draft.target,
        b"http://localhost",
        b"//localhost" + draft.target,
        b"https://a@b:c" + draft.target,
        draft.target.lstrip(b"/"),
        b"/",
        draft.target + b"/",
        draft.target.upper(),
    )
    return replace(draft, target=chance.choice(forms))


def add_headers(chance: random.Random, draft: Draft) -> Draft:
    """Headers that mean something, or nothing, once, twice or often."""
    more = (chance.choice(strangeness.HEADERS),) * chance.choice((1, 1, 2, 300))
    return replace(draft, headers=draft.headers + more if chance.random() < 0.5 else more + draft.headers)


def drop_headers(chance: random.Random, draft: Draft) -> Draft:
    """Without some headers."""
    return replace(draft, headers=tuple(header for header in draft.headers if chance.random() < 0.4))


def change_version(chance: random.Random, draft: Draft) -> Draft:
    """An older or an unknown version of HTTP."""
    return replace(
        draft, version=chance.choice((b"HTTP/1.0", b"HTTP/0.9", b"HTTP/2.0", b"HTTP/9.9", b"http/1.1", b"HTTP/1.12"))
    )


HEAD_MANGLERS: tuple[Mangler, ...] = (
    change_path,
    change_path,
    change_target,
    add_headers,
    drop_headers,
    change_method,
    change_version,
)
