import json
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callslip.shell import shorthand
from callslip.shell.shorthand import ShorthandError, parse_shorthand

RECORDED = json.loads((Path(__file__).parents[1] / "wire" / "shorthand.json").read_text(encoding="utf-8"))
LENGTH = 2_000
KEYS = st.text("abcXYZ019-_.#/:", min_size=1, max_size=8)
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\\"), max_size=12)
VALUES = st.recursive(
    TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=8,
)


def spell(value):
    """A value in the short form, quoted wherever that is possible."""
    if isinstance(value, dict):
        return "{" + ",".join(f"{key}={spell(part)}" for key, part in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(spell, value)) + "]"
    return '"' + value.replace('"', '\\"') + '"'


def squeezed(text):
    return " ".join(text.split())


@pytest.mark.parametrize("case", RECORDED, ids=lambda case: case["expression"][:30])
def test_recorded_expression(case):
    if case["value"] is not None:
        assert parse_shorthand(case["expression"]) == case["value"]
        return
    with pytest.raises(ShorthandError) as fault:
        parse_shorthand(case["expression"])
    assert squeezed(str(fault.value)) in squeezed(case["stderr"])


@given(st.dictionaries(KEYS, VALUES, min_size=1, max_size=4))
def test_what_is_spelled_is_read(value):
    assert parse_shorthand(",".join(f"{key}={spell(part)}" for key, part in value.items())) == value


@given(st.text("ab=,[]{}\"'\\@ \n", max_size=40))
def test_any_text_is_read_or_refused(text):
    try:
        found = parse_shorthand(text)
    except ShorthandError as fault:
        found = str(fault).partition(" for input:\n")[1]

    assert found not in ("", {})


@pytest.mark.parametrize(
    "part",
    [
        "\\",
        "\\\\,",
        '\\"',
        "a,",
        "a=b,",
        "=",
        ",",
        "[",
        "{",
        "{a=",
        "a={b=",
        "[[],",
        '"',
        '","',
        "'",
        " ",
        "@",
        "a,'b=',",
    ],
)
@pytest.mark.parametrize("start", ["", "a=", 'a="', "a='", "a=[", "a={", "a=b,"])
def test_hostile_text_is_read_in_bounded_steps(start, part):
    steps = 0

    def count(frame, event, _):
        nonlocal steps
        if frame.f_code.co_filename == shorthand.__file__:
            steps += event == "line"
            return count
        return None

    text = (start + part * LENGTH)[:LENGTH]
    before = sys.gettrace()
    sys.settrace(count)
    try:
        parse_shorthand(text)
    except ShorthandError:
        pass
    finally:
        sys.settrace(before)

    assert 0 < steps <= 60 * LENGTH


def test_values_after_at_are_loaded_wherever_they_stand():
    assert parse_shorthand("a@=x,y,b=z,c@={d=e},f={g@=[h]}", str.upper) == {
        "a": ["X", "Y"],
        "b": "z",
        "c": {"d": "E"},
        "f": {"g": ["H"]},
    }


def test_deep_nesting_is_refused_and_not_a_crash():
    assert parse_shorthand("a=" + "[" * 100 + "]" * 100)
    with pytest.raises(ShorthandError, match="Nested more than 100 deep"):
        parse_shorthand("a=" + "[" * 101)


def test_a_caret_shows_the_place_in_its_line():
    with pytest.raises(ShorthandError, match=r"\n foo=a,\nbar==b\n    \^\nc=d$"):
        parse_shorthand("foo=a,\nbar==b\nc=d")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('a="x\\\\y"', "x\\y"),
        ('a="x\\ny"', "x\\ny"),
        ('a="x\\"', "x\\"),
        ("a='\\''", "'"),
        ("a=\\,", ","),
        ("a=😀", "😀"),
    ],
)
def test_a_backslash_and_what_follows_it(text, value):
    assert parse_shorthand(text) == {"a": value}


PIECES = st.lists(
    st.sampled_from([*"ab1=,[]{}\"'\\@ \n\t-_.#/:é日", "a=", "=[", "={", "\\,", '\\"', "\\'", "k@=v"]), max_size=14
)
BEGINNINGS = st.sampled_from(["", "a=", "a=b,", "a=[", "a={b=", 'a="', "a@="])


@pytest.mark.slow
@settings(max_examples=1_000, deadline=None)
@given(BEGINNINGS, PIECES.filter(lambda pieces: pieces.count("\\") <= 8))
def test_the_real_parser_says_the_same_of_any_text(beginning, pieces):
    """Of the value, and of the place and words of a fault. It hangs on many backslashes, so there are few."""
    from awscli.shorthand import DuplicateKeyInObjectError, ShorthandParseError, ShorthandParser

    def outcome(parse, *faults):
        try:
            return parse(beginning + "".join(pieces))
        except faults as fault:
            return squeezed(str(fault))

    own = outcome(parse_shorthand, ShorthandError)
    assert own == outcome(ShorthandParser().parse, ShorthandParseError, DuplicateKeyInObjectError)
