"""Reads everything back: each answered update must be in the store, whole and in order."""

import json
import random
import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import closing
from itertools import chain, groupby

from callslip.bootstrap import check_store
from contacts import INSTANCE_ID, attributes, tag_of
from peers import Key
from servers import Server, ask

_PER_UPDATE = len(attributes("", 0))
_ASKED = 500
_HISTORY = """
SELECT initial_contact_id, changes FROM attribute_history
WHERE instance_id = ? ORDER BY initial_contact_id, id
"""
_DOCUMENTS = "SELECT document FROM attributes WHERE instance_id = ? ORDER BY initial_contact_id"


class LostError(Exception):
    """Something that was answered is not there, or not as it should be."""


def verify(server: Server, key: Key, answered: Mapping[str, int]) -> dict[str, int]:
    """Kill the server, then look at its store; `answered` has the number of answered updates by their tag.

    For each tag the history has at least as many changes as were answered; each change continues where the one before
    it ended; each document is what its history adds up to; sizes, counts and links are whole (`callslip check`). Before
    the kill, some contacts are asked for over HTTP. Raises LostError.
    """
    shown = _ask_some(server, key)
    server.kill()
    with closing(sqlite3.connect(server.store)) as connection:
        changes = Counter(_replay(connection, shown))
    for tag, count in answered.items():
        if changes[tag] < count * _PER_UPDATE:
            raise LostError(f"load {tag}: {count:,} updates were answered, {changes[tag] / _PER_UPDATE:,} are there")
    if problems := check_store(f"sqlite:{server.store}"):
        raise LostError("; ".join(problems[:5]))
    kept = sum(changes[tag] for tag in answered) // _PER_UPDATE
    return {"answered": sum(answered.values()), "kept": kept, "asked": len(shown)}


def _ask_some(server: Server, key: Key) -> dict[str, dict[str, str]]:
    with closing(sqlite3.connect(server.store)) as connection:
        query = "SELECT initial_contact_id FROM attributes WHERE change_count > ?"
        changed = [row[0] for row in connection.execute(query, (_PER_UPDATE,))]
    signer = key.signer(server.url)
    shown = {}
    for contact in random.Random(1).sample(changed, min(_ASKED, len(changed))):  # noqa: S311 - no secret
        status, body = ask(server.url, signer.sign("GET", f"/contact/attributes/{INSTANCE_ID}/{contact}"))
        if status != 200:  # noqa: PLR2004 - OK
            raise LostError(f"contact {contact}: the answer to GetContactAttributes was {status}")
        shown[contact] = json.loads(body)["Attributes"]
    return shown


def _replay(connection: sqlite3.Connection, shown: Mapping[str, dict[str, str]]) -> Iterator[str]:
    documents = connection.execute(_DOCUMENTS, (INSTANCE_ID,))
    history = connection.execute(_HISTORY, (INSTANCE_ID,))
    for contact, rows in groupby(history, key=lambda row: row[0]):
        values: dict[str, str] = {}
        for name, old, new, *_ in chain.from_iterable(json.loads(changes) for _, changes in rows):
            if values.get(name) != old:
                raise LostError(f"contact {contact}: a change of {name} does not continue the one before it")
            values[name] = new
            yield tag_of(new)
        (document,) = next(documents)
        if json.loads(document) != values or shown.get(contact, values) != values:
            raise LostError(f"contact {contact}: the attributes are not what the history says")
