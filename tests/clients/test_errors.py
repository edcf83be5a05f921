"""Every client shows each error as the exception type that it has for it."""

import pytest

from callslip.domain.errors import (
    AccessDeniedException,
    InternalServiceException,
    ServiceError,
    TooManyRequestsException,
)
from foreign_client import INSTANCE, Call, Target

pytestmark = pytest.mark.client

NO_INSTANCE = "a1b2c3d4-5678-90ab-cdef-EXAMPLE99999"
NO_CONTACT = "11111111-2222-3333-4444-000000000000"


class InvalidActiveRegionException(ServiceError):
    """Declared by the model; a server of one region never answers it."""


class ThrottlingException(ServiceError):
    """Declared by the model; this server throttles with TooManyRequestsException."""


def _assert_shown(client, outcome, code):
    assert outcome.code == code
    assert outcome.type == client.untyped.get(code, code)
    assert outcome.message or code in client.untyped


def test_what_the_server_refuses_of_an_update(server, new_contact):
    contact = new_contact(server.target)
    outcomes = server.run(
        Call("update", INSTANCE, NO_CONTACT, {"k": "v"}),
        Call("update", NO_INSTANCE, contact, {"k": "v"}),
        Call("update", INSTANCE, "c" * 257, {"k": "v"}),
        Call("update", "i" * 101, contact, {"k": "v"}),
        Call("update", INSTANCE, contact, {"not a key": "v"}),
    )
    codes = ["ResourceNotFoundException"] * 2 + ["InvalidRequestException"] * 2 + ["InvalidParameterException"]
    for outcome, code in zip(outcomes, codes, strict=True):
        _assert_shown(server.client, outcome, code)
        assert outcome.status in (None, 404 if code == "ResourceNotFoundException" else 400)
    assert server.read(INSTANCE, contact) == {}


def test_what_the_server_refuses_of_a_read(server, new_contact):
    contact = new_contact(server.target)
    outcomes = server.run(
        Call("get", INSTANCE, NO_CONTACT),
        Call("get", NO_INSTANCE, contact),
        Call("get", INSTANCE, "c" * 257),
    )
    codes = ["ResourceNotFoundException"] * 2 + ["InvalidRequestException"]
    for outcome, code in zip(outcomes, codes, strict=True):
        _assert_shown(server.client, outcome, code)


def test_an_error_that_this_server_rarely_gives(client, scripted):
    errors = [
        InternalServiceException("first"),
        InvalidActiveRegionException("second"),
        ThrottlingException("third"),
        TooManyRequestsException("fourth"),
        AccessDeniedException("日本語"),
    ]
    scripted.tell(errors)
    target = Target(scripted.url, attempts_max=1)
    outcomes = client.run(target, [Call("update", INSTANCE, NO_CONTACT, {"k": "v"})] * len(errors))
    assert [outcome.code for outcome in outcomes] == [type(error).__name__ for error in errors]
    for outcome, error in zip(outcomes, errors, strict=True):
        _assert_shown(client, outcome, type(error).__name__)
        assert outcome.message == error.message or type(error).__name__ in client.untyped
