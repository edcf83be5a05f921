"""Throttled AWS CLIs get through by their own retries; what a policy refuses, every client shows."""

import json
import urllib.request

import pytest

from callslip.bootstrap import build_mock
from callslip.protocol.message import Request
from callslip.settings import Settings
from foreign_client import INSTANCE, Call, Key, Target, run_program
from real_server import create_key, serve

pytestmark = [pytest.mark.client, pytest.mark.slow]

INSTANCES = 9
"""More than the five requests of ListInstances that may come at once, when each asks for a single instance."""


@pytest.fixture
def store(tmp_path):
    """A store with some instances."""
    gateway = build_mock(Settings(store=str(tmp_path / "callslip.db")))
    flags = {"IdentityManagementType": "CONNECT_MANAGED", "InboundCallsEnabled": True, "OutboundCallsEnabled": True}
    for number in range(INSTANCES - 1):
        body = json.dumps({**flags, "InstanceAlias": f"alias-{number}"}).encode()
        assert gateway.handle(Request("PUT", "/instance", "", {}, body)).status == 200
    gateway.backend.close()
    return tmp_path / "callslip.db"


def test_a_throttled_command_succeeds_by_its_retries(aws_cli, store, tmp_path):
    with serve(tmp_path / "log", "--store", store, "--throttle", "account") as url:
        target = Target(url, attempts_max=12)
        done = run_program(aws_cli.command(target, "list-instances", "--page-size", "1", "--output", "json"), target)
        with urllib.request.urlopen(f"{url}/_callslip/metrics") as page:
            metrics = page.read().decode()

    assert done.returncode == 0, done.stderr
    assert len(json.loads(done.stdout)["InstanceSummaryList"]) == INSTANCES
    assert 'status="429"' in metrics


def test_a_policy_is_enforced_for_every_client(client, tmp_path):
    file = tmp_path / "credentials.json"
    key: Key = create_key(file)
    document = json.loads(file.read_text())
    statements = [
        {
            "Effect": "Allow",
            "Action": "connect:GetContactAttributes",
            "Resource": f"arn:aws:connect:*:*:instance/{INSTANCE}/contact/c",
        },
    ]
    document["credentials"][0]["policy"] = {"Statement": statements}
    file.write_text(json.dumps(document | {"version": 2}))
    with serve(tmp_path / "log", "--memory", "--auth", "sigv4", "--credentials", file) as url:
        read, other, changed = client.run(
            Target(url, key),
            [Call("get", INSTANCE, "c"), Call("get", INSTANCE, "d"), Call("update", INSTANCE, "c", {"k": "v"})],
        )

    assert [each.code for each in (read, other, changed)] == [
        "ResourceNotFoundException",
        "AccessDeniedException",
        "AccessDeniedException",
    ]
    if "AccessDeniedException" not in client.untyped:
        assert "not authorized to perform: connect:UpdateContactAttributes on resource: " in changed.message
