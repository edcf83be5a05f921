"""Searchable attributes: which keys are found by a search, and what of their values the index keeps."""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from callslip.domain.quotas import SEARCHABLE_KEYS_MAX

EVERY = "*"
"""In place of keys: each is searchable. Ours; Amazon has nothing like it."""

VALUE_CHARACTERS_MAX = 100
"""Characters of a value that a search can ask for (Amazon's limit)."""

KEY_CHARACTERS_MAX = 100
"""Characters of a key that a search can ask for (Amazon's limit); the index has no longer ones."""

_KEY = re.compile(rf"[A-Za-z0-9_-]{{1,{KEY_CHARACTERS_MAX}}}")
_INDEXED_CHARACTERS = VALUE_CHARACTERS_MAX + 1


class Searchable(NamedTuple):
    """Keys that the index is kept for; `complete` are those for which contacts from before are in it too."""

    names: frozenset[str] = frozenset()
    complete: frozenset[str] = frozenset()

    @property
    def is_every(self) -> bool:
        """Whether each key is searchable."""
        return EVERY in self.names

    def covers(self, name: str) -> bool:
        """Whether contacts are found by this key."""
        return name in self.names or (EVERY in self.names and len(name) <= KEY_CHARACTERS_MAX)

    def is_complete(self, name: str) -> bool:
        """Whether all contacts are found by this key, whenever they began."""
        return name in self.complete or (EVERY in self.complete and len(name) <= KEY_CHARACTERS_MAX)

    def among(self, values: Mapping[str, str]) -> Iterable[tuple[str, str]]:
        """The keys and values of a set that are searchable."""
        if not self.names:
            return ()
        names = values if self.is_every else self.names & values.keys()
        return ((name, values[name]) for name in names if self.covers(name))


def parse_keys(text: str) -> frozenset[str]:
    """The keys in a list with commas, or `*`. Raises ValueError, which says what is wrong."""
    keys = frozenset(filter(None, (key.strip() for key in text.split(","))))
    if EVERY in keys:
        if len(keys) > 1:
            raise ValueError(f"{EVERY} means every key and stands alone")
        return keys
    for key in sorted(keys):
        if not _KEY.fullmatch(key):
            raise ValueError(
                f"{key[:VALUE_CHARACTERS_MAX]!r} is no key: one has 1 to 100 letters, digits, dashes and underscores"
            )
    if len(keys) > SEARCHABLE_KEYS_MAX:
        raise ValueError(
            f"there are {len(keys)} keys; at most {SEARCHABLE_KEYS_MAX} can be named, or {EVERY} for every key"
        )
    return keys


def indexed(value: str) -> str:
    """What the index keeps of a value: one character more than a search asks for, so that a longer one equals none."""
    return value[:_INDEXED_CHARACTERS]
