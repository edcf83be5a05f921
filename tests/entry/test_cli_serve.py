import json
import signal
import ssl
import subprocess
import time
import urllib.error
import urllib.request
from http.client import HTTPConnection
from urllib.parse import urlsplit

import boto3
import pytest
from botocore.config import Config

from callslip.settings import EXAMPLE_INSTANCE_ID
from entry.conftest import COMMAND

WAIT_S = 20


@pytest.fixture
def callslip(environment, tmp_path):
    """Runs a command to its end in a process of its own: a server that cannot start leaves it to close what is open."""
    how = {"cwd": tmp_path, "capture_output": True, "text": True, "timeout": WAIT_S, "env": environment}
    return lambda *arguments: subprocess.run([COMMAND, *map(str, arguments)], check=False, **how)


def client(url, **more):
    keys = {"aws_access_key_id": "x", "aws_secret_access_key": "y", **more}
    return boto3.Session(region_name="us-east-1", **keys).client(
        "connect", endpoint_url=url, config=Config(retries={"total_max_attempts": 1})
    )


def start_task(connect, **members):
    return connect.start_task_contact(InstanceId=EXAMPLE_INSTANCE_ID, ContactFlowId="flow", Name="task", **members)[
        "ContactId"
    ]


def attributes(connect, contact_id):
    return connect.get_contact_attributes(InstanceId=EXAMPLE_INSTANCE_ID, InitialContactId=contact_id)["Attributes"]


def test_the_first_line_is_the_url_and_the_greeting_can_be_pasted(serving):
    process, url = serving("--memory")
    assert url.startswith("http://127.0.0.1:")
    process.terminate()
    _, errors = process.communicate(timeout=WAIT_S)
    assert f"--endpoint-url {url}" in errors
    assert f'endpoint_url="{url}"' in errors
    assert EXAMPLE_INSTANCE_ID in errors


@pytest.mark.slow
def test_what_was_answered_is_there_after_sigterm_and_a_new_start(serving, tmp_path):
    process, url = serving("--store", tmp_path / "store.db")
    contact_id = start_task(client(url), Attributes={"a": "1"})
    process.send_signal(signal.SIGTERM)
    assert process.wait(WAIT_S) == 0
    _, url = serving("--store", tmp_path / "store.db")
    assert attributes(client(url), contact_id) == {"a": "1"}


@pytest.mark.slow
def test_ctrl_c_is_a_clean_end(serving):
    process, _ = serving("--memory")
    process.send_signal(signal.SIGINT)
    assert process.wait(WAIT_S) == 0


def test_settings_from_file_environment_and_flags_in_this_order(serving, tmp_path):
    (tmp_path / "callslip.toml").write_text(
        'region = "eu-west-1"\naccount_id = "111111111111"\nstore = "sqlite::memory:"'
    )
    _, url = serving("--config", "callslip.toml", CALLSLIP_ACCOUNT_ID="222222222222", CALLSLIP_INSTANCE_ID="mine")
    arn = client(url).describe_instance(InstanceId="mine")["Instance"]["Arn"]
    assert arn == "arn:aws:connect:eu-west-1:222222222222:instance/mine"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--host", "0.0.0.0"], "credentials create"),
        (["--host", "0.0.0.0", "--auth", "open"], "--auth sigv4"),
        (["--port", "99999"], "65535"),
        (["--config", "absent.toml"], "Cannot read the configuration file absent.toml"),
        (["--store", "/no/such/folder/x.db"], "Cannot open the store"),
        (["--tls-certificate", "cert.pem"], "tls_key"),
        (["--tls-certificate", "cert.pem", "--tls-key", "key.pem"], "there is no file cert.pem"),
        (["--attributes-epoch", "yesterday"], "ISO 8601"),
        (["--account-id", "12"], "12 digits"),
    ],
)
def test_what_cannot_be_is_said_in_one_line(callslip, arguments, message):
    done = callslip("serve", "--port", "0", *arguments)
    assert done.returncode == 1
    assert message in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.slow
def test_a_port_in_use(serving, callslip):
    _, url = serving("--memory")
    done = callslip("serve", "--memory", "--port", urlsplit(url).port)
    assert done.returncode == 1
    assert "Choose another with --port" in done.stderr


