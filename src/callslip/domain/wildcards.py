"""Patterns in which `*` is any text and `?` any one character, compiled once for many questions."""

import re
from collections.abc import Callable, Iterable
from fnmatch import translate

Matches = Callable[[str], object]
"""Something true for a text that fits."""


def compile_wildcards(patterns: Iterable[str], *, ignore_case: bool = False) -> Matches:
    """A function that tells whether a whole text fits one of the patterns.

    Time grows with the text, never with what a wildcard could have stood for: `translate` makes atomic groups.
    """
    expressions = [translate(pattern.replace("[", "[[]")) for pattern in patterns]
    return re.compile("|".join(expressions), re.IGNORECASE if ignore_case else 0).match
