"""From a request to members: places, types, and what is said of a wrong one."""

import msgspec
import pytest

from callslip.domain.errors import InvalidParameterException, InvalidRequestException, ServiceError
from callslip.protocol.parse import DEPTH_MAX, parse

BODY = {"InitialContactId": "c", "InstanceId": "i", "Attributes": {"greetingPlayed": "true"}}
SHAPES = {
    "Text": {"type": "string"},
    "Whole": {"type": "integer"},
    "Long": {"type": "long"},
    "Number": {"type": "double"},
    "Truth": {"type": "boolean"},
    "Time": {"type": "timestamp"},
    "Bytes": {"type": "blob"},
    "Texts": {"type": "list", "member": "Text"},
    "Wholes": {"type": "list", "member": "Whole"},
    "TextMap": {"type": "map", "key": "Text", "value": "Text"},
    "TimeMap": {"type": "map", "key": "Text", "value": "Time"},
    "Tree": {"type": "structure", "members": {"Name": {"shape": "Text"}, "Trees": {"shape": "Trees"}}},
    "Trees": {"type": "list", "member": "Tree"},
    "Either": {"type": "structure", "union": True, "members": {"A": {"shape": "Text"}, "B": {"shape": "Whole"}}},
}


@pytest.fixture
def read(make_operation, make_request):
    """Reads one JSON value as the member M of the given shape."""

    def run(shape, value):
        raw = msgspec.json.encode({"M": value})
        return parse(make_operation({"M": {"shape": shape}}, SHAPES), {}, make_request(raw)).get("M")

    return run


@pytest.fixture
def update(model, make_request):
    """Reads a body as UpdateContactAttributes."""

    def run(body):
        return parse(model.operations["UpdateContactAttributes"], {}, make_request(body))

    return run


def message(call, *arguments):
    """The message of the error that a call raises."""
    with pytest.raises(ServiceError) as raised:
        call(*arguments)
    return raised.value.message


def test_the_body_gives_the_members(update):
    assert update(BODY) == BODY


def test_any_content_type_will_do(model, make_request):
    operation = model.operations["UpdateContactAttributes"]
    for kind in ("application/octet-stream", "application/x-amz-json-1.1", "text/html"):
        assert parse(operation, {}, make_request(BODY, headers={"content-type": kind})) == BODY


def test_an_empty_body_is_an_empty_object(update):
    assert update(b"") == update(b"{}") == {}


def test_unknown_members_are_left_out(update):
    assert update({**BODY, "Later": {"a": [None]}}) == BODY


def test_a_null_member_is_absent(update):
    assert update({**BODY, "InstanceId": None}) == {key: BODY[key] for key in BODY if key != "InstanceId"}


def test_the_last_of_two_equal_keys_counts(update):
    assert update(b'{"Attributes":{"a":"1","a":"2"}}') == {"Attributes": {"a": "2"}}


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"{", "The body is not JSON: it ends too early, after 1 bytes."),
        (b" ", "The body is not JSON: it ends too early, after 1 bytes."),
        (b'{"InstanceId":"secret"', "The body is not JSON: it ends too early, after 22 bytes."),
        (b'{"InstanceId":"secret"}}', "The body goes on after its JSON value, at byte 23."),
        (b"{} x", "The body goes on after its JSON value, at byte 3."),
        (b'{"Attributes":{"n":}}', "The body is not JSON at byte 19."),
        (b'\xef\xbb\xbf{"a":"b"}', "The body is not JSON at byte 0."),
        (b'{"a":NaN}', "The body is not JSON at byte 5."),
        (b'{"a":-Infinity}', "The body is not JSON at byte 6."),
        (b'{"a":1e999}', "The body has a number that is out of range."),
        (b'{"a":' + b"9" * 5000 + b"}", "The body has a number that is out of range."),
        (b'{"a":"caf\xe9"}', "The body is not UTF-8 at byte 9."),
        (b'{"a":"\xed\xa0\x80"}', "The body is not UTF-8 at byte 6."),
        (b"[]", "The body: a JSON object was expected, not a list."),
        (b"null", "The body: a JSON object was expected, not null."),
        (b'"secret"', "The body: a JSON object was expected, not a string."),
    ],
)
def test_a_malformed_body_is_an_invalid_request_that_says_where(update, body, said):
    with pytest.raises(InvalidRequestException) as raised:
        update(body)

    assert raised.value.message == said


