"""Members against the model's rules."""

import time
import warnings

import pytest

from callslip.domain.errors import InvalidParameterException, InvalidRequestException, ServiceError
from callslip.protocol.validate import PATTERN_TIMEOUT_S, compile_pattern, validate

SHAPES = {
    "Any": {"type": "string"},
    "Name": {"type": "string", "min": 2, "max": 4},
    "Short": {"type": "string", "max": 3},
    "Full": {"type": "string", "min": 1},
    "Count": {"type": "integer", "min": 1, "max": 5},
    "AtLeast": {"type": "double", "min": 0},
    "Bytes": {"type": "blob", "min": 1, "max": 2},
    "Time": {"type": "timestamp"},
    "Colour": {"type": "string", "enum": ["RED", "GREEN"]},
    "Many": {"type": "string", "enum": [f"V{number}" for number in range(25)]},
    "Phone": {"type": "string", "pattern": r"\+[1-9]\d{1,14}$"},
    "Slow": {"type": "string", "pattern": "^(a|a)*$"},
    "Names": {"type": "list", "member": "Name", "min": 1, "max": 2},
    "Anys": {"type": "list", "member": "Any"},
    "Numbers": {"type": "map", "key": "Name", "value": "Count", "max": 2},
    "Texts": {"type": "map", "key": "Name", "value": "Short"},
    "Colours": {"type": "map", "key": "Colour", "value": "Any"},
    "Node": {
        "type": "structure",
        "required": ["Name"],
        "members": {"Name": {"shape": "Name"}, "Next": {"shape": "Node"}},
    },
}


@pytest.fixture
def problem(make_operation):
    """The message about one value of a shape, or None when it is fine."""

    def check(shape, value):
        try:
            validate(make_operation({"M": {"shape": shape}}, SHAPES), {"M": value})
        except ServiceError as error:
            return error.message
        return None

    return check


@pytest.mark.parametrize(
    ("shape", "value"),
    [
        ("Any", ""),
        ("Name", "ab"),
        ("Name", "\U0001f600\U0001f600\U0001f600\U0001f600"),
        ("Short", ""),
        ("Count", 1),
        ("Count", 5),
        ("AtLeast", 1e300),
        ("Bytes", b"ab"),
        ("Time", -1),
        ("Colour", "RED"),
        ("Phone", "+4912"),
        ("Phone", "call +4912"),
        ("Names", ["ab"]),
        ("Anys", []),
        ("Numbers", {}),
        ("Numbers", {"ab": 1, "cd": 5}),
        ("Texts", {"ab": "", "cd": "xyz"}),
        ("Node", {"Name": "ab", "Next": {"Name": "cd"}}),
    ],
)
def test_what_the_model_allows_passes(problem, shape, value):
    assert problem(shape, value) is None


@pytest.mark.parametrize(
    ("shape", "value", "said"),
    [
        ("Name", "a", "M: the length is 1; it must be 2 to 4."),
        ("Name", "abcde", "M: the length is 5; it must be 2 to 4."),
        ("Short", "abcd", "M: the length is 4; it must be at most 3."),
        ("Full", "", "M: the length is 0; it must be at least 1."),
        ("Count", 0, "M: the number must be 1 to 5."),
        ("Count", 6, "M: the number must be 1 to 5."),
        ("AtLeast", -0.5, "M: the number must be at least 0."),
        ("Bytes", b"", "M: the length in bytes is 0; it must be 1 to 2."),
        ("Bytes", b"abc", "M: the length in bytes is 3; it must be 1 to 2."),
        ("Colour", "BLUE", "M: the value must be one of RED, GREEN."),
        ("Colour", "", "M: the value must be one of RED, GREEN."),
        ("Many", "x", f"M: the value must be one of {', '.join(f'V{n}' for n in range(20))} and 5 more."),
        ("Phone", "4912", r"M: the value must match the pattern \+[1-9]\d{1,14}$."),
        ("Phone", "+4912\n", r"M: the value must match the pattern \+[1-9]\d{1,14}$."),
        ("Phone", "+1\u0661", r"M: the value must match the pattern \+[1-9]\d{1,14}$."),
        ("Names", [], "M: the number of entries is 0; it must be 1 to 2."),
        ("Names", ["ab"] * 3, "M: the number of entries is 3; it must be 1 to 2."),
        ("Names", ["ab", "x"], "M[1]: the length is 1; it must be 2 to 4."),
        ("Numbers", {"ab": 1, "cd": 1, "ef": 1}, "M: the number of entries is 3; it must be at most 2."),
        ("Numbers", {"ab": 9}, "M.ab: the number must be 1 to 5."),
        ("Numbers", {"a": 1}, "M.a: in the key, the length is 1; it must be 2 to 4."),
        ("Texts", {"ab": "", "cd": "wxyz"}, "M.cd: the length is 4; it must be at most 3."),
        ("Texts", {"ab": "", "abcde": ""}, "M.abcde: in the key, the length is 5; it must be 2 to 4."),
        ("Texts", {"": ""}, 'M."": in the key, the length is 0; it must be 2 to 4.'),
        ("Colours", {"BLUE": "x"}, "M.BLUE: in the key, the value must be one of RED, GREEN."),
        ("Node", {}, "M.Name: this member is required."),
        ("Node", {"Name": "ab", "Next": {"Name": "cd", "Next": {"Name": "e"}}}, None),
    ],
)
def test_what_it_does_not_allow_is_said_with_place_and_bounds(problem, shape, value, said):
    assert problem(shape, value) == (said or "M.Next.Next.Name: the length is 1; it must be 2 to 4.")


