"""Tests on attributes of any key, for our own searches: values, a beginning, there or not, and the opposite."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from callslip.domain.attributes import shown
from callslip.domain.errors import InvalidParameterException

_WAYS = ("Values", "Prefix", "Exists")


@dataclass(frozen=True, slots=True)
class AttributeTest:
    """One key; with none of the others given, whether it is there."""

    key: str
    values: tuple[str, ...] | None = None
    prefix: str | None = None
    exists: bool = True
    negated: bool = False

    @property
    def is_plain(self) -> bool:
        """Whether it asks for values, which an index can answer."""
        return self.values is not None and not self.negated

    def test(self, attributes: Mapping[str, str]) -> bool:
        """Whether attributes pass."""
        return self._holds(attributes.get(self.key)) is not self.negated

    def _holds(self, value: str | None) -> bool:
        if self.values is not None:
            return value in self.values
        if self.prefix is not None:
            return value is not None and value.startswith(self.prefix)
        return (value is not None) is self.exists


def attribute_test(members: Mapping[str, Any]) -> AttributeTest:
    """A test from a request's members. Raises InvalidParameterException when it says several things at once."""
    given = [name for name in _WAYS if name in members]
    if len(given) > 1:
        raise InvalidParameterException(
            f"AttributeTests: the test of {shown(members['Key'])} has {' and '.join(given)}. Give one of "
            f"{', '.join(_WAYS)}; several tests of one key stand beside each other."
        )
    values = members.get("Values")
    return AttributeTest(
        members["Key"],
        None if values is None else tuple(values),
        members.get("Prefix"),
        members.get("Exists", True),
        members.get("Not", False),
    )
