"""Contact attributes: which names and sizes are allowed, and how an update merges."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

import msgspec

from callslip.domain.errors import InvalidParameterException, InvalidRequestException, ResourceNotFoundException
from callslip.domain.rules import Rules

BYTES_MAX = 32_768
"""UTF-8 bytes of all keys and values of one contact chain (Amazon's limit)."""

FLOW = "flow"
"""`Origin.through` of what a flow changes."""

_NAME_SHOWN = 100
_NAMES = re.compile(r"[A-Za-z0-9_-]*")
_NAME_CHARACTER = re.compile(r"[A-Za-z0-9_-]")


class AttributeSet(msgspec.Struct, frozen=True):
    """The attributes that one chain of contacts shares, as found through one of its contacts.

    `initiated_ms` is when the chain began, `contact_initiated_ms` when the contact asked for began; both, and
    `updated_ms`, in milliseconds since 1970. `change_count` is the number of changes in the history, `last_change_id`
    the latest, `last_digest` the digest of its row. `contact_count` is the number of contacts in the chain.
    """

    initial_contact_id: str
    initiated_ms: int
    contact_initiated_ms: int
    updated_ms: int
    byte_count: int
    change_count: int
    last_change_id: int | None
    last_digest: str | None
    contact_count: int
    values: Mapping[str, str]


class Origin(msgspec.Struct, frozen=True):
    """Who changes attributes, when (milliseconds since 1970), and through what (`api`, later `flow`, `console`).

    `new_salts` gives as many unguessable texts as are asked for: one for each change.
    """

    caller_arn: str
    at_ms: int
    through: str
    new_salts: Callable[[int], Sequence[str]]


class Change(msgspec.Struct, frozen=True):
    """One key's change; `old` is None for a new key."""

    name: str
    old: str | None
    new: str


def merge(
    current: AttributeSet, given: Mapping[str, str], now_ms: int, *, spaces: bool = False
) -> tuple[AttributeSet, list[Change]]:
    """Put `given` over `current`: the set afterwards, and the changes in the order given.

    All or nothing. Raises InvalidParameterException for a key outside the alphabet or a result over 32,768 bytes.
    An empty value stays as an empty value. Equal values are no change. With `spaces` keys may have spaces, as
    those that a flow sets may.
    """
    check_names(given, spaces=spaces)
    old = current.values
    changes = [Change(name, old.get(name), new) for name, new in given.items() if old.get(name) != new]
    values = {**old, **given}
    byte_count = size_of(values)
    if byte_count > BYTES_MAX:
        raise InvalidParameterException(_too_large(byte_count, changes))
    after = AttributeSet(
        initial_contact_id=current.initial_contact_id,
        initiated_ms=current.initiated_ms,
        contact_initiated_ms=current.contact_initiated_ms,
        updated_ms=now_ms,
        byte_count=byte_count,
        change_count=current.change_count + len(changes),
        last_change_id=current.last_change_id,
        contact_count=current.contact_count,
        values=values,
        last_digest=current.last_digest,
    )
    return after, changes


def check_names(given: Mapping[str, str], *, spaces: bool = False) -> None:
    """Keys are ASCII letters, digits, dash and underscore (Amazon's words; ASCII is our reading).

    With `spaces` a space is taken as well.
    """
    names: Iterable[str] = [name.replace(" ", "") for name in given] if spaces else given
    if _NAMES.fullmatch("".join(names)):
        return
    bad = next(name for name in names if not _NAMES.fullmatch(name))
    character = next(c for c in bad if not _NAME_CHARACTER.match(c))
    raise InvalidParameterException(
        f"Attributes: the key {shown(bad)} has the character {character!a}. "
        "A key can have only the letters A-Z and a-z, the digits 0-9, dash and underscore."
    )


def check_updatable(initiated_ms: int, rules: Rules) -> None:
    """Refuse chains that began before the API's release, queued callbacks of such contacts included."""
    if initiated_ms < rules.attributes_epoch_ms:
        raise InvalidRequestException(
            "The contact began before contact attributes could be updated through the API (12 September 2018, "
            "or this server's attributes_epoch). Only contacts that began later can be updated; "
            "a queued callback counts from its first contact."
        )


def check_found(found: AttributeSet, contact_id: str, rules: Rules, *, kept: bool) -> None:
    """A contact past its retention is gone; in strict mode only the first contact's id finds the attributes.

    Retention counts from the initiation of the contact that is asked for; `kept` says it is not over.
    """
    if not kept:
        raise ResourceNotFoundException(
            f"The contact {shown(contact_id)} is older than this server keeps contacts and their attributes."
        )
    if rules.strict_initial_contact_id and found.initial_contact_id != contact_id:
        raise ResourceNotFoundException(
            f"The contact {shown(contact_id)} is not the first of its chain, and this server runs with "
            "strict_initial_contact_id. Give the id of the first contact."
        )


def size_of(values: Mapping[str, str]) -> int:
    """UTF-8 bytes of all keys and values together; no JSON punctuation counts."""
    text = "".join(values) + "".join(values.values())
    return len(text) if text.isascii() else len(text.encode())


def shown(name: str) -> str:
    """A caller's own name or id in an error message: quoted, in ASCII escapes, cut at 100 characters."""
    return ascii(name) if len(name) <= _NAME_SHOWN else f"{name[:_NAME_SHOWN]!a}… ({len(name):,} characters)"


def _bytes(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode())


def _too_large(byte_count: int, changes: list[Change]) -> str:
    largest = max(changes, key=lambda change: _bytes(change.name) + _bytes(change.new))
    size = _bytes(largest.name) + _bytes(largest.new)
    return (
        f"Attributes: the contact would have {byte_count:,} bytes of attributes; at most {BYTES_MAX:,} UTF-8 bytes "
        f"of keys and values together are allowed, those set earlier included. The largest in this request is "
        f"{shown(largest.name)} with {size:,} bytes. Nothing was changed."
    )
