"""Answers and errors to bytes."""

import datetime as dt

import msgspec
import pytest

from callslip.domain import errors
from callslip.protocol.serialize import serialize, serialize_error

SHAPES = {
    "Text": {"type": "string"},
    "Whole": {"type": "integer"},
    "Number": {"type": "double"},
    "Truth": {"type": "boolean"},
    "Bytes": {"type": "blob"},
    "Time": {"type": "timestamp"},
    "IsoTime": {"type": "timestamp", "timestampFormat": "iso8601"},
    "Texts": {"type": "list", "member": "Text"},
    "TextMap": {"type": "map", "key": "Text", "value": "Text"},
    "TimeMap": {"type": "map", "key": "Text", "value": "Time"},
    "Tree": {
        "type": "structure",
        "members": {"Name": {"shape": "Text", "locationName": "n"}, "Trees": {"shape": "Trees"}},
    },
    "Trees": {"type": "list", "member": "Tree"},
    "Either": {"type": "structure", "union": True, "members": {"A": {"shape": "Text"}, "B": {"shape": "Whole"}}},
}


@pytest.fixture
def write(make_operation):
    """Writes one value as the member M of a shape and reads back what came of it."""

    def run(shape, value):
        response = serialize(make_operation({"M": {"shape": shape}}, SHAPES), {"M": value}, "r")
        return msgspec.json.decode(response.body).get("M", "absent")

    return run


def test_no_members_are_an_empty_object(model):
    for nothing in (None, {}):
        response = serialize(model.operations["UpdateContactAttributes"], nothing, "request-1")

        assert (response.status, response.body) == (200, b"{}")
        assert response.headers == (("Content-Type", "application/json"), ("x-amzn-RequestId", "request-1"))


def test_attributes_are_answered_in_raw_utf_8(model):
    response = serialize(model.operations["GetContactAttributes"], {"Attributes": {"a": "日", "b": ""}}, "request-1")

    assert response.body == '{"Attributes":{"a":"日","b":""}}'.encode()
    assert response.status == 200
    assert dict(response.headers)["x-amzn-RequestId"] == "request-1"


@pytest.mark.parametrize(
    ("shape", "value", "wire"),
    [
        ("Text", "a", "a"),
        ("Text", None, "absent"),
        ("Whole", 0, 0),
        ("Number", 1.5, 1.5),
        ("Number", 1, 1),
        ("Truth", False, False),
        ("Bytes", b"\x00\x01\xff", "AAH/"),
        ("Time", 1_700_000_000_000, 1_700_000_000),
        ("Time", 1_700_000_000_123, 1_700_000_000.123),
        ("Time", 0, 0),
        ("IsoTime", 1_795_322_833_250, "2026-11-22T04:47:13.250Z"),
        ("Texts", ["a"], ["a"]),
        ("Texts", (), []),
        ("TextMap", {}, {}),
        ("TextMap", {"a": ""}, {"a": ""}),
        ("TimeMap", {"a": 1000}, {"a": 1}),
        ("Tree", {"Name": "a", "Trees": [{"Name": None}]}, {"n": "a", "Trees": [{}]}),
        ("Either", {"A": None, "B": 1}, {"B": 1}),
    ],
)
def test_values_are_written_as_the_model_has_them(write, shape, value, wire):
    result = write(shape, value)

    assert result == wire
    assert type(result) is type(wire)


@pytest.mark.parametrize(
    ("shape", "value"),
    [
        ("Text", 1),
        ("Text", b"a"),
        ("Whole", True),
        ("Whole", 1.0),
        ("Number", "1"),
        ("Number", False),
        ("Truth", 1),
        ("Bytes", "a"),
        ("Time", 1.5),
        ("Time", dt.datetime(2026, 1, 1, tzinfo=dt.UTC)),
        ("IsoTime", "2026-01-01"),
        ("Texts", "ab"),
        ("Texts", [None]),
        ("TextMap", {"a": None}),
        ("TextMap", {"a": 1}),
        ("TextMap", ["a"]),
        ("Tree", "a"),
        ("Either", {}),
        ("Either", {"A": "a", "B": 1}),
    ],
)
def test_a_value_of_another_type_is_a_bug_and_raises(write, shape, value):
    with pytest.raises(TypeError):
        write(shape, value)


