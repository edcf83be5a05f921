"""Where in a request or an answer the values of one shape of the API model stand."""

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from callslip.protocol.model import Model

_EACH = ""

Place = tuple[str, ...]
"""Names of members from the outermost inwards; an empty name is each entry of a list or a map."""


@lru_cache(maxsize=1024)
def places_of_shape(model: "Model", outermost: str | None, wanted: str) -> tuple[Place, ...]:
    """The places of `wanted` within the shape `outermost`; None has none. A shape within itself is not followed."""
    return () if outermost is None else tuple(_walk(model, outermost, wanted, frozenset()))


def values_of_shape(model: "Model", outermost: str | None, wanted: str, members: Any) -> Iterator[Any]:
    """The values of the shape `wanted` that the members have."""
    for place in places_of_shape(model, outermost, wanted):
        yield from _values_at(members, place)


def change_at(value: Any, place: Place, change: Callable[[Any], Any]) -> Any:
    """A copy of the value with what stands at the place changed; absent members stay absent."""
    if value is None:
        return None
    if not place:
        return change(value)
    first, rest = place[0], place[1:]
    if first != _EACH:
        return {**value, first: change_at(value[first], rest, change)} if first in value else value
    if isinstance(value, list | tuple):
        return [change_at(item, rest, change) for item in value]
    return {key: change_at(item, rest, change) for key, item in value.items()}


def _walk(model: "Model", name: str, wanted: str, above: frozenset[str]) -> Iterator[Place]:
    if name == wanted:
        yield ()
        return
    if name in above:
        return
    shape = model.shape(name)
    inner = [(member, each.shape) for member, each in shape.members.items()]
    inner += [(_EACH, each) for each in (shape.member, shape.value) if each is not None]
    for step, each in inner:
        yield from ((step, *place) for place in _walk(model, each, wanted, above | {name}))


def _values_at(value: Any, place: Place) -> Iterator[Any]:
    if value is None:
        return
    if not place:
        yield value
        return
    if place[0] != _EACH:
        yield from _values_at(value.get(place[0]), place[1:])
        return
    for item in value.values() if isinstance(value, dict) else value:
        yield from _values_at(item, place[1:])
