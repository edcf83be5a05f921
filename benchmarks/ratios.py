"""From the loads of a run to the ratios that have targets: computed round by round, so that noise meets both sides."""

import statistics
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from plan import MIDDLE

NOISY = 1.3
"""When the constant's best round is this much better than its worst, the machine was too noisy to conclude."""

Results = Mapping[str, Any]
"""What run.py writes."""


@dataclass(frozen=True)
class Spread:
    """The rounds of one figure."""

    least: float
    median: float
    most: float

    @classmethod
    def of(cls, values: list[float]) -> "Spread":
        """The spread of at least one value."""
        return cls(min(values), statistics.median(values), max(values))


@dataclass(frozen=True)
class Row:
    """One ratio, and what it has to be; `form` is how it is shown, `at_most` whether less is better."""

    title: str
    spread: Spread
    must: float
    goal: float
    form: str
    at_most: bool = False

    @property
    def verdict(self) -> str:
        """Which target the median reaches."""
        for name, bound in (("goal", self.goal), ("must", self.must)):
            if self.spread.median <= bound if self.at_most else self.spread.median >= bound:
                return name
        return "missed"

    def shown(self, value: float) -> str:
        """A value in this row's form."""
        return self.form.format(value)


_TIMES, _PERCENT, _MEGABYTES = "{:.1f} \N{MULTIPLICATION SIGN}", "{:.0%}", "{:.0f} MB"
_LOADED = (
    ("durable update ÷ moto DynamoDB UpdateItem, {c} connections", "update", "moto update", MIDDLE, 40, 100, _TIMES),
    ("the same at {c} connection", "update", "moto update", 1, 6, 10, _TIMES),
    ("durable update ÷ FastAPI + SQLAlchemy + SQLite baseline", "update", "FastAPI update", MIDDLE, 20, 50, _TIMES),
    ("durable update ÷ a constant answer of the same server", "update", "constant", MIDDLE, 0.3, 0.5, _PERCENT),
    ("read ÷ the same constant", "read", "constant", MIDDLE, 0.6, 0.8, _PERCENT),
    (
        "durable update with a searchable key and events in the outbox ÷ without",
        "all on",
        "update",
        MIDDLE,
        0.6,
        0.8,
        _PERCENT,
    ),
    ("durable update ÷ pgbench's upsert, commit each", "update", "pgbench upsert", MIDDLE, 0.8, 1.5, _TIMES),
    (
        "durable update, store in PostgreSQL ÷ the same",
        "update on PostgreSQL",
        "pgbench upsert",
        MIDDLE,
        0.8,
        1.8,
        _TIMES,
    ),
)


def rows(results: Results) -> Iterator[Row]:
    """Every target that this run has figures for."""
    for title, ours, theirs, connections, must, goal, form in _LOADED:
        yield Row(title.format(c=connections), _over(results, ours, theirs, connections), must, goal, form)
    slow = [one["p99_ms"] / one["p50_ms"] for one in loads(results, "update", MIDDLE)]
    yield Row(f"p99 ÷ p50 of an update, {MIDDLE} connections", Spread.of(slow), 6, 3, _TIMES, at_most=True)
    if results["growth"]:
        grown = [one["large"] / one["small"] for one in results["growth"]]
        yield Row("updates/s at 1,000,000 contacts ÷ at 10,000", Spread.of(grown), 0.55, 0.8, _PERCENT)
    largest = [
        one["per_second"] * one["attributes_bytes"] / one["appended_bytes_per_second"]
        for one in sizes(results, results["plan"]["value_bytes"][-1])
    ]
    title = "bytes of the largest updates ÷ bytes that the disk takes in blocks of one transaction's updates"
    yield Row(title, Spread.of(largest), 0.4, 0.7, _PERCENT)
    starts = [one["moto_s"] / one["callslip_s"] for one in results["starts"]]
    yield Row("first answer after start: moto ÷ Callslip", Spread.of(starts), 3, 5, _TIMES)
    memory = Spread.of(results["resident_mb"])
    yield Row("resident memory under load", memory, 80, 50, _MEGABYTES, at_most=True)


def loads(results: Results, contender: str, connections: int) -> list[Mapping[str, float]]:
    """The loads of one contender, one for each round."""
    return [one for one in results["loads"] if one["contender"] == contender and one["connections"] == connections]


def sizes(results: Results, value_bytes: int) -> list[Mapping[str, float]]:
    """What was measured with values of this size, one for each round."""
    return [one for one in results["sizes"] if one["value_bytes"] == value_bytes]


def spread(
    results: Results, contender: str, connections: int, figure: Callable[[Mapping[str, float]], float]
) -> Spread:
    """The spread of a figure over the rounds of one contender."""
    return Spread.of([figure(one) for one in loads(results, contender, connections)])


def per_second(load: Mapping[str, float]) -> float:
    """Answers of success."""
    return load["answered"] / load["seconds"]


def noise(results: Results) -> float:
    """The constant's best round through its worst."""
    constant = spread(results, "constant", MIDDLE, per_second)
    return constant.most / constant.least


def _over(results: Results, ours: str, theirs: str, connections: int) -> Spread:
    pairs = zip(loads(results, ours, connections), loads(results, theirs, connections), strict=True)
    return Spread.of([per_second(one) / per_second(other) for one, other in pairs])
