"""Amazon Connect inside this process: botocore's calls are answered by the same gateway, over a store in memory.

Import this before boto3 clients are made: botocore copies its handlers into each client at that moment.
"""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from unittest.mock import patch
from urllib.parse import urlsplit

import botocore.handlers
from botocore.awsrequest import AWSPreparedRequest, AWSResponse
from botocore.compat import HTTPHeaders

from callslip import contact_flows
from callslip.bootstrap import build_mock, build_outside
from callslip.domain.ports import Clock, Ids
from callslip.functions.invoker import perform_all
from callslip.gateway import Gateway
from callslip.protocol.message import Request
from callslip.settings import Settings
from callslip.timers import perform_due

_CREDENTIALS = {
    "AWS_ACCESS_KEY_ID": "testing",
    "AWS_SECRET_ACCESS_KEY": "testing",
    "AWS_SESSION_TOKEN": "testing",
    "AWS_EC2_METADATA_DISABLED": "true",
}
"""Set while a mock is on, so that no real key can be used by mistake."""

_active: list[Gateway] = []


@dataclass(frozen=True, slots=True)
class MockConnect:
    """What a mock in use tells: the instance that is ready, and the gateway behind."""

    instance_id: str
    gateway: Gateway

    def tick(self) -> int:
        """Move the contacts and flows that are due by now; how many were. Every request does this first."""
        return _tick(self.gateway)

    def give_input(self, contact_id: str, **given: str) -> None:
        """Give input to the contact's flow: one of `Keys="1"`, `Text="I want to pay"`, `Event="CustomerReturned"`.

        Raises InvalidRequestException where the flow does not wait for it.
        """
        self.tick()
        contact_flows.give(self.gateway.backend, self.gateway.world, self.instance_id, contact_id, given)
        self.tick()

    def flow_record(self, contact_id: str) -> list[dict[str, Any]]:
        """The contact's flow runs: what came to each, action by action, and how it ended."""
        self.tick()
        return contact_flows.recorded(self.gateway.backend, self.gateway.world, self.instance_id, contact_id)


@contextmanager
def mock_connect(
    clock: Clock | None = None,
    ids: Ids | None = None,
    functions: Mapping[str, Any] | None = None,
    answers: Mapping[str, Any] | None = None,
    **settings: Any,
) -> Iterator[MockConnect]:
    """Answer every botocore call to Amazon Connect in this process; for `with`, and as a decorator.

    Time and ids can be handed in, and who answers for the outside of flows: `functions` are Lambda functions by ARN,
    name or `*` (a handler, or its answer), `answers` what other actions get; without them `flow_answers` says it, if
    it is among the settings. `settings` are those of a server (`strict_initial_contact_id=True`). Each use has
    a store of its own, in memory unless `store` says otherwise. Mocks may be nested: the innermost answers.
    Raises SettingsError, StoreError.
    """
    chosen = Settings(**{"store": "sqlite::memory:", **settings})
    is_given = functions is not None or answers is not None
    gateway = build_mock(chosen, clock, ids, build_outside(functions or {}, answers or {}) if is_given else None)
    _active.append(gateway)
    try:
        with patch.dict(os.environ, _CREDENTIALS):
            yield MockConnect(chosen.instance_id, gateway)
    finally:
        _active.remove(gateway)
        gateway.backend.close()


class _RawBody(BytesIO):
    """What botocore expects of urllib3's response."""

    def stream(self, **_: Any) -> Iterator[bytes]:
        yield self.read()


def _answer(request: AWSPreparedRequest, **_: Any) -> AWSResponse | None:
    if not _active:
        return None
    url = urlsplit(request.url)
    body: Any = request.body or b""
    _tick(_active[-1])
    response = _active[-1].handle(
        Request(
            method=request.method,
            path=url.path,
            query=url.query,
            headers={name.lower(): _text(value) for name, value in request.headers.items()},
            body=body.encode() if isinstance(body, str) else bytes(body),
        )
    )
    _tick(_active[-1])
    return AWSResponse(request.url, response.status, HTTPHeaders.from_pairs(response.headers), _RawBody(response.body))


def _tick(gateway: Gateway) -> int:
    """Until nothing is due any more: a task that started late may have expired since. Lambda functions are called."""
    moved = 0
    while number := perform_due(gateway.backend, gateway.world) + perform_all(gateway.backend, gateway.world):
        moved += number
    return moved


def _text(value: str | bytes) -> str:
    return value.decode("latin-1") if isinstance(value, bytes) else value


botocore.handlers.BUILTIN_HANDLERS.append(("before-send.connect", _answer))
