"""Measures how fast `callslip connect` starts beside the AWS CLI, version 1: the same update against one server."""

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

RUNS = 3 if os.environ.get("QUICK", "") not in ("", "0") else 15
SCRIPTS = Path(sys.executable).parent
INSTANCE = "a1b2c3d4-5678-90ab-cdef-EXAMPLE11111"
ENVIRONMENT = {
    "AWS_ACCESS_KEY_ID": "any",
    "AWS_SECRET_ACCESS_KEY": "any",
    "AWS_DEFAULT_REGION": "us-east-1",
    "AWS_CONFIG_FILE": os.devnull,
    "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
}


def seconds(command: list[str]) -> float:
    """The wall time of one run to its end."""
    start = time.perf_counter()
    subprocess.run(command, env={**os.environ, **ENVIRONMENT}, check=True, capture_output=True, timeout=60)
    return time.perf_counter() - start


def measure(url: str) -> dict[str, list[float]]:
    """Interleaved runs of each command, in seconds."""
    ours, aws = str(SCRIPTS / "callslip"), str(SCRIPTS / "aws")
    start = ["connect", "start-task-contact", "--instance-id", INSTANCE, "--name", "n", "--contact-flow-id", "f"]
    query = ["--query", "ContactId", "--output", "text", "--endpoint-url", url]
    contact = subprocess.run([ours, *start, *query], check=True, capture_output=True, text=True).stdout.strip()
    update = ["connect", "update-contact-attributes", "--initial-contact-id", contact, "--instance-id", INSTANCE]
    update += ["--attributes", "greetingPlayed=false", "--endpoint-url", url]
    commands = {
        "aws, version 1": [aws, *update],
        "callslip connect": [ours, *update],
        "callslip --version": [ours, "--version"],
        "python alone": [sys.executable, "-c", ""],
    }
    rounds = [{name: seconds(command) for name, command in commands.items()} for _ in range(RUNS)]
    return {name: [each[name] for each in rounds] for name in commands}


def main() -> None:
    """Print the medians, their range, and the ratio to the AWS CLI (must: 0.6 for the update, 0.15 for the version)."""
    serve = [str(SCRIPTS / "callslip"), "serve", "--memory", "--port", "0", "--print-url"]
    with subprocess.Popen(serve, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        try:
            url = server.stdout.readline().strip() if server.stdout else ""
            found = measure(url)
        finally:
            server.terminate()
    base = statistics.median(found["aws, version 1"])
    for name, times in found.items():
        median = statistics.median(times)
        print(f"{name:20} {median:6.3f} s  ({min(times):.3f} to {max(times):.3f})  {median / base:.2f}")


if __name__ == "__main__":
    main()
