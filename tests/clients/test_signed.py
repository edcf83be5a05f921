"""Every client's own signature verifies, and a wrong one is refused in words that the client shows."""

from dataclasses import replace

import pytest

from foreign_client import INSTANCE, Call, Key

pytestmark = pytest.mark.client

ATTRIBUTES = {"greetingPlayed": "false", "name": '日本語 👩‍👧 "\\\n', "long": "日" * 5_000}


def test_a_signed_update_and_read(signed_server, new_contact):
    contact = new_contact(signed_server.target)
    updated, read = signed_server.run(
        Call("update", INSTANCE, contact, ATTRIBUTES),
        Call("get", INSTANCE, contact),
    )
    assert updated.code is None
    assert read.attributes == ATTRIBUTES


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        pytest.param({"secret_access_key": "not-the-secret"}, "InvalidSignatureException", id="wrong-secret"),
        pytest.param({"access_key_id": "AKIDUNKNOWN000000000"}, "UnrecognizedClientException", id="unknown-key"),
    ],
)
def test_a_wrong_key_is_refused(signed_server, new_contact, wrong, code):
    right = signed_server.target
    contact = new_contact(right)
    target = replace(right, key=Key(**{**vars(right.key), **wrong}))
    client = signed_server.client
    outcomes = client.run(target, [Call("update", INSTANCE, contact, {"k": "v"}), Call("get", INSTANCE, contact)])
    assert [outcome.code for outcome in outcomes] == [code, code]
    assert {outcome.type for outcome in outcomes} == {client.untyped.get(code, code)}
    assert signed_server.read(INSTANCE, contact) == {}
