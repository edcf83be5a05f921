"""Flags from the shell, through a real server, with signatures checked."""

import json

import pytest

from callslip.settings import EXAMPLE_INSTANCE_ID

ODD = "asked for\x1b[31m a lawyer"

pytestmark = pytest.mark.slow

RULES = """
[[rule]]
name = "mood"
flag = "abusive-caller"
attribute = "mood"
one_of = ["abusive", "threatening"]
ignore_case = true
reason = "The caller was abusive"
"""


@pytest.fixture
def server(serving, callslip, tmp_path):
    """A server that checks signatures and has a rule; gives the environment of somebody with a key."""
    key = json.loads(callslip("credentials", "create", "--name", "ana", "--file", "keys.json", "--json").stdout)
    (tmp_path / "rules.toml").write_text(RULES)
    _, url = serving(
        "--memory", "--auth", "sigv4", "--credentials", tmp_path / "keys.json", "--flag-rules", tmp_path / "rules.toml"
    )
    return {
        "CALLSLIP_ENDPOINT_URL": url,
        "AWS_ACCESS_KEY_ID": key["access_key_id"],
        "AWS_SECRET_ACCESS_KEY": key["secret_access_key"],
        "AWS_DEFAULT_REGION": "us-east-1",
    }


@pytest.fixture
def contact(server, callslip):
    task = ("start-task-contact", "--instance-id", EXAMPLE_INSTANCE_ID, "--name", "t", "--contact-flow-id", "f")
    return callslip("connect", *task, "--query", "ContactId", "--output", "text", **server).stdout.strip()


def attributes(callslip, server, contact):
    named = ("--instance-id", EXAMPLE_INSTANCE_ID, "--initial-contact-id", contact)
    return json.loads(callslip("connect", "get-contact-attributes", *named, **server).stdout)["Attributes"]


def listed(callslip, server, *options):
    done = callslip("flags", "list", *options, **server)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_a_flag_is_raised_taken_and_closed(callslip, server, contact):
    done = callslip("flags", "raise", contact, "legal-review", "--no-json", "--reason", ODD, **server)
    assert (done.returncode, done.stdout, done.stderr) == (0, f"legal-review on {contact} is open\n", "")
    assert attributes(callslip, server, contact) == {"callslip_flag_legal-review": "open"}
    done = callslip("flags", "take", contact, "legal-review", "--no-json", **server)
    assert done.stdout == f"legal-review on {contact} is taken by ana\n"
    (flag,) = listed(callslip, server, "--state", "taken", "--assignee", "ana", "--contact-id", contact)
    assert (flag["raisedBy"], flag["reason"]) == ("arn:aws:iam::123456789012:user/ana", ODD)
    table = callslip("flags", "list", "--no-json", **server | {"COLUMNS": "200"}).stdout
    assert "\x1b" not in table
    assert "asked for\\x1b[31m a lawyer" in table
    assert callslip("flags", "close", contact, "legal-review", "--reason", "done", **server).stdout.startswith("{")
    assert attributes(callslip, server, contact) == {"callslip_flag_legal-review": "closed"}
    (flag,) = listed(callslip, server)
    assert (flag["state"], flag["assignee"], flag["resolution"]) == ("closed", "ana", "done")


def test_a_rule_raises_a_flag(callslip, server, contact):
    update = ("update-contact-attributes", "--instance-id", EXAMPLE_INSTANCE_ID, "--initial-contact-id", contact)
    callslip("connect", *update, "--attributes", "mood=Threatening", **server)
    (flag,) = listed(callslip, server, "--state", "open")
    assert (flag["name"], flag["contactId"], flag["reason"]) == ("abusive-caller", contact, "The caller was abusive")
    assert attributes(callslip, server, contact) == {"mood": "Threatening", "callslip_flag_abusive-caller": "open"}


def test_what_is_refused(callslip, server, contact):
    for words, said in (
        (("take", contact, "no-such"), "The contact has no flag 'no-such'."),
        (("raise", contact, "bad name"), "'bad name' is no name for a flag"),
        (("raise", "nobody", "f"), "No contact 'nobody' in the instance"),
        (("list", "--instance-id", "nowhere"), "No instance 'nowhere'"),
    ):
        done = callslip("flags", *words, **server)
        assert done.returncode == 1
        assert said in done.stderr


def test_who_has_no_key_is_refused(callslip, server):
    done = callslip("flags", "list", CALLSLIP_ENDPOINT_URL=server["CALLSLIP_ENDPOINT_URL"])
    assert (done.returncode, done.stderr) == (1, "callslip flags: Missing Authentication Token\n")


def test_nobody_there(callslip):
    done = callslip("flags", "list", "--endpoint-url", "http://127.0.0.1:9")
    assert (done.returncode, done.stderr) == (1, "callslip flags: no server answers at http://127.0.0.1:9\n")
