"""A rule of the server raises a flag when the real AWS CLI sets an attribute, and the queue has it."""

import json
import subprocess

import pytest

from foreign_client import INSTANCE, Call, Conversation, Target
from real_server import CALLSLIP, serve

pytestmark = pytest.mark.client

RULES = """
[[rule]]
name = "mood"
flag = "abusive-caller"
attribute = "mood"
equals = "abusive"
"""


@pytest.fixture
def target(tmp_path):
    (tmp_path / "rules.toml").write_text(RULES)
    with serve(tmp_path / "log", "--memory", "--flag-rules", tmp_path / "rules.toml") as url:
        yield Target(url)


def test_an_attribute_set_by_the_aws_cli_reaches_the_queue(aws_cli, target, new_contact):
    contact = new_contact(target)
    conversation = Conversation(aws_cli, target)
    updated, read = conversation.run(
        Call("update", INSTANCE, contact, {"mood": "abusive"}), Call("get", INSTANCE, contact)
    )
    assert updated.code is None
    assert read.attributes == {"mood": "abusive", "callslip_flag_abusive-caller": "open"}
    command = [CALLSLIP, "flags", "list", "--endpoint-url", target.endpoint, "--state", "open", "--json"]
    listed = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    (flag,) = map(json.loads, listed.stdout.splitlines())
    assert (flag["name"], flag["contactId"], flag["state"]) == ("abusive-caller", contact, "open")
