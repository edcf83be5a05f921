"""Which of several things wrong with one request wins: the order of the steps in the gateway."""

import json

import pytest
from msgspec.structs import replace

from auth.signing import KEY_ID, SECRET, STAMP, at, sign
from callslip.bootstrap import build
from callslip.settings import EXAMPLE_INSTANCE_ID as INSTANCE
from callslip.settings import Settings
from stand_ins import FixedClock

PATH = f"/contact/attributes/{INSTANCE}/nobody"
POLICY = {"Statement": {"Effect": "Deny", "Action": "connect:Get*", "Resource": "*"}}
EVERYTHING = {"Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}}


@pytest.fixture
def answer(tmp_path):
    """Sends signed requests to a gateway that throttles; gives the code of the answer."""
    opened = []

    def make(policy):
        file = tmp_path / "credentials.json"
        file.touch(0o600)
        key = {"access_key_id": KEY_ID, "secret_access_key": SECRET, "session_token": None, "name": "ana"}
        entry = {**key, "created_ms": 0, "expires_ms": None, "policy": policy}
        file.write_text(json.dumps({"version": 2, "credentials": [entry]}))
        settings = Settings(store="sqlite::memory:", auth="sigv4", credentials=str(file), throttle="credential")
        gateway = build(settings, FixedClock(at(STAMP)))
        opened.append(gateway)

        def send(path=PATH, *, forged=False):
            request = sign("GET", path)
            if forged:
                request = replace(request, headers={**request.headers, "host": "elsewhere"})
            return dict(gateway.handle(request).headers).get("x-amzn-ErrorType")

        return send

    yield make
    for gateway in opened:
        gateway.backend.close()


def test_each_step_wins_over_those_after_it(answer):
    send = answer(POLICY)

    assert send(path="/nowhere", forged=True) == "UnknownOperationException"
    assert send(path=f"/prompts-summary/{INSTANCE}", forged=True) == "InvalidSignatureException"
    assert send(path=f"/prompts-summary/{INSTANCE}") == "NotImplementedException"
    assert send(path=f"/contact/attributes/{INSTANCE}/{'c' * 257}") == "InvalidRequestException"
    assert [send() for _ in range(20)] == ["AccessDeniedException"] * 20


def test_only_what_is_authorised_counts_and_a_throttle_wins_over_the_operation(answer):
    send = answer(EVERYTHING)

    assert send(path=f"/contact/attributes/{INSTANCE}/{'c' * 257}") == "InvalidRequestException"
    assert [send() for _ in range(15)] == ["ResourceNotFoundException"] * 15
    assert send() == "TooManyRequestsException"
    assert send(path=f"/contact/attributes/{INSTANCE}/{'c' * 257}") == "InvalidRequestException"
    assert send(forged=True) == "InvalidSignatureException"
