"""Updates by the size of their values, beside a constant answer to the same requests and what the disk takes."""

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path

import machine
import peers
import wire
from contenders import Contender, over_http
from plan import MIDDLE, Plan
from servers import Server, ask
from verify import verify

_METRICS = b"GET /_callslip/metrics HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
_METRIC = re.compile(r"^callslip_(batches|batched_writes)_total ([\d.e+]+)$", re.MULTILINE)
_TO_CONSTANT = 2_000
"""Requests that the constant is asked again and again: to wrk a few large ones are many bytes."""


def by_size(plan: Plan, folder: Path, key: peers.Key, store: Path) -> Iterator[dict[str, float]]:
    """One entry for each size and round; `store` is a prepared one."""
    with ExitStack() as stack:
        server = peers.start_callslip(folder, key, store)
        stack.callback(server.stop)
        constant = peers.start_constant(folder)
        stack.callback(constant.stop)
        answered = {}
        for size in plan.value_bytes:
            update = _updates(server, key, folder, plan.contacts, size)
            answer = _updates(constant, key, folder, plan.contacts, size, _TO_CONSTANT)
            for number in range(1, plan.rounds + 1):
                tag = f"r{number}b{size}"
                found = _measure(plan, folder, server, update, tag, wire.attributes_bytes(size))
                answered[tag] = found["answered"]
                constantly = answer.run(MIDDLE, plan.load_s, tag).per_second
                yield {"round": number, "value_bytes": size, **found, "constant_per_second": constantly}
        verify(server, key, answered)


def _measure(
    plan: Plan, folder: Path, server: Server, update: Contender, tag: str, attributes_bytes: int
) -> dict[str, float]:
    """One load, and right after it the disk, which appends as many bytes as one transaction of that load carried."""
    if plan.warm_rounds:
        update.run(MIDDLE, plan.warm_s, f"w{tag[1:]}")
    os.sync()
    before = _committed(server)
    load = update.run(MIDDLE, plan.load_s, tag)
    batches, writes = (after - then for after, then in zip(_committed(server), before, strict=True))
    together = writes / batches
    os.sync()
    return {
        "attributes_bytes": attributes_bytes,
        "answered": load.answered,
        "not_answered": load.refused + load.broken,
        "per_second": load.per_second,
        "p50_ms": load.p50_ms,
        "p99_ms": load.p99_ms,
        "together": together,
        "appended_bytes_per_second": machine.appended_per_second(
            folder, round(together * attributes_bytes), plan.load_s
        ),
    }


def _updates(
    server: Server, key: peers.Key, folder: Path, contacts: int, value_bytes: int, most: int | None = None
) -> Contender:
    def make(tag: str, count: int) -> Iterable[bytes]:
        return wire.updates(key.signer(server.url), tag, min(count, most or count), contacts, value_bytes)

    return over_http("sizes", server, folder, make)


def _committed(server: Server) -> tuple[float, float]:
    """Transactions of gathered writes so far, and the writes in them."""
    found = dict(_METRIC.findall(ask(server.url, _METRICS)[1].decode()))
    return float(found["batches"]), float(found["batched_writes"])