@pytest.mark.parametrize("escape", [rb"\ud800", rb"\udc00", rb"\ud800\u0041", rb"\uD83D "])
def test_half_a_character_is_refused(update, escape):
    with pytest.raises(InvalidRequestException, match="one half of a character"):
        update(b'{"Attributes":{"a":"' + escape + b'"}}')


def test_both_halves_of_a_character_are_one(update):
    assert update(rb'{"Attributes":{"a":"\ud83d\ude00"}}') == {"Attributes": {"a": "\U0001f600"}}


@pytest.mark.parametrize("opening", [b'{"a":', b"["])
def test_nesting_is_limited_without_a_crash(update, opening):
    closing = b"}" if opening.startswith(b"{") else b"]"

    def nested(depth):
        return b'{"Later":' + opening * (depth - 1) + b"1" + closing * (depth - 1) + b"}"

    assert update(nested(DEPTH_MAX)) == {}
    for depth in (DEPTH_MAX + 1, 100_000):
        with pytest.raises(InvalidRequestException, match="deeper than 64"):
            update(nested(depth))


def test_brackets_inside_strings_are_no_nesting(update):
    assert update({"InstanceId": "[{" * 1000}) == {"InstanceId": "[{" * 1000}


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (None, "null"),
        (True, "a boolean"),
        (7, "a number"),
        (7.5, "a number"),
        (["secret"], "a list"),
        ({"secret": "x"}, "an object"),
    ],
)
def test_an_attribute_that_is_no_string_is_named_with_both_types(update, value, kind):
    with pytest.raises(InvalidParameterException) as raised:
        update({**BODY, "Attributes": {"first": "x", "greetingPlayed": value}})

    assert raised.value.message == f"Attributes.greetingPlayed: a string was expected, not {kind}."


def test_a_long_key_is_cut_and_control_characters_are_escaped(update):
    assert message(update, {"Attributes": {"k" * 101: 1}}).startswith(f"Attributes.{'k' * 100}…: ")
    assert message(update, {"Attributes": {"k" * 100: 1}}).startswith(f"Attributes.{'k' * 100}: ")
    assert message(update, {"Attributes": {"a\r\n\x1b\u202eb": 1}}).startswith(r"Attributes.a\r\n\x1b\u202eb: ")


@pytest.mark.parametrize("value", [7, True, [], {}])
def test_an_id_of_another_type_is_an_invalid_request(update, value):
    with pytest.raises(InvalidRequestException, match=r"^InstanceId: a string was expected"):
        update({**BODY, "InstanceId": value})


@pytest.mark.parametrize(
    ("shape", "value", "parsed"),
    [
        ("Text", "", ""),
        ("Whole", 5, 5),
        ("Whole", 5.0, 5),
        ("Whole", -(2**31), -(2**31)),
        ("Long", 2**63 - 1, 2**63 - 1),
        ("Number", 1, 1.0),
        ("Number", 1.5, 1.5),
        ("Truth", False, False),
        ("Bytes", "AAH/", b"\x00\x01\xff"),
        ("Bytes", "", b""),
        ("Time", 0, 0),
        ("Time", 1_700_000_000, 1_700_000_000_000),
        ("Time", 1_700_000_000.1234, 1_700_000_000_123),
        ("Time", -1, -1000),
        ("Time", "1700000000.5", 1_700_000_000_500),
        ("Time", "2026-11-22T04:47:13Z", 1_795_322_833_000),
        ("Time", "2026-11-22T04:47:13.250+01:00", 1_795_319_233_250),
        ("Time", "2026-11-22T04:47:13", 1_795_322_833_000),
        ("Time", "1970-01-02", 86_400_000),
        ("Texts", [], []),
        ("Texts", ["a", "b"], ["a", "b"]),
        ("TextMap", {"a": "", "": "b"}, {"a": "", "": "b"}),
        ("TimeMap", {"a": 1.5}, {"a": 1500}),
        ("Either", {"B": 1}, {"B": 1}),
        ("Either", {"A": None, "B": 1}, {"B": 1}),
        ("Tree", {"Name": "a", "Trees": [{"Trees": [{"Name": "b"}]}]}, None),
    ],
)
def test_json_values_become_the_models_types(read, shape, value, parsed):
    result = read(shape, value)

    assert result == (value if parsed is None else parsed)
    assert type(result) is type(value if parsed is None else parsed)


