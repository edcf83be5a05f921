"""Requests that sixteen real clients sent, through route, parse and validate: each ends as it should."""

import base64
import json
from pathlib import Path

import pytest

from callslip.domain.errors import ServiceError
from callslip.protocol.message import Request
from callslip.protocol.parse import parse
from callslip.protocol.validate import validate

RECORDED = json.loads((Path(__file__).parents[1] / "wire" / "requests.json").read_text(encoding="utf-8"))


def read_request(raw):
    """A request from its bytes on the wire."""
    head, _, body = raw.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    method, target, _ = first.split(" ")
    path, _, query = target.partition("?")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    return Request(method, path, query, headers, body)


@pytest.fixture(scope="module")
def outcomes(model, router):
    """Of each recorded request: its operation and members, or the error's code and message."""
    found = {}
    for record in RECORDED:
        request = read_request(base64.b64decode(record["raw_b64"]))
        try:
            operation, labels = router.route(request.method, request.path)
            members = parse(operation, labels, request)
            validate(operation, members)
            found[record["name"]] = (operation.name, members)
        except ServiceError as error:
            found[record["name"]] = (type(error).__name__, error.message)
    return found


def ending(outcomes, *names):
    """The outcomes of the requests with these names, with or without the client's in front."""
    found = [outcome for name, outcome in outcomes.items() if name in names or name.partition("-")[2] in names]
    assert found
    return found


def test_every_request_ends_in_an_operation_or_an_error_for_the_caller(outcomes):
    ends = {end for end, _ in outcomes.values()}

    assert len(outcomes) == 437
    assert ends == {
        "GetContactAttributes",
        "InvalidParameterException",
        "InvalidRequestException",
        "UnknownOperationException",
        "UpdateContactAttributes",
    }


def test_every_client_reaches_both_operations(outcomes):
    assert {end for end, _ in ending(outcomes, "u-order", "u-unicode", "u-emptymap")} <= {
        "UpdateContactAttributes",
        "InvalidParameterException",  # R leaves an empty map out
    }
    assert {end for end, _ in ending(outcomes, "g-basic", "g-unicode", "g-arn", "g-id256")} == {"GetContactAttributes"}


@pytest.mark.parametrize(
    ("names", "code", "said"),
    [
        (
            ("u-id257", "g-id257"),
            "InvalidRequestException",
            "InitialContactId: the length is 257; it must be 1 to 256.",
        ),
        (("u-inst101",), "InvalidRequestException", "InstanceId: the length is 101; it must be 1 to 100."),
        (
            ("g-empty", "g-missing"),
            "InvalidRequestException",
            "InitialContactId: the length is 0; it must be 1 to 256.",
        ),
        (("u-missing",), "InvalidParameterException", "Attributes: this member is required; in R, paws leaves out"),
        (("curl-u-boolvalue",), "InvalidParameterException", "Attributes.n: a string was expected, not a boolean."),
    ],
)
def test_what_clients_let_through_is_refused_here(outcomes, names, code, said):
    for end, message in ending(outcomes, *names):
        assert end == code
        assert message.startswith(said)


def test_an_id_with_slashes_and_percent_signs_arrives_as_it_was(outcomes):
    ((_, slashes),) = ending(outcomes, "aioboto-g-slashdots")
    ((_, percents),) = ending(outcomes, "boto3-g-pct")

    assert slashes["InitialContactId"] == "../x"
    assert percents["InitialContactId"] == "%2F%25"
