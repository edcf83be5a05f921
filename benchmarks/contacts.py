"""The contacts of a run: the same ids each time, stored through the real operation in large batches."""

import random
import uuid
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from hashlib import blake2b
from pathlib import Path
from string import ascii_letters

from callslip.bootstrap import build
from callslip.domain.caller import Caller
from callslip.gateway import Gateway
from callslip.perform import Call
from callslip.settings import EXAMPLE_INSTANCE_ID as INSTANCE_ID
from callslip.settings import Settings
from callslip.store.sql import migrations

_BATCH = 5_000
CALLER = Caller("bench", "arn:aws:iam::123456789012:user/bench")
_NAMES = ("greetingPlayed", "customerTier", "lastIntent")
SEARCHABLE = _NAMES[1]
VALUE_BYTES = 20
"""Of each value where nothing else is said."""
LIMIT_BYTES = 32_768
"""UTF-8 bytes that the keys and values of a contact can have in all, as Amazon documents."""
_NOISES = 4_096
_TAG = 8
_SERIAL = 7
_NINETY_DAYS = 90 * 24 * 60
"""No contact of a run expires while it is measured: a server would be busy ending them."""


def contact_id(number: int) -> str:
    """The id of the contact of that number; spread over the key's range as random ids are."""
    return str(uuid.UUID(bytes=blake2b(number.to_bytes(8), digest_size=16).digest(), version=4))


def attributes(tag: str, serial: int, value_bytes: int = VALUE_BYTES) -> dict[str, str]:
    """Three attributes; `tag` (8 characters) and `serial` make each value the only one of its kind."""
    mark = f"{tag:_<{_TAG}}{serial:0{_SERIAL}d}"
    more = _noise()[serial % _NOISES :][: value_bytes - VALUE_BYTES]
    return {name: f"{mark}-{name[:4]}{more}" for name in _NAMES}


@cache
def _noise() -> str:
    """Text that no file system can press together."""
    return "".join(random.Random(1).choices(ascii_letters, k=_NOISES + LIMIT_BYTES))  # noqa: S311 - no secret


def tag_of(value: str) -> str:
    """The tag in a value that `attributes` made."""
    return value[:_TAG].rstrip("_")


def spread(count: int, contacts: int, tag: str) -> Iterator[tuple[int, int]]:
    """`count` pairs of a serial number and a contact's number: each contact as often as any other, and twice at least.

    So the pairs may be gone through again and again, and every update still changes each value it names.
    """
    chosen = random.Random(tag).sample(range(contacts), min(contacts, max(1, count // 2)))  # noqa: S311 - no secret
    for serial in range(count - count % len(chosen)):
        yield serial, chosen[serial % len(chosen)]


class InOrder:
    """Ids for new contacts."""

    def __init__(self) -> None:
        self._next = 0

    def new_id(self) -> str:
        """The next one."""
        self._next += 1
        return contact_id(self._next - 1)

    def new_request_id(self) -> str:
        """Not asked for here."""
        raise NotImplementedError

    def new_secret(self) -> str:
        """Not for contacts of a run."""
        raise NotImplementedError

    def new_salts(self, count: int) -> list[str]:
        """As unguessable as the system's, and quicker."""
        return [random.randbytes(16).hex() for _ in range(count)]  # noqa: S311 - no secret


def prepared(folder: Path, count: int) -> Path:
    """A store with `count` contacts, numbered from 0, with three attributes each; made once for each schema."""
    schema = blake2b(repr((migrations(), Path(__file__).read_text())).encode(), digest_size=4).hexdigest()
    store = folder / f"contacts-{count}-{schema}.db"
    if not store.exists():
        unfinished = store.with_suffix(".unfinished")
        for path in folder.glob(f"{unfinished.name}*"):
            path.unlink()
        _prepare(unfinished, count)
        unfinished.rename(store)
    return store


def fill(gateway: Gateway, count: int, values: Callable[[int], Mapping[str, str]]) -> None:
    """Begin `count` contacts through the real operation; `values` gives the attributes of each by its number."""
    operation = gateway.model.operations["CreateContact"]
    served = gateway.operations[operation.function_name]
    members = {
        "InstanceId": INSTANCE_ID,
        "Channel": "TASK",
        "InitiationMethod": "API",
        "ExpiryDurationInMinutes": _NINETY_DAYS,
    }
    for first in range(0, count, _BATCH):
        calls = [
            Call(operation, served, {**members, "Attributes": values(number)}, CALLER, "bench")
            for number in range(first, min(first + _BATCH, count))
        ]
        refused = [answer for answer in gateway.complete(calls) if answer.status != 200]  # noqa: PLR2004 - OK
        if refused:
            raise RuntimeError(f"the contacts could not be made: {refused[0].body!r}")


def _prepare(store: Path, count: int) -> None:
    gateway = build(Settings(store=str(store)), ids=InOrder())
    fill(gateway, count, lambda number: attributes("start", number))
    gateway.backend.close()
