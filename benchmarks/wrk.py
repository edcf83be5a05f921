"""Load over HTTP: wrk replays a file of requests and says how many were answered, how well and how fast."""

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path

_REPLAY = Path(__file__).parent / "replay.lua"


@dataclass(frozen=True)
class Load:
    """What came of one load: answers of success, the others, and the times of both."""

    answered: int
    refused: int
    broken: int
    seconds: float
    p50_ms: float
    p99_ms: float

    @property
    def per_second(self) -> float:
        """Answers of success."""
        return self.answered / self.seconds


def replay(url: str, requests: Path, connections: int, seconds: int) -> Load:
    """Keep so many connections busy for so long, one request at a time on each."""
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout=30s", "-s", _REPLAY, url, "--", requests]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    found = json.loads(printed.rpartition("RESULT ")[2])
    answered = found.pop("answers") - found["refused"]
    return Load(answered, **found)
