"""A resource of an instance: a document with an id, a name that is unique among its kind, and tags."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import msgspec

from callslip.domain.errors import (
    InvalidParameterException,
    InvalidRequestException,
    LimitExceededException,
    NotImplementedException,
)
from callslip.domain.quotas import RESOURCE_TAGS_MAX

NAME_MAX = 256

EACH = "*"
"""In the path of a reference: every item of a list."""


class Reference(msgspec.Struct, frozen=True):
    """A place in a document that names another resource by its id; `kind` is that one's."""

    kind: str
    path: tuple[str, ...]


class Kind(msgspec.Struct, frozen=True):
    """A kind of resource, in Amazon's names.

    `name` is the ARN's word for it; `request_member` names one in a request; `id_member`, `arn_member` and
    `name_member` are those of its description. `kept` are the members of requests that the document keeps, `hidden`
    those members that the description lacks, `search_fields` where a search finds a field, `quota` how many
    an instance may have (Amazon's default).
    """

    name: str
    words: str
    request_member: str
    id_member: str = "Id"
    arn_member: str = "Arn"
    name_member: str = "Name"
    kept: tuple[str, ...] = ()
    hidden: frozenset[str] = frozenset()
    references: tuple[Reference, ...] = ()
    search_fields: Mapping[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    quota: int | None = None


class Resource(msgspec.Struct, frozen=True):
    """One resource; `updated_ms` is in milliseconds since 1970.

    `owner_id` is the id of the resource that this one belongs to (a version to its flow), empty for most.
    """

    kind: Kind
    instance_id: str
    resource_id: str
    name: str
    document: Mapping[str, Any]
    updated_ms: int
    tags: Mapping[str, str] = msgspec.field(default_factory=dict)
    owner_id: str = ""


def kept(kind: Kind, members: Mapping[str, Any]) -> dict[str, Any]:
    """The members of a request that the document keeps."""
    return {name: members[name] for name in kind.kept if name in members}


def with_references(kind: Kind, document: Mapping[str, Any], change: Callable[[str, str], str]) -> dict[str, Any]:
    """The document with every reference replaced by `change(kind, reference)`."""
    changed: Any = dict(document)
    for reference in kind.references:
        changed = _replaced(changed, reference.path, reference.kind, change)
    whole: dict[str, Any] = changed
    return whole


def references_of(kind: Kind, document: Mapping[str, Any]) -> frozenset[tuple[str, str]]:
    """Which resources the document names: kind and id."""
    return frozenset(
        (reference.kind, found) for reference in kind.references for found in values_at(document, reference.path)
    )


def values_at(value: Any, path: tuple[str, ...]) -> Iterator[Any]:
    """What stands at a path in a document, once for each item of the lists on the way; nothing where it is absent."""
    if not path:
        yield value
    elif path[0] == EACH:
        for item in value:
            yield from values_at(item, path[1:])
    elif path[0] in value:
        yield from values_at(value[path[0]], path[1:])


def check_name(kind: Kind, name: str) -> None:
    """A name has 256 characters at most, where the model sets no limit of its own (our decision), and no NUL.

    Raises InvalidParameterException.
    """
    if len(name) > NAME_MAX:
        raise InvalidParameterException(
            f"{kind.name_member}: the name has {len(name)} characters; at most {NAME_MAX} are allowed."
        )
    if "\0" in name:
        raise InvalidParameterException(f"{kind.name_member}: the name has the character NUL, which is not allowed.")


def check_quota(kind: Kind, count: int) -> None:
    """Whether one more fits beside `count` others. Raises LimitExceededException."""
    if kind.quota is not None and count >= kind.quota:
        raise LimitExceededException(f"An instance can have at most {kind.quota} resources of the kind {kind.words}.")


def check_any_given(members: Mapping[str, Any], *names: str) -> None:
    """An update says what is to be updated. Raises InvalidRequestException."""
    if not any(name in members for name in names):
        raise InvalidRequestException(f"Give at least one of {', '.join(names)}.")


def with_tags(current: Mapping[str, str], given: Mapping[str, str]) -> dict[str, str]:
    """The tags given over those that are there. Raises InvalidParameterException for more than 50."""
    merged = {**current, **given}
    if len(merged) > RESOURCE_TAGS_MAX:
        raise InvalidParameterException(
            f"tags: the resource would have {len(merged)} tags; {RESOURCE_TAGS_MAX} are allowed, "
            "those set earlier included."
        )
    return merged


def refuse_unserved(members: Mapping[str, Any], *names: str) -> None:
    """Members that would have no effect are refused, not ignored. Raises NotImplementedException."""
    for name in names:
        if name in members:
            raise NotImplementedException(f"{name}: Callslip does not serve this member. Leave it out.")


def _replaced(value: Any, path: tuple[str, ...], kind: str, change: Callable[[str, str], str]) -> Any:
    if not path:
        return change(kind, value)
    if path[0] == EACH:
        return [_replaced(item, path[1:], kind, change) for item in value]
    if path[0] not in value:
        return value
    return {**value, path[0]: _replaced(value[path[0]], path[1:], kind, change)}
