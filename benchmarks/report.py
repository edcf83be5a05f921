"""The results as a page: page.md filled in, for the terminal and for docs/reference/performance.md."""

import json
import statistics
import sys
from collections.abc import Iterator
from pathlib import Path
from string import Template

from peers import ROOT
from ratios import NOISY, Results, loads, noise, per_second, rows, sizes, spread

PAGE = ROOT / "docs/reference/performance.md"
_TEMPLATE = ROOT / "benchmarks/page.md"
_CONTENDERS = {
    "update": "Callslip, durable update",
    "all on": "the same, one searchable key, events in the outbox",
    "all on, delivered": "the same, events delivered to a file beside",
    "update on PostgreSQL": "the same as the first, the store in PostgreSQL",
    "read": "Callslip, read",
    "constant": "constant",
    "pgbench upsert": "PostgreSQL, pgbench's upsert",
    "FastAPI update": "FastAPI baseline, update",
    "moto update": "moto, DynamoDB UpdateItem",
    "moto read": "moto, Connect DescribeInstance",
}


def page(results: Results, plot: str = "") -> str:
    """The whole page, in Markdown; `plot` is the name of the picture in benchmarks/results/, if there is one."""
    plan, kept, starts = results["plan"], results["verified"], results["starts"]
    ours = [one for one in results["loads"] if one["contender"] in ("update", "read")]
    return Template(_TEMPLATE.read_text(encoding="utf-8")).substitute(
        kind="a quick run" if plan["quick"] else "the full run",
        version=results["version"],
        date=results["date"],
        rounds=plan["rounds"],
        load_s=plan["load_s"],
        contacts=f"{plan['contacts']:,}",
        noise="".join(f"\n**{sentence}**\n" for sentence in _doubts(results)),
        ratios="\n".join(_ratios(results)),
        figures="\n".join(_figures(results)),
        sizes="\n".join(_sizes(results)),
        callslip_start_ms=round(1000 * statistics.median(one["callslip_s"] for one in starts)),
        moto_start_ms=round(1000 * statistics.median(one["moto_s"] for one in starts)),
        refused=sum(one["refused"] + one["broken"] for one in ours)
        + sum(one["not_answered"] for one in results["sizes"]),
        plot=f"\n![Throughput and times by connections](../../benchmarks/results/{plot})\n" if plot else "",
        answered=f"{kept['answered']:,}",
        kept=f"{kept['kept']:,}",
        asked=kept["asked"],
        machine=_machine(results),
        programs=", ".join(f"{name} {one}" for name, one in results["programs"].items()),
    )


def _doubts(results: Results) -> Iterator[str]:
    if results["plan"]["quick"]:
        yield "A quick run: too short to conclude from, only to see that everything works."
    if noise(results) > NOISY:
        yield (
            "The machine was too noisy to conclude: "
            f"the constant's best round was {noise(results):.2f} times its worst; "
            f"over {NOISY} is too much. At the start other work took {results['busy_percent']} % of the processors."
        )


def _ratios(results: Results) -> Iterator[str]:
    yield "| ratio | minimum | median | maximum | must | goal | reached |"
    yield "|---|---:|---:|---:|---:|---:|---|"
    for row in rows(results):
        cells = [row.shown(one) for one in (row.spread.least, row.spread.median, row.spread.most)]
        bounds = [("≤ " if row.at_most else "") + row.shown(one) for one in (row.must, row.goal)]
        yield f"| {row.title} | {' | '.join(cells + bounds)} | {row.verdict} |"


def _figures(results: Results) -> Iterator[str]:
    yield "| | connections | answers/s | worst to best | p50 | p99 |"
    yield "|---|---:|---:|---:|---:|---:|"
    for name, title in _CONTENDERS.items():
        for connections in results["plan"]["connections"]:
            if not loads(results, name, connections):
                continue
            rate = spread(results, name, connections, per_second)
            p50 = spread(results, name, connections, lambda one: one["p50_ms"])
            p99 = spread(results, name, connections, lambda one: one["p99_ms"])
            yield (
                f"| {title} | {connections} | {rate.median:,.0f} | {rate.least:,.0f} to {rate.most:,.0f} "
                f"| {p50.median:.2f} | {p99.median:.2f} |"
            )


def _sizes(results: Results) -> Iterator[str]:
    yield "| bytes | updates/s | p50 | p99 | in a transaction | MB/s | constant, MB/s | disk, MB/s |"
    yield "|---:|---:|---:|---:|---:|---:|---:|---:|"
    for size in results["plan"]["value_bytes"]:
        rounds = sizes(results, size)
        megabytes = rounds[0]["attributes_bytes"] / 1e6
        rate, p50, p99, together, constant, disk = (
            statistics.median(one[name] for one in rounds)
            for name in (
                "per_second",
                "p50_ms",
                "p99_ms",
                "together",
                "constant_per_second",
                "appended_bytes_per_second",
            )
        )
        yield (
            f"| {rounds[0]['attributes_bytes']:,} | {rate:,.0f} | {p50:.2f} | {p99:.2f} | {together:.0f} "
            f"| {rate * megabytes:.1f} | {constant * megabytes:.1f} | {disk / 1e6:.0f} |"
        )


def _machine(results: Results) -> str:
    machine = results["machine"]
    least_ms, most_ms = min(results["fsync_ms"]), max(results["fsync_ms"])
    return (
        f"{machine['processor']}, {machine['cores']} cores, {machine['memory_gib']} GiB, Linux {machine['kernel']}, "
        f"{machine['file_system']}; 4 KiB are on disk {least_ms:.2f} to {most_ms:.2f} ms after they were written"
    )


if __name__ == "__main__":
    sys.stdout.write(page(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))))
