"""What a result was measured on and with: no names of hosts, no paths."""

import os
import platform
import sqlite3
import statistics
import subprocess
import time
from importlib.metadata import version
from pathlib import Path

from peers import ROOT
from postgres import programs

_THEIRS = ("fastapi", "moto", "sqlalchemy", "uvicorn")
_FSYNCS = 200
_BLOCK = b"x" * 4096


def describe(folder: Path) -> dict[str, object]:
    """The machine, and the kind of file system that the data is on."""
    info = Path("/proc/cpuinfo").read_text()
    names = [line.partition(":")[2].strip() for line in info.splitlines() if line.startswith("model name")]
    return {
        "processor": names[0] if names else platform.machine(),
        "cores": os.cpu_count(),
        "memory_gib": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30),
        "kernel": platform.release().partition("-")[0],
        "file_system": _print("findmnt", "-n", "-o", "FSTYPE", "-T", str(folder)),
    }


def versions() -> dict[str, str]:
    """Every program that takes part."""
    python = ROOT / "benchmarks/.env/bin/python"
    script = "import sys, importlib.metadata as m; print(*map(m.version, sys.argv[1:]))"
    theirs = _print(str(python), "-c", script, *_THEIRS).split()
    wrk = subprocess.run(["wrk", "-v"], check=False, capture_output=True, text=True).stdout
    return {
        "callslip": version("callslip"),
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "uvicorn": version("uvicorn"),
        "wrk": wrk.split()[1],
        "postgresql": _print(str(programs() / "postgres"), "--version").split()[2],
        **{f"{name} (peer)" if name == "uvicorn" else name: one for name, one in zip(_THEIRS, theirs, strict=True)},
    }


def busy_percent(seconds: float = 1.0) -> float:
    """How busy the processors are with other work: to be asked while nothing of ours runs."""
    before = _times()
    time.sleep(seconds)
    spent = [after - then for after, then in zip(_times(), before, strict=True)]
    return round(100 * (1 - (spent[3] + spent[4]) / max(1, sum(spent))), 1)


def fsync_ms(folder: Path) -> float:
    """The median time of appending 4 KiB to a file and having it on disk."""
    times = []
    path = folder / "fsync"
    with path.open("wb", buffering=0) as file:
        for _ in range(_FSYNCS):
            started = time.perf_counter()
            file.write(_BLOCK)
            os.fdatasync(file.fileno())
            times.append(time.perf_counter() - started)
    path.unlink()
    return round(statistics.median(times) * 1000, 3)


def appended_per_second(folder: Path, block_bytes: int, seconds: float) -> float:
    """Bytes a second that a file grows by, when each block of that size is on disk before the next one is written."""
    block = os.urandom(block_bytes)
    path = folder / "appended"
    started = time.perf_counter()
    with path.open("wb", buffering=0) as file:
        while (taken := time.perf_counter() - started) < seconds:
            file.write(block)
            os.fdatasync(file.fileno())
        written = file.tell()
    path.unlink()
    return written / taken


def _times() -> list[int]:
    return [int(part) for part in Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:9]]


def _print(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()
