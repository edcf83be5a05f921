"""Fixtures for tests of code that uses Amazon Connect. Everything is imported when a fixture is first used."""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from mypy_boto3_connect import ConnectClient

    from callslip.mock import MockConnect
    from callslip.rehearsal.runner import FlowRunner

_REGION = "us-east-1"
_STOP_TIMEOUT_S = 10


@dataclass(frozen=True, slots=True)
class ConnectServer:
    """A running server: where it answers, and the instance that is ready there."""

    url: str
    instance_id: str


@pytest.fixture
def connect_settings() -> dict[str, Any]:
    """Settings of the mock behind `connect`; override it in your conftest: clock, ids, or any server setting."""
    return {}


@pytest.fixture
def connect_instance_id() -> str:
    """The instance that is ready in `connect` and `connect_server`."""
    from callslip.settings import EXAMPLE_INSTANCE_ID

    return EXAMPLE_INSTANCE_ID


@pytest.fixture(scope="session")
def _connect_client() -> "ConnectClient":
    """One client for all tests: making one takes longer than most tests."""
    import boto3

    import callslip.mock  # noqa: F401 - botocore's handlers, before the client copies them

    client: ConnectClient = boto3.Session(
        aws_access_key_id="testing",
        aws_secret_access_key="testing",  # noqa: S106 - no secret
        region_name=_REGION,
    ).client("connect")
    return client


@pytest.fixture
def connect_mock(connect_settings: dict[str, Any], _connect_client: "ConnectClient") -> "Iterator[MockConnect]":
    """The mock behind `connect`: lets time pass, gives input to flows, tells what they did."""
    from callslip.mock import mock_connect

    with mock_connect(**connect_settings) as mock:
        yield mock


@pytest.fixture
def connect(connect_mock: "MockConnect", _connect_client: "ConnectClient") -> "ConnectClient":  # noqa: ARG001 - it is on
    """A boto3 Connect client that is answered in this process, from a store of this test alone."""
    return _connect_client


@pytest.fixture
def flow_runner() -> "FlowRunner":
    """Runs contact flows from files, texts or dictionaries, in a world that the test sets up."""
    from callslip.rehearsal.runner import FlowRunner

    return FlowRunner()


@pytest.fixture(scope="session")
def connect_server() -> Iterator[ConnectServer]:
    """A server in a process of its own on a free port, with a store in memory, shared by the tests of a session."""
    from callslip.settings import EXAMPLE_INSTANCE_ID

    command = [sys.executable, "-m", "callslip", "serve", "--memory", "--port", "0", "--print-url"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:  # noqa: S603
        try:
            url = process.stdout.readline().strip() if process.stdout else ""
            if not url:
                raise RuntimeError(f"the server did not start: exit code {process.wait(_STOP_TIMEOUT_S)}")
            yield ConnectServer(url, EXAMPLE_INSTANCE_ID)
        finally:
            process.terminate()
            process.wait(_STOP_TIMEOUT_S)
