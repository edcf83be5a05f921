"""What the outbox costs an update, in process: 64 to a batch, with and without a destination, in turns.

python benchmarks/outbox.py [--contacts N] [--rounds N]
"""

import argparse
import tempfile
import time
from pathlib import Path

from callslip.bootstrap import build
from callslip.delivery.compose import Composer
from callslip.delivery.jsonl import JsonlFile
from callslip.delivery.worker import Worker
from callslip.domain.caller import Caller
from callslip.gateway import Gateway
from callslip.perform import Call
from callslip.settings import Settings
from callslip.store import Store
from contacts import INSTANCE_ID, attributes, contact_id, prepared

_BATCH = 64
_BATCHES = 60
_CALLER = Caller("bench", "arn:aws:iam::123456789012:user/bench")
_NAME = "bench"
_OK = 200


class _Never:
    """Chance that is not needed: nothing fails."""

    def fraction(self) -> float:
        return 0.0


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure what the outbox costs an update.")
    parser.add_argument("--contacts", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=8)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=Path(__file__).parent) as folder:
        gateway = build(Settings(store=str(prepared(Path(folder), chosen.contacts))))
        file = JsonlFile(f"{folder}/out.jsonl")
        file.name = _NAME
        off, on, worked = [], [], []
        for number in range(chosen.rounds + 1):
            measured = _updates(gateway, chosen.contacts, 2 * number)
            off.append(measured)
            _switch(gateway, on=True)
            on.append(_updates(gateway, chosen.contacts, 2 * number + 1))
            worked.append(_work(gateway, file))
            _switch(gateway, on=False)
        gateway.backend.close()
    least = [min(values[1:]) for values in (off, on, worked)]
    print(f"update, no destination     {least[0]:6.1f} µs of processor time")
    print(f"update, with a destination {least[1]:6.1f} µs, {least[1] / least[0]:.2f} times")
    print(f"delivery to a JSONL file   {least[2]:6.1f} µs for each update, in the worker's thread")


def _updates(gateway: Gateway, contacts: int, turn: int) -> float:
    operation = gateway.model.operations["UpdateContactAttributes"]
    served = gateway.operations[operation.function_name]
    calls = []
    for number in range(_BATCH * _BATCHES):
        serial = turn * _BATCH * _BATCHES + number
        members = {
            "InstanceId": INSTANCE_ID,
            "InitialContactId": contact_id(serial % contacts),
            "Attributes": attributes("turn", serial),
        }
        calls.append(Call(operation, served, members, _CALLER, "bench"))
    began_s = time.process_time()
    for first in range(0, len(calls), _BATCH):
        responses, commit = gateway.begin(calls[first : first + _BATCH])
        commit()
        if any(response.status != _OK for response in responses):
            raise RuntimeError("an update was refused")
    return (time.process_time() - began_s) / len(calls) * 1e6


def _work(gateway: Gateway, file: JsonlFile) -> float:
    composer = Composer(gateway.world.arns, with_values=True)
    worker = Worker(file, gateway.backend, composer, gateway.world.clock, _Never(), 1)
    began_s = time.process_time()
    while not worker.step():
        pass
    return (time.process_time() - began_s) / (_BATCH * _BATCHES) * 1e6


def _switch(gateway: Gateway, *, on: bool) -> None:
    with gateway.backend.transaction() as transaction:
        store = Store(transaction)
        if on:
            store.deliveries.add(_NAME, store.outbox.last_id)
        else:
            store.deliveries.delete(_NAME)


if __name__ == "__main__":
    main()
