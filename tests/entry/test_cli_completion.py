import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["conn"], ["connect"]),
        (["connect", "update-contact-a"], ["update-contact-attributes"]),
        (["connect", "update-contact-attributes", "--ini"], ["--initial-contact-id"]),
        (["connect", "list-instances", "--max-i"], ["--max-items"]),
        (["connect", "list-instances", "--output", "y"], ["yaml", "yaml-stream"]),
        (["connect", "list-instances", "--generate-cli-skeleton", "y"], ["yaml-input"]),
        (["connect", "create-instance", "--no-in"], ["--no-inbound-calls-enabled"]),
        (["connect", "list-instances", "--output=y"], ["--output=yaml", "--output=yaml-stream"]),
        (["connect", "update-contact-attributes", "--attributes", ""], ["file://", "fileb://"]),
        (["connect", "search-contacts", "--cli-input-json", "file://key"], ["file://keys.json", "file://keys/"]),
        (["connect", "create-instance", "--identity-management-type", "S"], ["SAML"]),
        (["connect", "list-queues", "--queue-types", "AG"], ["AGENT"]),
        (["--output", "json", "connect", "list-insta"], ["list-instance-attributes", "list-instances"]),
        (["serve", "--au"], ["--auth"]),
        (["serve", "--auth", ""], ["open", "sigv4"]),
        (["contacts", "list", "--output", "t"], ["table"]),
        (["flow", "ru"], ["run"]),
        (["serve", "--store", ""], []),
    ],
)
def test_what_the_words_could_become(callslip, tmp_path, words, found):
    (tmp_path / "keys").mkdir()
    (tmp_path / "keys.json").touch()
    done = callslip("completion", "words", "--", *words)

    assert (done.returncode, done.stdout.split()) == (0, found)


def test_bash_completes(callslip, environment):
    script = callslip("completion", "bash").stdout
    ask = 'COMP_LINE="callslip connect get-contact-a"; COMP_POINT=${#COMP_LINE}; _callslip; echo "${COMPREPLY[@]}"'
    path = f"{Path(sys.executable).parent}{os.pathsep}{environment['PATH']}"
    done = subprocess.run(
        ["bash", "-c", script + ask], env={**environment, "PATH": path}, capture_output=True, text=True, check=False
    )

    assert (done.stdout, done.stderr) == ("get-contact-attributes\n", "")


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_the_other_shells_have_a_script(callslip, shell):
    done = callslip("completion", shell)

    assert done.returncode == 0
    assert "callslip completion words --" in done.stdout


def test_another_shell(callslip):
    assert callslip("completion", "tcsh").returncode == 2
