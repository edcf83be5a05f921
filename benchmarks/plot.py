"""Draws a run by connections, by contacts and by size: plot.py RESULTS.json PICTURE.png; needs matplotlib."""

import json
import statistics
import sys
from pathlib import Path

import matplotlib as mpl

mpl.use("Agg")

from matplotlib import pyplot as plt
from matplotlib.axes import Axes

_DRAWN = {
    "constant": "constant",
    "read": "Callslip, read",
    "update": "Callslip, durable update",
    "pgbench upsert": "pgbench upsert",
    "FastAPI update": "FastAPI baseline",
    "moto update": "moto UpdateItem",
}
_SIZE = "bytes of an update's keys and values"
_CONTACTS = {"small": 10_000, "large": 1_000_000}


def main(source: Path, target: Path) -> None:
    """Six panels: three by connections, one by contacts, two by size."""
    results = json.loads(source.read_text(encoding="utf-8"))
    figure, axes = plt.subplots(2, 3, figsize=(13, 8.4), layout="constrained")
    _by_connections(axes[0][0], results, "answers a second", lambda load: load["answered"] / load["seconds"])
    _by_connections(axes[0][1], results, "p50, ms", lambda load: load["p50_ms"])
    _by_connections(axes[0][2], results, "p99, ms", lambda load: load["p99_ms"])
    _by_contacts(axes[1][0], results)
    _by_size(axes[1][1], results)
    _bytes_by_size(axes[1][2], results)
    figure.legend(*axes[0][0].get_legend_handles_labels(), loc="outside lower center", ncols=len(_DRAWN), fontsize=9)
    figure.suptitle(f"Callslip {results['version']}, {results['date']}: median of {results['plan']['rounds']} rounds")
    figure.savefig(target, dpi=110)


def _by_connections(axes: Axes, results: dict, title: str, figure: callable) -> None:
    connections = results["plan"]["connections"]
    for contender, label in _DRAWN.items():
        rounds = {}
        for load in results["loads"]:
            if load["contender"] == contender:
                rounds.setdefault(load["connections"], []).append(figure(load))
        axes.plot(list(rounds), [statistics.median(values) for values in rounds.values()], marker="o", label=label)
    axes.set_xscale("log", base=2)
    axes.set_xticks(connections, map(str, connections))
    _finish(axes, "connections", title)


def _by_contacts(axes: Axes, results: dict) -> None:
    if not results["growth"]:
        axes.set_axis_off()
        return
    medians = [statistics.median(one[name] for one in results["growth"]) for name in _CONTACTS]
    axes.plot(list(_CONTACTS.values()), medians, marker="o", color=_color("update"))
    axes.set_xscale("log")
    axes.set_xticks(list(_CONTACTS.values()), [f"{count:,}" for count in _CONTACTS.values()])
    _finish(axes, "contacts stored", "updates a second, 64 connections", scale="linear")
    axes.set_ylim(bottom=0)


def _by_size(axes: Axes, results: dict) -> None:
    for contender, figure in (("update", "per_second"), ("constant", "constant_per_second")):
        _sizes(axes, results, lambda one, figure=figure: one[figure], color=_color(contender))
    _finish(axes, _SIZE, "answers a second, 64 connections")


def _bytes_by_size(axes: Axes, results: dict) -> None:
    for contender, figure in (("update", "per_second"), ("constant", "constant_per_second")):
        _sizes(
            axes,
            results,
            lambda one, figure=figure: one[figure] * one["attributes_bytes"] / 1e6,
            color=_color(contender),
        )
    disk = "the disk, in blocks of one transaction's updates"
    _sizes(axes, results, lambda one: one["appended_bytes_per_second"] / 1e6, color="black", label=disk)
    axes.legend(loc="upper left", fontsize=9)
    _finish(axes, _SIZE, "MB a second, 64 connections")


def _sizes(axes: Axes, results: dict, figure: callable, **style: str) -> None:
    rounds = {}
    for one in results["sizes"]:
        rounds.setdefault(one["attributes_bytes"], []).append(figure(one))
    axes.plot(list(rounds), [statistics.median(values) for values in rounds.values()], marker="o", **style)
    axes.set_xscale("log")


def _color(contender: str) -> str:
    return f"C{list(_DRAWN).index(contender)}"


def _finish(axes: Axes, along: str, title: str, scale: str = "log") -> None:
    axes.set_yscale(scale)
    axes.set_xlabel(along)
    axes.set_title(title)
    axes.grid(visible=True, alpha=0.3)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