@pytest.mark.parametrize(
    ("shape", "value", "said"),
    [
        ("Whole", True, "M: a whole number was expected, not a boolean."),
        ("Whole", 5.5, "M: a whole number was expected."),
        ("Whole", "5", "M: a whole number was expected, not a string."),
        ("Whole", 2**31, "M: the number is out of range: a signed integer of 32 bits was expected."),
        ("Long", 2**63, "M: the number is out of range: a signed integer of 64 bits was expected."),
        ("Long", 1e300, "M: the number is out of range: a signed integer of 64 bits was expected."),
        ("Number", False, "M: a number was expected, not a boolean."),
        ("Number", "1.5", "M: a number was expected, not a string."),
        ("Truth", 1, "M: a boolean was expected, not a number."),
        ("Truth", "true", "M: a boolean was expected, not a string."),
        ("Bytes", "not base64!", "M: the string is not base64."),
        ("Bytes", "AAH", "M: the string is not base64."),
        ("Bytes", "é", "M: the string is not base64."),
        ("Bytes", 1, "M: a string of base64 was expected, not a number."),
        ("Time", True, "M: a time, as seconds since 1970 or as ISO 8601 text, was expected, not a boolean."),
        ("Time", "yesterday", "M: a time was expected, as seconds since 1970 or as ISO 8601 text."),
        ("Time", "2026-13-01", "M: the text begins like ISO 8601 but names no time."),
        ("Time", 1e12, "M: the time is out of range: years 1 to 9999, in seconds since 1970, were expected."),
        ("Texts", "a", "M: a list was expected, not a string."),
        ("Texts", ["a", "b", 3], "M[2]: a string was expected, not a number."),
        ("Texts", ["a", None], "M[1]: a string was expected, not null."),
        ("TextMap", ["a"], "M: an object was expected, not a list."),
        ("TextMap", {"": 1}, 'M."": a string was expected, not a number.'),
        ("TimeMap", [], "M: an object was expected, not a list."),
        ("TimeMap", {"a": 1, "b": "x"}, "M.b: a time was expected, as seconds since 1970 or as ISO 8601 text."),
        ("Tree", "a", "M: an object was expected, not a string."),
        ("Tree", {"Trees": [{}, {"Trees": [{"Name": 1}]}]}, None),
        ("Trees", [None], "M[0]: an object was expected, not null."),
        ("Either", {}, "M: exactly one of A, B was expected, not 0."),
        ("Either", {"A": "a", "B": 1}, "M: exactly one of A, B was expected, not 2."),
        ("Either", {"C": 1}, "M: exactly one of A, B was expected, not 0."),
    ],
)
def test_a_wrong_type_is_said_with_its_place_and_without_its_value(read, shape, value, said):
    said = said or "M.Trees[1].Trees[0].Name: a string was expected, not a number."

    assert message(read, shape, value) == said


@pytest.mark.parametrize("digits", [310, 400, 800])
def test_an_integer_too_large_for_a_float_is_refused(make_operation, make_request, digits):
    operation = make_operation({"M": {"shape": "Number"}}, SHAPES)
    request = make_request(b'{"M":' + b"9" * digits + b"}")

    assert message(parse, operation, {}, request) == "M: the number is out of range."


