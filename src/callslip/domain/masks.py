"""Attribute keys that a caller may not see, or may not write: the one place that decides it."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

import msgspec

from callslip.domain.wildcards import Matches, compile_wildcards

PATTERNS_MAX = 100
PATTERN_CHARACTERS_MAX = 128

_PATTERN = re.compile(rf"[A-Za-z0-9_*?-]{{1,{PATTERN_CHARACTERS_MAX}}}")


class Masks(msgspec.Struct, frozen=True):
    """Patterns of keys (`ssn`, `card_*`) that are hidden from a caller, and that it may not write.

    Keys fit without regard to case: whoever hides `ssn` would not show `SSN` (our decision). Raises ValueError for a
    pattern that no key could fit.
    """

    read: tuple[str, ...] = ()
    write: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse what cannot be."""
        for name, patterns in (("read", self.read), ("write", self.write)):
            if len(patterns) > PATTERNS_MAX:
                raise ValueError(f"masks.{name} has {len(patterns)} patterns; {PATTERNS_MAX} at most are allowed.")
            for pattern in patterns:
                if not _PATTERN.fullmatch(pattern):
                    raise ValueError(
                        f"masks.{name} has the pattern {pattern[:PATTERN_CHARACTERS_MAX]!a}; one has 1 to "
                        f"{PATTERN_CHARACTERS_MAX} letters, digits, dashes and underscores, with * and ? as wildcards."
                    )

    def hides(self, name: str) -> bool:
        """Whether the value of this key, and that the key is there, must not be shown."""
        return bool(self.read and _matcher(self.read)(name))

    def visible(self, values: Mapping[str, str]) -> Mapping[str, str]:
        """The attributes without those hidden."""
        if not self.read:
            return values
        hidden = _matcher(self.read)
        return {name: value for name, value in values.items() if not hidden(name)}

    def first_unwritable(self, names: Iterable[str]) -> str | None:
        """The first of these keys that may not be written, or None."""
        if not self.write:
            return None
        barred = _matcher(self.write)
        return next((name for name in names if barred(name)), None)


NO_MASKS = Masks()


@lru_cache(maxsize=1024)
def _matcher(patterns: tuple[str, ...]) -> Matches:
    return compile_wildcards(patterns, ignore_case=True)
