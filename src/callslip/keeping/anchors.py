"""Anchors: the last digests of all histories in a file, kept elsewhere, against which a store proves itself later."""

import json
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path
from typing import Any

from callslip.store import Backend, Store

_DIGITS = 64


class AnchorError(Exception):
    """The file is no anchor, or is not as it was written."""


def write_anchor(backend: Backend, path: Path) -> str:
    """Write an anchor; the digest over all of it, which is enough to keep. Raises OSError where there is a file."""
    seal = blake2b()
    with path.open("x", encoding="ascii") as file:
        for head in _heads(backend):
            line = json.dumps(head)
            seal.update(line.encode())
            file.write(f"{line}\n")
        digest = seal.hexdigest()[:_DIGITS]
        file.write(f"{json.dumps({'Digest': digest})}\n")
    return digest


def check_anchor(backend: Backend, path: Path) -> tuple[list[str], list[str]]:
    """What was changed since, and which histories have gone since, in words. Raises OSError, AnchorError."""
    changed, gone = [], []
    with backend.transaction(read_only=True) as transaction:
        history = Store(transaction).history
        for instance_id, contact_id, row_id, digest in _read(path):
            name = f"contact {contact_id} of instance {instance_id}"
            if history.digest_at(row_id) == (instance_id, contact_id, digest):
                continue
            if history.has(instance_id, contact_id):
                changed.append(f"{name}: history row {row_id} is not the one that the anchor has")
            else:
                gone.append(f"{name}: gone since the anchor was written, with its history")
    return changed, gone


def _heads(backend: Backend) -> Iterator[tuple[str, str, int, str]]:
    with backend.transaction(read_only=True) as transaction:
        yield from Store(transaction).history.heads()


def _read(path: Path) -> Iterator[Any]:
    """The heads, once the file is known to be whole."""
    lines = path.read_bytes().splitlines()
    seal = blake2b(b"".join(lines[:-1])).hexdigest()[:_DIGITS]
    try:
        if not lines or json.loads(lines[-1])["Digest"] != seal:
            raise AnchorError(f"{path} is not as it was written: its digest does not fit.")
        return iter([json.loads(line) for line in lines[:-1]])
    except (ValueError, KeyError, TypeError) as error:
        raise AnchorError(f"{path} is no anchor.") from error
