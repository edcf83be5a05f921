"""`callslip connect` starts faster than the AWS CLI, side by side against one server."""

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

import pytest

from foreign_client import Target, environment, need
from recorder import record

pytestmark = pytest.mark.client

RUNS = 15
SCRIPTS = Path(sys.executable).parent


def seconds(command: list[str | Path], surroundings: dict[str, str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, env=surroundings, check=True, capture_output=True, timeout=60)
    return time.perf_counter() - start


def test_an_update_and_the_version_against_version_1_of_the_aws_cli():
    with record() as server:
        url = f"http://127.0.0.1:{server.port}"
        update = ["connect", "update-contact-attributes", "--initial-contact-id", "c", "--instance-id", "i"]
        update += ["--attributes", "a=b", "--endpoint-url", url]
        ours = SCRIPTS / "callslip"
        commands = {"aws": [need(SCRIPTS / "aws"), *update], "ours": [ours, *update], "version": [ours, "--version"]}
        surroundings = environment(Target(url)) | {"PATH": os.environ["PATH"]}
        runs = [{name: seconds(line, surroundings) for name, line in commands.items()} for _ in range(RUNS)]
        assert {request[:2] for request in server.requests} == {("POST", "/contact/attributes")}
    median = {name: statistics.median(run[name] for run in runs) for name in commands}

    assert median["ours"] <= 0.6 * median["aws"], median
    assert median["version"] <= 0.15 * median["aws"], median
