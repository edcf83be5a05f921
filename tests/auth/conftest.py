"""Real clients with signatures, over a gateway in this process that checks them."""

import json

import boto3
import pytest
from msgspec.structs import replace

import callslip.mock
from callslip.bootstrap import build
from callslip.settings import Settings


class _WithHost:
    """Adds the header that botocore signs and leaves to its HTTP library to send."""

    def __init__(self, gateway):
        self._gateway = gateway

    def handle(self, request):
        headers = {**request.headers, "host": "connect.us-east-1.amazonaws.com"}
        return self._gateway.handle(replace(request, headers=headers))

    def __getattr__(self, name):
        return getattr(self._gateway, name)


def _client(access_key_id):
    session = boto3.Session(access_key_id, "the-secret", region_name="us-east-1")
    return session.client("connect")


@pytest.fixture(scope="session")
def _clients():
    """An owner, who may do everything, and a user who may not: making clients takes longer than the tests."""
    return _client("AKIDOWNER"), _client("AKIDLIMITED")


@pytest.fixture
def owner(_clients):
    return _clients[0]


@pytest.fixture
def limited(_clients, tmp_path, monkeypatch):
    """The client of a user with the policy and masks given; called again, it changes them.

    The owner's requests go to the same store. Settings count the first time.
    """
    file = tmp_path / "credentials.json"
    opened = []

    def make(statements=None, masks=None, **settings):
        common = {"secret_access_key": "the-secret", "session_token": None, "created_ms": 0, "expires_ms": None}
        limits = {"policy": statements and {"Version": "2012-10-17", "Statement": statements}, "masks": masks}
        entries = [
            {"access_key_id": "AKIDOWNER", "name": "owner", **common},
            {"access_key_id": "AKIDLIMITED", "name": "ana", **common, **limits},
        ]
        file.touch(0o600)
        file.write_text(json.dumps({"version": 2, "credentials": entries}))
        if opened:
            opened[0].guard.authenticate.__self__._credentials._checked_ms = None
            return _clients[1]
        chosen = {"store": "sqlite::memory:", "auth": "sigv4", "credentials": str(file), **settings}
        opened.append(build(Settings(**chosen)))
        monkeypatch.setattr(callslip.mock, "_active", [_WithHost(opened[0])])
        return _clients[1]

    yield make
    for gateway in opened:
        gateway.backend.close()
