"""The ids and the command line of Amazon's own examples work as they are written."""

import pytest

from foreign_client import CONTACT, INSTANCE, Call, run_program

pytestmark = pytest.mark.client


def test_the_documented_ids_are_served(server):
    key = f"greetingPlayed-{server.client.name}"
    updated, read = server.run(Call("update", INSTANCE, CONTACT, {key: "false"}), Call("get", INSTANCE, CONTACT))
    assert updated.code is None
    assert read.attributes[key] == "false"


def test_the_documented_command_line_says_nothing(aws_cli, open_target):
    words = f"--initial-contact-id {CONTACT} --instance-id {INSTANCE} --attributes greetingPlayed=false".split()
    done = run_program(aws_cli.command(open_target, "update-contact-attributes", *words), open_target)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    (read,) = aws_cli.run(open_target, [Call("get", INSTANCE, CONTACT)])
    assert read.attributes["greetingPlayed"] == "false"