def test_an_unknown_setting_in_the_file(callslip, tmp_path):
    (tmp_path / "callslip.toml").write_text("prot = 1")
    done = callslip("serve", "--config", "callslip.toml")
    assert done.returncode == 1
    assert "'prot'" in done.stderr
    assert "port" in done.stderr


@pytest.mark.slow
def test_signatures_are_verified(serving, callslip, tmp_path):
    path = tmp_path / "keys.json"
    made = json.loads(callslip("credentials", "create", "--name", "ana", "--file", path, "--json").stdout)
    _, url = serving("--memory", "--auth", "sigv4", "--credentials", path)
    right = client(url, aws_access_key_id=made["access_key_id"], aws_secret_access_key=made["secret_access_key"])
    assert attributes(right, start_task(right, Attributes={"a": "1"})) == {"a": "1"}
    wrong = client(url, aws_access_key_id=made["access_key_id"], aws_secret_access_key="guess")
    with pytest.raises(wrong.exceptions.ClientError, match="InvalidSignatureException"):
        start_task(wrong)


@pytest.mark.slow
def test_a_revoked_key_is_refused_while_the_server_runs(serving, callslip, tmp_path):
    path = tmp_path / "keys.json"
    made = json.loads(callslip("credentials", "create", "--name", "ana", "--file", path, "--json").stdout)
    _, url = serving("--memory", "--auth", "sigv4", "--credentials", path)
    connect = client(url, aws_access_key_id=made["access_key_id"], aws_secret_access_key=made["secret_access_key"])
    start_task(connect)
    callslip("credentials", "revoke", made["access_key_id"], "--file", path)
    time.sleep(1.1)  # the file is looked at once a second
    with pytest.raises(connect.exceptions.ClientError, match="UnrecognizedClientException"):
        start_task(connect)


@pytest.fixture
def certificate(tmp_path):
    command = (
        "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -addext subjectAltName=IP:127.0.0.1"
    )
    files = ["-keyout", "key.pem", "-out", "cert.pem"]
    subprocess.run([*command.split(), *files], cwd=tmp_path, capture_output=True, check=True)
    return tmp_path / "cert.pem"


@pytest.mark.slow
def test_tls(serving, certificate):
    _, url = serving("--memory", "--tls-certificate", certificate, "--tls-key", certificate.with_name("key.pem"))
    assert url.startswith("https://")
    trust = ssl.create_default_context(cafile=str(certificate))
    with urllib.request.urlopen(f"{url}/_callslip/health", context=trust) as answer:
        assert json.load(answer) == {"status": "ok"}


def test_health_readiness_and_metrics(serving):
    _, url = serving("--memory")
    start_task(client(url))
    pages = {}
    for name in ("health", "ready", "metrics"):
        with urllib.request.urlopen(f"{url}/_callslip/{name}") as answer:
            pages[name] = answer.read().decode()
    assert json.loads(pages["health"]) == {"status": "ok"}
    assert json.loads(pages["ready"]) == {"status": "ready"}
    assert 'callslip_requests_total{operation="StartTaskContact",status="200"} 1.0' in pages["metrics"]
    with pytest.raises(urllib.error.HTTPError, match="404"):
        urllib.request.urlopen(f"{url}/_callslip/nothing")


@pytest.mark.slow
def test_requests_are_logged_without_values(serving):
    process, url = serving("--memory", "--log-requests", "--log-format", "json", "--log-level", "debug")
    contact_id = start_task(client(url), Attributes={"ssn": "078-05-1120"})
    attributes(client(url), contact_id)
    process.terminate()
    output, errors = process.communicate(timeout=WAIT_S)
    lines = [json.loads(line) for line in errors.splitlines() if line.startswith("{")]
    assert [line["operation"] for line in lines if "operation" in line] == ["StartTaskContact", "GetContactAttributes"]
    assert "078-05-1120" not in output + errors


@pytest.mark.slow
@pytest.mark.parametrize("header", [{"Origin": "https://evil.example"}, {"Host": "evil.example"}])
def test_a_page_of_another_site_is_not_the_user_of_this_machine(serving, header):
    _, url = serving("--memory")
    connection = HTTPConnection(urlsplit(url).netloc)
    connection.request("GET", "/instance", headers=header)
    answer = connection.getresponse()
    assert answer.status == 403
    assert "sigv4" in json.load(answer)["Message"]
    connection.close()
