"""The commands as a person runs them: in processes of their own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

COMMAND = str(Path(sys.executable).with_name("callslip"))


@pytest.fixture
def environment(tmp_path):
    """No setting of the person who runs the tests leaks in."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("CALLSLIP_", "AWS_"))}
    return {**kept, "HOME": str(tmp_path)}


@pytest.fixture
def callslip(environment, tmp_path):
    """Runs a command to its end: exit code, output, errors."""

    def run(*arguments, **more):
        return subprocess.run(
            [COMMAND, *map(str, arguments)],
            env={**environment, **more},
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
        )

    return run


@pytest.fixture
def serving(environment, tmp_path):
    """Starts servers; gives the process and its URL. What still runs at the end is killed."""
    started = []

    def start(*arguments, **more):
        process = subprocess.Popen(
            [COMMAND, "serve", "--port", "0", "--print-url", *map(str, arguments)],
            env={**environment, **more},
            cwd=tmp_path,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        return process, process.stdout.readline().strip()

    yield start
    for process in started:
        process.kill()
        process.communicate()