def test_the_bug_is_told_without_the_value(write):
    with pytest.raises(TypeError) as raised:
        write("Whole", "secret")

    assert "secret" not in str(raised.value)


def test_a_member_that_the_model_does_not_have_is_a_bug_and_raises(write, model):
    with pytest.raises(KeyError):
        write("Tree", {"Nome": "a"})
    with pytest.raises(KeyError):
        serialize(model.operations["UpdateContactAttributes"], {"Attributes": {}}, "r")


def test_members_for_headers_go_there(make_operation):
    members = {
        "Body": {"shape": "Text"},
        "Etag": {"shape": "Text", "location": "header", "locationName": "x-etag"},
        "Fresh": {"shape": "Truth", "location": "header", "locationName": "x-fresh"},
        "Size": {"shape": "Whole", "location": "header", "locationName": "x-size"},
    }
    operation = make_operation(members, SHAPES)
    response = serialize(operation, {"Body": "b", "Etag": "e", "Fresh": True, "Size": None}, "r")

    assert response.body == b'{"Body":"b"}'
    assert response.headers[2:] == (("x-etag", "e"), ("x-fresh", "true"))
    with pytest.raises(TypeError):
        serialize(operation, {"Etag": 1.5}, "r")


def test_an_error_says_its_code_and_its_message_in_both_spellings(model):
    response = serialize_error(model, errors.ResourceNotFoundException("Nobody is here: 日."), "request-1")

    assert response.status == 404
    assert response.headers == (
        ("Content-Type", "application/json"),
        ("x-amzn-RequestId", "request-1"),
        ("x-amzn-ErrorType", "ResourceNotFoundException"),
    )
    assert response.body == '{"Message":"Nobody is here: 日.","message":"Nobody is here: 日."}'.encode()


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (errors.ContactNotFoundException, 410),
        (errors.ServiceQuotaExceededException, 402),
        (errors.InternalServiceException, 500),
        (errors.UnknownOperationException, 404),
        (errors.NotImplementedException, 501),
        (errors.ExpiredTokenException, 403),
    ],
)
def test_the_status_is_the_errors_own_or_the_models(model, error, status):
    assert serialize_error(model, error("x"), "r").status == status


def test_every_error_of_the_catalogue_can_be_answered(model):
    catalogue = [
        each for each in vars(errors).values() if isinstance(each, type) and each.__module__ == errors.__name__
    ]
    catalogue.remove(errors.ServiceError)

    assert all(400 <= serialize_error(model, error("x"), "r").status < 600 for error in catalogue)
    assert len(catalogue) > 15


@pytest.mark.parametrize("error", [errors.TooManyRequestsException, errors.ServiceUnavailableException])
def test_what_may_be_tried_again_says_when(model, error):
    assert ("Retry-After", "1") in serialize_error(model, error("x"), "r").headers


def test_further_members_of_an_error_follow_its_shape(model):
    known = errors.ServiceQuotaExceededException(
        "x", Reason={"AttachedFileServiceQuotaExceededExceptionReason": "TOTAL_FILE_SIZE_EXCEEDED"}
    )
    body = msgspec.json.decode(serialize_error(model, known, "r").body)

    assert body == {"Message": "x", "message": "x"} | known.members
    with pytest.raises(KeyError):
        serialize_error(model, errors.ResourceNotFoundException("x", Nonsense="y"), "r")
    with pytest.raises(KeyError):
        serialize_error(model, errors.ExpiredTokenException("x", Nonsense="y"), "r")


def test_an_error_without_any_status_is_a_bug_and_raises(model):
    class NobodyKnowsException(errors.ServiceError):
        """Neither in the model nor with a status."""

    with pytest.raises(LookupError, match="NobodyKnowsException has no status"):
        serialize_error(model, NobodyKnowsException("x"), "r")
