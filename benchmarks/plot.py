"""Draws throughput and times by connections: plot.py RESULTS.json PICTURE.png; needs matplotlib."""

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


def main(source: Path, target: Path) -> None:
    """Three panels side by side, each with a logarithmic scale: answers a second, p50, p99."""
    results = json.loads(source.read_text(encoding="utf-8"))
    figure, axes = plt.subplots(1, 3, figsize=(13, 4.2), layout="constrained")
    _panel(axes[0], results, "answers a second", lambda load: load["answered"] / load["seconds"])
    _panel(axes[1], results, "p50, ms", lambda load: load["p50_ms"])
    _panel(axes[2], results, "p99, ms", lambda load: load["p99_ms"])
    figure.legend(*axes[0].get_legend_handles_labels(), loc="outside lower center", ncols=len(_DRAWN), fontsize=9)
    figure.suptitle(f"Callslip {results['version']}, {results['date']}: median of {results['plan']['rounds']} rounds")
    figure.savefig(target, dpi=110)


def _panel(axes: Axes, results: dict, title: str, figure: callable) -> None:
    connections = results["plan"]["connections"]
    for contender, label in _DRAWN.items():
        medians = [
            statistics.median(
                figure(load)
                for load in results["loads"]
                if load["contender"] == contender and load["connections"] == number
            )
            for number in connections
        ]
        axes.plot(connections, medians, marker="o", label=label)
    axes.set_xscale("log", base=2)
    axes.set_xticks(connections, map(str, connections))
    axes.set_yscale("log")
    axes.set_xlabel("connections")
    axes.set_title(title)
    axes.grid(visible=True, alpha=0.3)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
