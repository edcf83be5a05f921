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
        (["serve", "--"], []),
    ],
)
def test_what_the_words_could_become(callslip, words, found):
    done = callslip("completion", "words", "--", *words)

    assert (done.returncode, done.stdout.split()) == (0, found)


def test_bash_completes(callslip, environment):
    script = callslip("completion", "bash").stdout
    ask = 'COMP_WORDS=(callslip connect get-contact-a); COMP_CWORD=2; _callslip; echo "${COMPREPLY[@]}"'
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
