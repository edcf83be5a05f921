"""Lambda functions over HTTP: signed, tried again, and cut where they answer too much."""

import re

import pytest

from callslip.functions import endpoint as endpoints
from callslip.functions.endpoint import Endpoint
from callslip.functions.handlers import invoke
from functions_http import LambdaEndpoint

EVENT = {"Details": {"ContactData": {"ContactId": "c"}, "Parameters": {}}}
THROTTLED = (429, {"x-amzn-ErrorType": "TooManyRequestsException"}, b"{}")


def arn(name):
    return f"arn:aws:lambda:eu-west-1:123456789012:function:{name}"


@pytest.fixture(autouse=True)
def _keys(monkeypatch):
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIAEXAMPLE")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")


@pytest.fixture(scope="module")
def service():
    with LambdaEndpoint() as endpoint:
        yield endpoint


@pytest.fixture
def ask(service):
    """Calls a function that answers so; what the flow gets."""

    def call(name, *answers):
        service.answers[name] = list(answers)
        return invoke(Endpoint(name, service.url), arn(name), EVENT)

    return call


def test_the_answer_and_the_signed_request(ask, service):
    service.asked.clear()

    assert ask("good", (200, {}, b'{"tier":"gold"}')).data == {"tier": "gold"}

    [(name, headers, event)] = service.asked
    assert (name, event) == (arn("good"), EVENT)
    assert "Credential=AKIAEXAMPLE/" in headers["Authorization"]
    assert "/eu-west-1/lambda/aws4_request" in headers["Authorization"]
    assert headers["X-Amz-Invocation-Type"] == "RequestResponse"


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ((200, {"X-Amz-Function-Error": "Unhandled"}, b'{"errorMessage":"boom"}'), "Unhandled.*boom"),
        ((200, {}, b"<html>"), "no JSON"),
        ((200, {}, b'"' + b"x" * 40_000 + b'"'), "longer than 32,768"),
        ((404, {"x-amzn-ErrorType": "ResourceNotFoundException"}, b'{"Message":"gone"}'), "ResourceNotFoundException"),
    ],
)
def test_what_goes_wrong_is_an_error_with_its_reason(ask, answer, reason):
    found = ask("bad", answer)

    assert found.error == "NoMatchingError"
    assert re.search(reason, found.reason)


@pytest.mark.slow
def test_throttling_and_errors_of_the_service_are_tried_again(ask, service):
    service.asked.clear()

    assert ask("busy", THROTTLED, (500, {}, b"{}"), (200, {}, b'{"at":"last"}')).data == {"at": "last"}

    assert len(service.asked) == 3


def test_an_endpoint_that_nobody_listens_on(monkeypatch):
    monkeypatch.setattr(endpoints, "_RETRIES", 0)
    found = invoke(Endpoint("f", "http://127.0.0.1:1"), "f", EVENT)

    assert "EndpointConnectionError" in found.reason


def test_the_variable_names_the_endpoint(service, monkeypatch):
    monkeypatch.setenv("AWS_ENDPOINT_URL_LAMBDA", service.url)
    service.answers["named"] = [(202, {}, b"")]
    service.asked.clear()
    endpoint = Endpoint("named", "")

    endpoint.hand_over(EVENT, arn("named").replace("eu-west-1", "eu-west-2"))

    [(_, headers, _)] = service.asked
    assert headers["X-Amz-Invocation-Type"] == "Event"
