"""Anchors find what the digests alone cannot: a chain that was computed anew."""

import json

import pytest

from callslip.domain.history import beginning, origin_text, update_digest, values_digest
from callslip.keeping.anchors import AnchorError, check_anchor, write_anchor
from callslip.keeping.erasure import Wish, erase
from callslip.settings import EXAMPLE_INSTANCE_ID as INSTANCE
from callslip.store.checkup import find_problems


@pytest.fixture
def contact_id(start_task, update):
    contact_id = start_task(Attributes={"tier": "gold"})
    update(contact_id, tier="silver")
    return contact_id


@pytest.fixture
def anchor(kept, contact_id, tmp_path):
    path = tmp_path / "anchor.jsonl"
    write_anchor(kept[0], path)
    return path


def forge(backend, contact_id):
    """Somebody changes the first value and computes the whole chain anew."""
    previous = beginning(INSTANCE, contact_id)
    backend._writer.execute("UPDATE attribute_history SET changes = REPLACE(changes, '\"gold\"', '\"iron\"')")
    for row in backend._writer.execute("SELECT * FROM attribute_history ORDER BY id").fetchall():
        ((name, old, new, salt),) = json.loads(row["changes"])
        origin = origin_text(row["contact_id"], row["caller"], row["through"], row["changed_ms"])
        previous = update_digest(previous, origin, [name], [values_digest(salt, old, new)])
        backend._writer.execute("UPDATE attribute_history SET digest = ? WHERE id = ?", (previous, row["id"]))
    backend._writer.execute("UPDATE attributes SET last_digest = ?", (previous,))


def test_what_goes_on_lawfully_is_no_change(kept, anchor, contact_id, update, start_task):
    update(contact_id, tier="bronze")
    start_task(Attributes={"tier": "new"})
    assert check_anchor(kept[0], anchor) == ([], [])
    erase(*kept, Wish(INSTANCE, [contact_id], "ana", "she asked"))
    assert check_anchor(kept[0], anchor) == ([], [])


def test_a_chain_computed_anew_is_found_by_the_anchor_alone(kept, anchor, contact_id):
    forge(kept[0], contact_id)
    assert find_problems(kept[0]) == []
    changed, gone = check_anchor(kept[0], anchor)
    assert (len(changed), gone) == (1, [])
    assert f"contact {contact_id} of instance {INSTANCE}: history row 2 is not the one" in changed[0]


def test_what_has_gone_is_named_apart(kept, anchor, contact_id):
    kept[0]._writer.execute("DELETE FROM attributes")
    kept[0]._writer.execute("DELETE FROM attribute_history")
    changed, (gone,) = check_anchor(kept[0], anchor)
    assert changed == []
    assert f"contact {contact_id} of instance {INSTANCE}: gone since" in gone


def test_a_file_that_was_changed_is_no_anchor(kept, anchor, tmp_path):
    good = anchor.read_text()
    for text, said in (
        (good.replace("[", "[ ", 1), "its digest does not fit"),
        (good.splitlines()[0], "is no anchor"),
        ("", "its digest does not fit"),
        ("{", "is no anchor"),
    ):
        anchor.write_text(text)
        with pytest.raises(AnchorError, match=said):
            check_anchor(kept[0], anchor)


def test_an_anchor_is_never_written_over(kept, anchor):
    before = anchor.read_bytes()
    with pytest.raises(FileExistsError):
        write_anchor(kept[0], anchor)
    assert anchor.read_bytes() == before
