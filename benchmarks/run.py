"""Measures Callslip beside its peers: `make bench`; QUICK=1 takes two minutes, GROWTH=0 skips the million contacts.

A full run writes benchmarks/results/ and docs/reference/performance.md; a quick one only with KEEP=1.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import asdict
from datetime import UTC, datetime
from itertools import product
from pathlib import Path
from typing import Any

import contenders
import machine
import peers
from contacts import prepared
from plan import GROWTH_CONTACTS, MIDDLE, Plan
from report import PAGE, page
from sizes import by_size
from verify import verify

_DATA = peers.ROOT / "benchmarks/.data"
_RESULTS = peers.ROOT / "benchmarks/results"


def main() -> None:
    """One run."""
    started_s = time.monotonic()
    subprocess.run([peers.ROOT / "tools/install_bench.sh"], check=True)
    plan = Plan.read()
    _DATA.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="run-", dir=_DATA) as name:
        folder = Path(name)
        folder.chmod(0o755)  # PostgreSQL runs as another user
        results = _measure(plan, folder)
    print(page(results))
    if not plan.quick or os.environ.get("KEEP", "") not in ("", "0"):
        _keep(results)
    _say(f"took {time.monotonic() - started_s:.0f} s")


def _measure(plan: Plan, folder: Path) -> dict[str, Any]:
    results: dict[str, Any] = {
        "version": machine.versions()["callslip"],
        "date": f"{datetime.now(UTC):%Y-%m-%d}",
        "plan": asdict(plan),
        "machine": machine.describe(folder),
        "programs": machine.versions(),
        "busy_percent": machine.busy_percent(),
        "fsync_ms": [machine.fsync_ms(folder)],
        "resident_mb": [],
        "starts": [],
        "growth": [],
        "sizes": [],
    }
    _say(f"preparing {plan.contacts:,} contacts")
    store = prepared(_DATA, plan.contacts)
    key = peers.make_key(folder)
    with ExitStack() as stack:
        lineup = contenders.Lineup.open(stack, folder, key, store, plan)
        results["loads"] = list(_loads(plan, lineup, results["resident_mb"]))
        results["verified"] = verify(lineup.callslip, key, _answered(results, "update"))
        peers.fetch_store(lineup.on_postgres, lineup.postgres_url, folder)
        verify(lineup.on_postgres, key, _answered(results, "update on PostgreSQL"))
    results["starts"] = [_start(folder, key, store) for _ in range(plan.rounds)]
    for entry in by_size(plan, folder, key, store):
        results["sizes"].append(entry)
        _say(f"r{entry['round']} values of {entry['value_bytes']} bytes: {entry['per_second']:,.0f}/s")
    if plan.growth:
        results["growth"] = _grow(plan, folder, key)
    results["fsync_ms"].append(machine.fsync_ms(folder))
    return results


def _loads(plan: Plan, lineup: contenders.Lineup, resident_mb: list[float]) -> Iterator[dict[str, Any]]:
    """All contenders take turns, another one first in each round: what one leaves behind for the next is shared out."""
    for number, connections in product(range(1, plan.rounds + 1), plan.connections):
        first = number % len(lineup.contenders)
        for contender in lineup.contenders[first:] + lineup.contenders[:first]:
            if contender.only not in (None, connections):
                continue
            if number <= plan.warm_rounds:
                contender.run(connections, plan.warm_s, f"w{number}c{connections}")
            tag = f"r{number}c{connections}"
            os.sync()  # what others wrote must not reach the disk at this one's cost
            load = contender.run(connections, plan.load_s, tag)
            yield {"round": number, "contender": contender.name, "connections": connections, "tag": tag, **asdict(load)}
            _say(f"{tag} {contender.name}: {load.per_second:,.0f}/s, p50 {load.p50_ms} ms, p99 {load.p99_ms} ms")
        if connections == plan.connections[-1]:
            resident_mb.append(lineup.callslip.resident_mb())


def _answered(results: dict[str, Any], contender: str) -> dict[str, int]:
    return {one["tag"]: one["answered"] for one in results["loads"] if one["contender"] == contender}


def _start(folder: Path, key: peers.Key, store: Path) -> dict[str, float]:
    """Seconds from the start of the process to its first answer."""
    found = {}
    for name, server in (
        ("callslip_s", peers.start_callslip(folder, key, store)),
        ("moto_s", peers.start_moto(folder, key)),
    ):
        found[name] = server.first_answer_s
        server.kill()
    return found


def _grow(plan: Plan, folder: Path, key: peers.Key) -> list[dict[str, float]]:
    """Updates a second with few contacts and with many, in turns."""
    with ExitStack() as stack:
        sizes = []
        for count in GROWTH_CONTACTS:
            _say(f"preparing {count:,} contacts")
            server = peers.start_callslip(folder, key, prepared(_DATA, count))
            stack.callback(server.stop)
            sizes.append((server, contenders.update("update", server, key, folder, count), {}))
        rounds = []
        for number in range(1, plan.rounds + 1):
            for _, contender, answered in sizes:
                contender.run(MIDDLE, plan.warm_s, f"w{number}")
                load = contender.run(MIDDLE, plan.load_s, f"r{number}")
                answered[f"r{number}"] = load.answered
                rounds.append(load.per_second)
                _say(f"r{number} growth: {load.per_second:,.0f}/s")
        for server, _, answered in sizes:
            verify(server, key, answered)
    return [{"small": small, "large": large} for small, large in zip(rounds[::2], rounds[1::2], strict=True)]


def _keep(results: dict[str, Any]) -> None:
    _RESULTS.mkdir(exist_ok=True)
    quick = "-quick" if results["plan"]["quick"] else ""
    file = _RESULTS / f"{results['date']}-{results['version']}{quick}.json"
    file.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    plot = file.with_suffix(".png")
    python = peers.ROOT / "benchmarks/.env/bin/python"
    subprocess.run([python, peers.ROOT / "benchmarks/plot.py", file, plot], check=True)
    PAGE.write_text(page(results, plot.name), encoding="utf-8")
    _say(f"wrote {file.name}, {plot.name} and {PAGE.name}")


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
