"""Every global option at work on a live server."""

import json
import socket
import ssl
import subprocess

import pytest

from callslip.cli import main
from callslip.shell.arguments import GLOBAL_OPTIONS
from stand_ins import CONTACT, INSTANCE

GET = ("get-contact-attributes", "--initial-contact-id", CONTACT, "--instance-id", INSTANCE)
UPDATE = ("update-contact-attributes", *GET[1:], "--attributes", "city=Oslo")
CONFIG = """
[profile staging]
region = eu-west-2
output = text
aws_access_key_id = AKIDSTAGING
aws_secret_access_key = secret
"""
SHOWN = {
    "json": '{\n    "Attributes": {\n        "city": "Oslo"\n    }\n}\n',
    "text": "ATTRIBUTES\tOslo\n",
    "table": "------------------------\n| GetContactAttributes |\n+----------------------+\n||     Attributes     ||\n"
    "|+----------+---------+|\n||  city    |  Oslo   ||\n|+----------+---------+|\n",
    "yaml": "Attributes:\n  city: Oslo\n",
    "yaml-stream": "- Attributes:\n    city: Oslo\n",
    "off": "",
}


@pytest.fixture
def to(server, connect):
    """The option that names the live server, on which the contact has an attribute."""
    assert connect(*UPDATE, "--endpoint-url", server.url) == (0, "", "")
    server.requests.clear()
    return ("--endpoint-url", server.url)


@pytest.mark.parametrize("output", SHOWN)
def test_output(connect, to, output):
    assert connect(*GET, *to, "--output", output) == (0, SHOWN[output], "")


def test_query(connect, to):
    assert connect(*GET, *to, "--query", "Attributes.city")[1] == '"Oslo"\n'
    assert connect(*GET, *to, "--query", "keys(Attributes)", "--output", "yaml")[1] == "- city\n"


def test_profile_brings_region_credentials_and_output(connect, to, server, monkeypatch, tmp_path):
    (tmp_path / "config").write_text(CONFIG)
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "config"))
    assert connect(*GET, *to, "--profile", "staging") == (0, SHOWN["text"], "")
    assert connect(*GET, *to, "--profile", "staging", "--region", "us-west-2", "--output", "json")[1] == SHOWN["json"]
    scopes = [headers["authorization"].split("Credential=")[1].split("/")[::2][:2] for *_, headers in server.requests]
    assert scopes == [["AKIDSTAGING", "eu-west-2"], ["AKIDSTAGING", "us-west-2"]]
    assert connect(*GET, *to, "--profile", "staging", "--no-sign-request")[0] == 0
    assert "authorization" not in server.requests[-1][2]
    exit_code, _, told = connect(*GET, *to, "--profile", "absent")
    assert (exit_code, "The config profile (absent) could not be found" in told) == (255, True)


@pytest.mark.slow
def test_pages(connect, to, server):
    hours = ("--time-zone", "UTC", "--config", "[]", "--name", "always", "--instance-id", INSTANCE, *to)
    made = json.loads(connect("create-hours-of-operation", *hours)[1])["HoursOfOperationId"]
    queue = ("--instance-id", INSTANCE, "--hours-of-operation-id", made, *to)
    for number in range(4):
        assert connect("create-queue", "--name", f"q{number}", *queue)[0] == 0
    listing = ("list-queues", "--instance-id", INSTANCE, "--query", "QueueSummaryList[].Name", "--output", "json", *to)

    def names(*options):
        server.requests.clear()
        exit_code, out, told = connect(*listing, *options)
        assert (exit_code, told) == (0, "")
        return json.loads(out), len(server.requests)

    every = ["BasicQueue", *(f"q{number}" for number in range(4))]
    assert sorted(names()[0]) == every
    assert sorted(names("--page-size", "2")[0]) == every
    assert names("--page-size", "2")[1] == 3
    whole = names()[0]
    assert names("--page-size", "2", "--max-items", "3") == (whole[:3], 2)
    assert names("--max-results", "2") == (whole[:2], 1)
    assert names("--no-paginate", "--max-results", "2") == (whole[:2], 1)
    first = json.loads(connect("list-queues", "--instance-id", INSTANCE, "--max-items", "3", *to)[1])
    assert names("--starting-token", first["NextToken"])[0] == whole[3:]


@pytest.fixture
def certificate(tmp_path):
    command = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=localhost"
    command += f" -addext subjectAltName=IP:127.0.0.1 -keyout {tmp_path}/key.pem -out {tmp_path}/cert.pem"
    subprocess.run(command.split(), capture_output=True, check=True)
    return tmp_path / "cert.pem"


@pytest.mark.filterwarnings("ignore:Unverified HTTPS request")
def test_trust(connect, server, certificate):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, certificate.with_name("key.pem"))
    server.socket = context.wrap_socket(server.socket, server_side=True)
    to = ("--endpoint-url", server.url.replace("http:", "https:"))

    exit_code, _, told = connect(*GET, *to)
    assert (exit_code, "SSL validation failed" in told, server.requests) == (255, True, [])
    assert connect(*GET, *to, "--ca-bundle", str(certificate))[0] == 0
    assert connect(*GET, *to, "--no-verify-ssl")[0] == 0
    exit_code, _, told = connect(*GET, *to, "--ca-bundle", "absent.pem")
    assert (exit_code, "--ca-bundle: 'absent.pem' was received" in told) == (252, True)


@pytest.fixture
def silent():
    """A port where connections are taken and nothing is answered."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield listening.getsockname()[1]


@pytest.mark.slow
def test_read_timeout(connect, silent):
    exit_code, _, told = connect(*GET, "--endpoint-url", f"http://127.0.0.1:{silent}", "--cli-read-timeout", "1")

    assert (exit_code, "Read timeout on endpoint URL" in told) == (255, True)


@pytest.mark.slow
def test_connect_timeout(connect):
    with socket.create_server(("127.0.0.1", 0), backlog=0) as full:
        waiting = [socket.socket() for _ in range(4)]
        for each in waiting:
            each.setblocking(False)
            each.connect_ex(full.getsockname())
        to = ("--endpoint-url", f"http://127.0.0.1:{full.getsockname()[1]}", "--cli-connect-timeout", "1")
        exit_code, _, told = connect(*GET, *to)
        for each in waiting:
            each.close()

    assert (exit_code, "Connect timeout on endpoint URL" in told) == (255, True)


def test_color(connect, to):
    table = (*GET, *to, "--output", "table", "--color")
    assert ["\x1b[" in connect(*table, choice)[1] for choice in ("on", "off", "auto")] == [True, False, False]


@pytest.mark.parametrize(
    "words",
    [
        ("--no-cli-pager",),
        ("--cli-auto-prompt",),
        ("--no-cli-auto-prompt",),
        ("--cli-binary-format", "base64"),
        ("--cli-error-format", "json"),
    ],
)
def test_options_that_change_nothing_here(connect, to, words):
    assert connect(*GET, *to, *words) == (0, SHOWN["json"], "")


def test_version(capfd):
    assert main(["--output", "json", "connect", "--version"]) == 0
    assert capfd.readouterr().out.startswith("callslip/")


def test_the_help_page_names_every_global_option(connect):
    page = connect("help")[1]
    assert [flag for flag in GLOBAL_OPTIONS if f"  {flag}" not in page] == []
