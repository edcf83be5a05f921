"""Real servers, a scripted one, and every foreign client."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from command_clients import AwsCli, Curl, aws_clis
from foreign_client import CONTACT, FLOW, INSTANCE, Client, Conversation, Target
from real_server import create_key, make_contact, serve
from scripted_server import ScriptedServer, serve_script
from sdk_clients import Aiobotocore, Boto3, Go, Javascript

_BOTO3 = Boto3()
_AWS_CLIS = aws_clis()
_CLIENTS: dict[str, Client] = {
    client.name: client for client in [_BOTO3, Aiobotocore(), *_AWS_CLIS, Javascript(), Go(), Curl()]
}


@pytest.fixture(params=sorted(_CLIENTS))
def client(request: pytest.FixtureRequest) -> Client:
    return _CLIENTS[request.param]


@pytest.fixture(scope="session")
def _boto3_sockets() -> Iterator[None]:
    yield
    _BOTO3.close()


@pytest.fixture(scope="session")
def open_target(tmp_path_factory: pytest.TempPathFactory, _boto3_sockets: None) -> Iterator[Target]:
    """A server in open mode over a file, in which the contact of the documented examples is."""
    folder = tmp_path_factory.mktemp("open")
    make_contact(folder / "callslip.db", CONTACT)
    with serve(folder / "log", "--store", folder / "callslip.db") as url:
        yield Target(url)


@pytest.fixture(scope="session")
def signed_target(tmp_path_factory: pytest.TempPathFactory, _boto3_sockets: None) -> Iterator[Target]:
    """A server in memory that verifies signatures, and a key it knows."""
    folder: Path = tmp_path_factory.mktemp("signed")
    key = create_key(folder / "credentials.json")
    options = ["--memory", "--auth", "sigv4", "--credentials", folder / "credentials.json"]
    with serve(folder / "log", *options) as url:
        yield Target(url, key)


@pytest.fixture
def server(client: Client, open_target: Target) -> Conversation:
    """The client speaking to a server in open mode."""
    return Conversation(client, open_target)


@pytest.fixture
def signed_server(client: Client, signed_target: Target) -> Conversation:
    """The client speaking to a server that verifies signatures."""
    return Conversation(client, signed_target)


@pytest.fixture
def new_contact() -> Callable[[Target], str]:
    """Makes a contact of one test's own, without attributes; gives its id."""

    def make(target: Target) -> str:
        answer = _BOTO3.sdk(target).start_task_contact(InstanceId=INSTANCE, ContactFlowId=FLOW, Name="clients")
        return str(answer["ContactId"])

    return make


@pytest.fixture(params=[cli.name for cli in _AWS_CLIS])
def aws_cli(request: pytest.FixtureRequest) -> AwsCli:
    return next(cli for cli in _AWS_CLIS if cli.name == request.param)


@pytest.fixture
def scripted() -> Iterator[ScriptedServer]:
    """A server that answers what the test tells it to."""
    with serve_script() as server:
        yield server
