import pytest

from callslip.flows.references import fill, follow, parts_of, paths_in, shown, text_of, whole_path
from callslip.flows.scope import Scope, look_up

SCOPE = Scope(
    attributes={"name": "Ada", "first name": "Ada B", "a-b": "dash", "price": "$.Attributes.name"},
    contact={
        "Channel": "CHAT",
        "AwsRegion": "eu-west-1",
        "SegmentAttributes": {"connect:Subtype": {"ValueString": "connect:Chat"}},
    },
)
DATA = {"External": {"n": 1.0, "yes": True, "none": None, "list": [{"x": "one"}, "two"], "deep": {"er": "v"}}}


def put_in(value):
    """The value with references to SCOPE and DATA filled in."""
    return fill(value, lambda path: look_up(SCOPE, DATA, path))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("$.Attributes.name", "Ada"),
        ("Hello $.Attributes.name.", "Hello Ada."),
        ("$.Attributes.name, you", "Ada, you"),
        ("'$.Attributes.name'", "'Ada'"),
        ("<b>$.Attributes.name</b>", "<b>Ada</b>"),
        ("arn:aws:x:$.AwsRegion:1", "arn:aws:x:eu-west-1:1"),
        ("$.Attributes.name$.Channel", "AdaCHAT"),
        ("$.Attributes.a-b", "dash"),
        ("$['Attributes']['first name']/1.wav", "Ada B/1.wav"),
        ("$.Attributes.['first name']", "Ada B"),
        ('$.Attributes["first name"]', "Ada B"),
        ("$.External.list.0.x", "one"),
        ("$.External.list[1]", "two"),
        ("`$.External.list[0].x`", "one"),
        ("say `$.External.list[1]`!", "say two!"),
        ("$.External.deep.er", "v"),
        ("$.SegmentAttributes['connect:Subtype']", "connect:Chat"),
        ("$ 109.99 and $LATEST", "$ 109.99 and $LATEST"),
        ("$Lex. Session", "$Lex. Session"),
        ("$.", "$."),
        ("$.Attributes.price", "$.Attributes.name"),
        ("it is $.Attributes.price", "it is $.Attributes.name"),
        ("[$.Attributes.nobody]", "[]"),
        ("n=$.External.n yes=$.External.yes none=$.External.none", "n=1.0 yes=true none="),
        ("all: $.External.deep", 'all: {"er":"v"}'),
        ("plain", "plain"),
    ],
)
def test_references_become_text(text, expected):
    assert put_in(text) == expected


def test_a_whole_reference_keeps_its_type():
    assert put_in("$.External.list") == [{"x": "one"}, "two"]
    assert put_in("$.External.n") == 1.0
    assert put_in("$.External.absent") is None


def test_keys_are_filled_in_and_a_key_that_leads_to_nothing_is_left_out():
    given = {"$.Attributes.name": "$.Channel", "x_$.Attributes.name": ["$.Channel"], "$.Attributes.nobody": "lost"}

    assert put_in(given) == {"Ada": "CHAT", "x_Ada": ["CHAT"]}


def test_names_differ_by_case_and_a_letter_outside_ascii_ends_a_path():
    assert put_in("$.Attributes.Name") is None
    assert put_in("$.Attributes.nameさん") == "Adaさん"


@pytest.mark.parametrize(
    ("path", "expected"),
    [(("a", "0"), 1), (("a", "9"), None), (("a", "-1"), None), (("a", "x"), None), (("b",), None), ((), {"a": [1]})],
)
def test_following_a_path(path, expected):
    assert follow({"a": [1]}, path) == expected


def test_what_a_text_refers_to():
    assert whole_path("$.Attributes['x y']") == ("Attributes", "x y")
    assert whole_path("$.Attributes.x y") is None
    assert parts_of("a$.Channel") == ("a", ("Channel",))
    assert set(paths_in({"$.a": ["$.b.c", {"d": "$.e"}]})) == {("a",), ("b", "c"), ("e",)}
    assert shown(("Attributes", "first name")) == "$.Attributes['first name']"


def test_values_as_text():
    assert [text_of(value) for value in (None, "x", 1, 1.5, False, [1])] == ["", "x", "1", "1.5", "false", "[1]"]
