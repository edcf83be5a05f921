"""Masks on attribute keys, and the wildcards that masks and policies share."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callslip.domain.masks import NO_MASKS, Masks
from callslip.domain.wildcards import compile_wildcards

VALUES = {"ssn": "1", "SSN": "2", "card_number": "3", "card": "4", "name": "5"}


@pytest.mark.parametrize(
    ("patterns", "left"),
    [
        ((), VALUES),
        (("ssn",), {"card_number": "3", "card": "4", "name": "5"}),
        (("card_*",), {"ssn": "1", "SSN": "2", "card": "4", "name": "5"}),
        (("card*", "SSN"), {"name": "5"}),
        (("?sn",), {"card_number": "3", "card": "4", "name": "5"}),
        (("*",), {}),
        (("sn",), VALUES),
    ],
)
def test_what_is_visible(patterns, left):
    masks = Masks(read=patterns)

    assert masks.visible(VALUES) == left
    assert {name for name in VALUES if not masks.hides(name)} == set(left)


def test_the_first_key_that_may_not_be_written():
    assert Masks(write=("card_*", "ssn")).first_unwritable(["name", "Card_1", "ssn"]) == "Card_1"
    assert Masks(write=("card_*",)).first_unwritable(["name", "card"]) is None
    assert Masks(read=("*",)).first_unwritable(["name"]) is None
    assert NO_MASKS.first_unwritable(["name"]) is None


@pytest.mark.parametrize(
    "masks", [{"read": ("",)}, {"write": ("a.b",)}, {"read": ("a" * 129,)}, {"read": ("a",) * 101}]
)
def test_patterns_that_cannot_be(masks):
    with pytest.raises(ValueError, match=r"masks\.(read|write) has"):
        Masks(**masks)


@pytest.mark.parametrize(
    ("pattern", "fits", "fits_not"),
    [
        ("*", ["", "a", "a\nb"], []),
        ("a*c", ["ac", "abc", "abcc", "a\nc"], ["a", "abcd", "xac"]),
        ("a?c", ["abc", "a*c"], ["ac", "abbc"]),
        ("*a*b", ["ab", "xaxb", "abab"], ["ba", "aba"]),
        ("a.c", ["a.c"], ["abc"]),
        ("[ab]", ["[ab]"], ["a", "b"]),
        ("a|b", ["a|b"], ["a", "b"]),
    ],
)
def test_wildcards(pattern, fits, fits_not):
    matches = compile_wildcards(["never", pattern])

    assert all(map(matches, fits))
    assert not any(map(matches, fits_not))


def fits_naively(pattern, text):
    """What the two wildcards mean, in their own words."""
    if not pattern:
        return not text
    if pattern[0] == "*":
        return fits_naively(pattern[1:], text) or (bool(text) and fits_naively(pattern, text[1:]))
    return bool(text) and pattern[0] in ("?", text[0]) and fits_naively(pattern[1:], text[1:])


@given(st.text("ab*?", max_size=8), st.text("ab*?", max_size=8))
def test_wildcards_mean_what_they_say(pattern, text):
    assert bool(compile_wildcards([pattern])(text)) is fits_naively(pattern, text)


def test_no_pattern_takes_long():
    """With a group for each star that may give back, this would take longer than the universe has been."""
    matches = compile_wildcards(["*a" * 60 + "b"])
    started_s = time.monotonic()

    assert not matches("a" * 5_000)
    assert time.monotonic() - started_s < 2