@pytest.fixture
def from_outside(make_operation, make_request):
    """Reads labels, query and headers; members are L, N, T, W, X in the query, H and K in headers."""
    members = {
        "L": {"shape": "Text", "location": "uri", "locationName": "L"},
        "N": {"shape": "Whole", "location": "querystring", "locationName": "n"},
        "T": {"shape": "Time", "location": "querystring", "locationName": "t"},
        "W": {"shape": "Texts", "location": "querystring", "locationName": "w"},
        "X": {"shape": "Truth", "location": "querystring", "locationName": "x y"},
        "S": {"shape": "Text", "location": "querystring", "locationName": "s"},
        "F": {"shape": "Number", "location": "querystring", "locationName": "f"},
        "H": {"shape": "Text", "location": "header", "locationName": "X-Amz-H"},
        "K": {"shape": "Time", "location": "header", "locationName": "x-amz-k"},
        "B": {"shape": "Text", "locationName": "bee"},
    }
    operation = make_operation(members, SHAPES)

    def run(query="", headers=None, body=b""):
        return parse(operation, {"L": "l"}, make_request(body, query=query, headers=headers))

    return run


@pytest.mark.parametrize(
    ("query", "members"),
    [
        ("", {}),
        ("n=5&unknown=%zz&n2", {"N": 5}),
        ("n=1&n=2", {"N": 2}),
        ("w=a&w=b%26&w=", {"W": ["a", "b&", ""]}),
        ("w=a", {"W": ["a"]}),
        ("x+y=TRUE", {"X": True}),
        ("x%20y=false", {"X": False}),
        ("s=a+b%2B%E6%97%A5", {"S": "a b+日"}),
        ("s", {"S": ""}),
        ("s=a=b", {"S": "a=b"}),
        ("f=1.5e3", {"F": 1500.0}),
        ("t=1700000000", {"T": 1_700_000_000_000}),
        ("t=2026-11-22T04%3A47%3A13Z", {"T": 1_795_322_833_000}),
        ("t=2026-11-22T04%3A47%3A13%2B00:00", {"T": 1_795_322_833_000}),
        ("B=no&bee=no&L=no", {}),
    ],
)
def test_query_parameters_are_decoded_and_converted(from_outside, query, members):
    assert from_outside(query) == {"L": "l", **members}


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("n=five", "N: a whole number was expected."),
        ("n=", "N: a whole number was expected."),
        ("n=1.5", "N: a whole number was expected."),
        ("n=%D9%A1", "N: a whole number was expected."),
        ("n=9999999999", "N: the number is out of range: a signed integer of 32 bits was expected."),
        ("x+y=yes", "X: true or false was expected."),
        ("f=nan", "F: a finite number was expected."),
        ("f=x", "F: a number was expected."),
        ("t=now", "T: a time was expected, as seconds since 1970 or as ISO 8601 text."),
        ("s=%FF", "S: the query is not UTF-8 once its percent signs are decoded."),
    ],
)
def test_a_wrong_query_parameter_is_said_under_the_members_name(from_outside, query, said):
    assert message(from_outside, query) == said


def test_headers_and_body_give_members_under_the_models_names(from_outside):
    headers = {"x-amz-h": " text ", "x-amz-k": "Sun, 22 Nov 2026 04:47:13 GMT", "other": "x"}

    assert from_outside("", headers, {"bee": "b", "B": "no"}) == {
        "L": "l",
        "H": "text",
        "K": 1_795_322_833_000,
        "B": "b",
    }


def test_header_times_may_be_iso_and_empty_headers_are_absent(from_outside):
    assert from_outside("", {"x-amz-k": "2026-11-22T04:47:13Z", "x-amz-h": ""}) == {"L": "l", "K": 1_795_322_833_000}
    assert message(from_outside, "", {"x-amz-k": "Sun, never"}).startswith("K: a time was expected")
