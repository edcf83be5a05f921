"""The SDKs as clients: boto3 and aiobotocore in this process, JavaScript and Go through a driver program."""

import asyncio
import os
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any
from unittest import mock

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

from foreign_client import CLIENTS, ROOT, Call, Outcome, Target, environment, need, program, run_driver

_CONFIG = {"connect_timeout": 5, "read_timeout": 20}
_BOTOCORE_UNTYPED = MappingProxyType(
    {"UnrecognizedClientException": "ClientError", "InvalidSignatureException": "ClientError"},
)


def _request(call: Call) -> tuple[str, dict[str, Any]]:
    members: dict[str, Any] = {"InstanceId": call.instance, "InitialContactId": call.contact}
    if call.operation == "get":
        return "get_contact_attributes", members
    return "update_contact_attributes", {**members, "Attributes": call.attributes}


def _failure(error: ClientError) -> Outcome:
    details = error.response["Error"]
    status = error.response["ResponseMetadata"]["HTTPStatusCode"]
    return Outcome(code=details["Code"], type=type(error).__name__, status=status, message=details["Message"])


class Boto3:
    """boto3; a client is kept for each target, as a program would."""

    name = "boto3"
    retries = True
    untyped: Mapping[str, str] = _BOTOCORE_UNTYPED

    def __init__(self) -> None:
        self._clients: dict[Target, Any] = {}

    def run(self, target: Target, calls: Sequence[Call]) -> list[Outcome]:
        return [self._perform(self.sdk(target), call) for call in calls]

    def close(self) -> None:
        for client in self._clients.values():
            client.close()

    def sdk(self, target: Target) -> Any:
        """The SDK's own client object for the target."""
        if target not in self._clients:
            with mock.patch.dict(os.environ, environment(target), clear=True):
                session = boto3.Session()
                self._clients[target] = session.client(
                    "connect", endpoint_url=target.endpoint, config=Config(**_CONFIG)
                )
        return self._clients[target]

    def _perform(self, client: Any, call: Call) -> Outcome:
        method, members = _request(call)
        try:
            answer = getattr(client, method)(**members)
        except ClientError as error:
            return _failure(error)
        return Outcome(attributes=answer.get("Attributes", {}))


class Aiobotocore:
    """aiobotocore; an event loop and a client for each run."""

    name = "aiobotocore"
    retries = True
    untyped: Mapping[str, str] = _BOTOCORE_UNTYPED

    def run(self, target: Target, calls: Sequence[Call]) -> list[Outcome]:
        with mock.patch.dict(os.environ, environment(target), clear=True):
            return asyncio.run(self._perform_all(target, calls))

    async def _perform_all(self, target: Target, calls: Sequence[Call]) -> list[Outcome]:
        import aiobotocore.session

        session = aiobotocore.session.get_session()
        async with session.create_client("connect", endpoint_url=target.endpoint, config=Config(**_CONFIG)) as client:
            return [await self._perform(client, call) for call in calls]

    async def _perform(self, client: Any, call: Call) -> Outcome:
        method, members = _request(call)
        try:
            answer = await getattr(client, method)(**members)
        except ClientError as error:
            return _failure(error)
        return Outcome(attributes=answer.get("Attributes", {}))


class Javascript:
    """The JavaScript SDK v3."""

    name = "javascript"
    retries = True
    untyped: Mapping[str, str] = MappingProxyType(
        {
            "UnrecognizedClientException": "ConnectServiceException",
            "InvalidSignatureException": "ConnectServiceException",
        },
    )

    def run(self, target: Target, calls: Sequence[Call]) -> list[Outcome]:
        folder = need(CLIENTS / "js" / "node_modules").parent
        private = CLIENTS / "node" / "bin" / "node"
        node = private if private.exists() else program("node")
        return run_driver([node, ROOT / "tests/clients/js/driver.mjs"], target, calls, folder)


class Go:
    """The Go SDK v1, as the distribution has it: of a code that it has no type for it shows no message."""

    name = "go"
    retries = True
    untyped: Mapping[str, str] = MappingProxyType(
        {
            "InvalidActiveRegionException": "requestError",
            "InvalidSignatureException": "requestError",
            "TooManyRequestsException": "requestError",
            "UnrecognizedClientException": "requestError",
        },
    )

    def run(self, target: Target, calls: Sequence[Call]) -> list[Outcome]:
        return run_driver([need(CLIENTS / "go-driver")], target, calls, CLIENTS)
