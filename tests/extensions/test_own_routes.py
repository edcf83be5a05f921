"""Who may ask our own routes: those who may call the API, and nobody else."""

import json
import urllib.error
import urllib.request

import pytest
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

from callslip.bootstrap import open_credentials
from callslip.domain.masks import Masks

INSTANCE = "a1b2c3d4-5678-90ab-cdef-EXAMPLE11111"
PATHS = [
    ("POST", "/_callslip/contacts", b"{}"),
    ("GET", "/_callslip/contacts/nobody", None),
    ("GET", f"/_callslip/contacts/nobody/history?instanceId={INSTANCE}", None),
    ("GET", f"/_callslip/flags?instanceId={INSTANCE}&contactId=nobody", None),
    ("GET", f"/_callslip/flows?instanceId={INSTANCE}&contactId=nobody", None),
]


@pytest.fixture
def server(tmp_path):
    """Starts servers of this test."""
    import os
    import subprocess
    import sys

    started = []

    def start(*arguments):
        command = [sys.executable, "-m", "callslip", "serve", "--memory", "--port", "0", "--print-url", *arguments]
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("CALLSLIP_", "AWS_"))}
        process = subprocess.Popen(
            command, env=kept, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        started.append(process)
        return process.stdout.readline().strip()

    yield start
    for process in started:
        process.kill()
        process.communicate()


def send(url, method, path, body, credentials=None, **headers):
    """The status and the members of an answer; signed where credentials are given."""
    request = AWSRequest(method, url + path, data=body, headers=headers)
    if credentials:
        SigV4Auth(credentials, "connect", "us-east-1").add_auth(request)
    sent = urllib.request.Request(url + path, body, dict(request.headers), method=method)
    try:
        with urllib.request.urlopen(sent) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as refused:
        return refused.code, {"code": refused.headers["x-amzn-ErrorType"], **json.load(refused)}


@pytest.fixture
def keys(tmp_path):
    return open_credentials(str(tmp_path / "keys.json"))


@pytest.mark.slow
def test_with_signatures(server, keys):
    made = keys.create("ana")
    url = server("--auth", "sigv4", "--credentials", "keys.json")
    good, bad = Credentials(made.access_key_id, made.secret_access_key), Credentials(made.access_key_id, "wrong")
    for method, path, body in PATHS:
        assert send(url, method, path, body)[1]["code"] == "MissingAuthenticationTokenException"
        assert send(url, method, path, body, bad)[1]["code"] == "InvalidSignatureException"
        assert send(url, method, path, body, good)[0] == (200 if method == "POST" else 404)


@pytest.mark.slow
def test_in_open_mode_for_this_machine_alone(server):
    url = server()
    for method, path, body in PATHS:
        assert send(url, method, path, body)[0] == (200 if method == "POST" else 404)
        for header in ({"Host": "evil.example"}, {"Origin": "https://evil.example"}):
            assert send(url, method, path, body, **header)[1]["code"] == "AccessDeniedException"


def test_health_needs_no_signature_and_unknown_paths_are_unknown(server, keys):
    keys.create("ana")
    url = server("--auth", "sigv4", "--credentials", "keys.json")
    assert send(url, "GET", "/_callslip/health", None) == (200, {"status": "ok"})
    assert send(url, "GET", "/_callslip/nothing", None)[1]["code"] == "UnknownOperationException"
    assert send(url, "POST", "/_callslip/health", b"")[1]["code"] == "UnknownOperationException"


def test_masked_attributes_are_neither_shown_nor_searched_by(server, keys):
    made = keys.create("ana")
    assert keys.set_masks(made.access_key_id, Masks(read=("ssn",)))
    url = server("--auth", "sigv4", "--credentials", "keys.json")
    ana = Credentials(made.access_key_id, made.secret_access_key)
    members = {"InstanceId": INSTANCE, "ContactFlowId": "f", "Name": "n"}
    body = json.dumps({**members, "Attributes": {"ssn": "078-05-1120", "tier": "gold"}}).encode()
    _, task = send(url, "PUT", "/contact/task", body, ana)
    _, found = send(url, "POST", "/_callslip/contacts", b"{}", ana)
    _, shown = send(url, "GET", f"/_callslip/contacts/{task['ContactId']}", None, ana)
    assert found["Contacts"][0]["Attributes"] == shown["Attributes"] == {"tier": "gold"}
    body = json.dumps({"AttributeTests": [{"Key": "SSN", "Prefix": "0"}]}).encode()
    assert send(url, "POST", "/_callslip/contacts", body, ana)[1]["code"] == "AccessDeniedException"