def test_the_message_never_shows_the_value(problem):
    for shape in ("Name", "Short", "Colour", "Phone"):
        assert "secret" not in problem(shape, "secret")


def test_a_pattern_that_takes_for_ever_is_cut_short(problem):
    started = time.perf_counter()
    said = problem("Slow", "a" * 60 + "b")

    assert said == "M: the value takes too long to hold against the pattern ^(a|a)*$."
    assert time.perf_counter() - started < PATTERN_TIMEOUT_S * 20


def test_every_pattern_of_the_model_compiles_without_a_warning(model):
    shapes = [model.shape(name) for name in model._raw]
    patterns = {shape.pattern for shape in shapes if shape.pattern}
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        compiled = [compile_pattern(pattern) for pattern in patterns]

    assert len(compiled) > 40


@pytest.mark.parametrize(
    ("pattern", "good", "bad"),
    [
        (r"^[\d$]+$", "1$", "1$\n"),
        (r"^a\$$", "a$", "a"),
        (r"^[^\]$]+$", "a", "$"),
        (r".*\S.*", " a ", "  "),
        (r"^\P{C}*$", "日本", "\x07"),
    ],
)
def test_patterns_mean_what_smithy_means(pattern, good, bad):
    assert compile_pattern(pattern).search(good)
    assert not compile_pattern(pattern).search(bad)


@pytest.fixture
def update(model):
    """Checks changed members of a good UpdateContactAttributes."""

    def check(**changes):
        members = {"InitialContactId": "c", "InstanceId": "i", "Attributes": {"a": "b"}} | changes
        given = {name: value for name, value in members.items() if value is not None}
        validate(model.operations["UpdateContactAttributes"], given)

    return check


def test_the_limits_of_attributes(update):
    update(Attributes={}, InstanceId="i" * 100, InitialContactId="c" * 256)
    update(Attributes={"k" * 32767: "v" * 32767, "empty": ""})
    for wrong in ({"k" * 32768: ""}, {"k": "v" * 32768}, {"": "v"}):
        with pytest.raises(InvalidParameterException, match=r"^Attributes\."):
            update(Attributes=wrong)


@pytest.mark.parametrize("member", ["InitialContactId", "InstanceId"])
@pytest.mark.parametrize("value", [None, "", "x" * 257])
def test_a_missing_empty_or_long_id_is_an_invalid_request(update, member, value):
    with pytest.raises(InvalidRequestException, match=f"^{member}: "):
        update(**{member: value})


def test_missing_attributes_tell_users_of_r_what_to_do(update):
    with pytest.raises(InvalidParameterException) as raised:
        update(Attributes=None)

    assert raised.value.message == (
        "Attributes: this member is required; in R, paws leaves out a list without names, so name its entries: "
        'list(name = "value").'
    )


def test_the_first_problem_in_the_models_order_counts(update):
    with pytest.raises(InvalidRequestException, match=r"^InitialContactId: "):
        update(Attributes=None, InstanceId="", InitialContactId="")
    with pytest.raises(InvalidRequestException, match=r"^InstanceId: "):
        update(Attributes=None, InstanceId="")


def test_an_empty_label_is_too_short_also_without_a_length_in_the_model(make_operation):
    members = {"L": {"shape": "Any", "location": "uri", "locationName": "L"}}
    operation = make_operation(members, SHAPES, required=["L"])
    validate(operation, {"L": "x"})
    with pytest.raises(InvalidParameterException, match="the length is 0; it must be at least 1"):
        validate(operation, {"L": ""})


def test_an_operation_without_rules_takes_anything(make_operation):
    validate(make_operation({"M": {"shape": "Any"}}, SHAPES), {})
