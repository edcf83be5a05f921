"""`make demo`, with the real AWS CLI."""

import subprocess
import sys

import pytest

from foreign_client import ROOT

pytestmark = pytest.mark.client

DEMO = [sys.executable, ROOT / "tools" / "demo.py", "--port", "0"]


def test_once_it_shows_the_attribute_that_the_aws_cli_set_and_ends(tmp_path):
    done = subprocess.run(
        [*DEMO, "--once", "--store", tmp_path / "demo.db"], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "--attributes greetingPlayed=false" in done.stdout
    assert done.stdout.count('"greetingPlayed": "false"') == 2  # through the first contact, and through the transfer


def test_it_serves_until_ctrl_c(tmp_path):
    with subprocess.Popen([*DEMO, "--store", tmp_path / "demo.db"], stdout=subprocess.PIPE, text=True) as demo:
        assert any("answers until Ctrl-C" in line for line in demo.stdout)
        demo.send_signal(2)
        assert demo.wait(20) == 0
