import json
import sqlite3
from pathlib import Path

import pytest

from callslip.bootstrap import compact_store
from callslip.domain.errors import InvalidRequestException, ResourceNotFoundException
from callslip.keeping.erasure import Wish, contacts_of_customer, erase
from callslip.keeping.rules import place_hold
from callslip.settings import EXAMPLE_INSTANCE_ID as INSTANCE
from callslip.store import Store, StoreError
from callslip.store.checkup import find_problems

SECRET = "4111-1111-1111-1111"


def erase_contact(kept, contact_id, *keys):
    return erase(*kept, Wish(INSTANCE, [contact_id], "ana", "she asked", frozenset(keys)))


def receipts(kept):
    with kept[0].transaction(read_only=True) as transaction:
        return Store(transaction).erasures.all(INSTANCE)


def files_with(settings, text):
    """The files of the store that have the text in them."""
    folder = Path(settings.store).parent
    return [path.name for path in folder.glob("store.db*") if text.encode() in path.read_bytes()]


def test_values_go_and_the_chain_stays_whole(kept, start_task, update, attributes_of):
    contact_id = start_task(Attributes={"card": SECRET, "tier": "gold"})
    update(contact_id, card="", tier="silver")
    receipt = erase_contact(kept, contact_id)
    assert attributes_of(contact_id) == {}
    assert find_problems(kept[0]) == []
    update(contact_id, tier="bronze")
    assert attributes_of(contact_id) == {"tier": "bronze"}
    assert find_problems(kept[0]) == []
    (chain,) = receipt["Chains"]
    assert (chain["Contacts"], chain["Keys"], len(chain["HistoryRows"])) == ([contact_id], ["card", "tier"], 4)
    assert (receipt["By"], receipt["Reason"], receipt["InstanceId"]) == ("ana", "she asked", INSTANCE)
    assert SECRET not in json.dumps(receipt)
    assert receipts(kept) == [receipt]


def test_the_digests_in_the_receipt_are_those_in_the_history(kept, start_task):
    contact_id = start_task(Attributes={"card": SECRET, "tier": "gold"})
    before = kept[0]._writer.execute("SELECT digest FROM attribute_history ORDER BY id").fetchall()
    (chain,) = erase_contact(kept, contact_id)["Chains"]
    assert [row["Digest"] for row in chain["HistoryRows"]] == [row[0] for row in before]
    after = kept[0]._writer.execute("SELECT digest FROM attribute_history ORDER BY id").fetchall()
    assert [tuple(row) for row in after[:2]] == [tuple(row) for row in before]
    assert chain["LastDigest"] == after[-1][0]


def test_one_key_alone(kept, start_task, attributes_of, connect):
    contact_id = start_task(Attributes={"card": SECRET, "tier": "gold"})
    erase_contact(kept, contact_id, "card", "never-set")
    assert attributes_of(contact_id) == {"tier": "gold"}
    assert connect.describe_contact(InstanceId=INSTANCE, ContactId=contact_id)["Contact"]["Name"] == "call Ana back"
    assert find_problems(kept[0]) == []
    erase_contact(kept, contact_id)
    assert attributes_of(contact_id) == {}
    assert find_problems(kept[0]) == []


def test_every_leg_of_the_chain_loses_its_details(kept, connect, start_task):
    first = start_task(Attributes={"card": SECRET})
    leg = start_task(PreviousContactId=first, Description=SECRET)
    erase_contact(kept, leg)
    for contact_id in (first, leg):
        shown = connect.describe_contact(InstanceId=INSTANCE, ContactId=contact_id)["Contact"]
        assert "Name" not in shown
        assert shown["Channel"] == "TASK"
    connect.stop_contact(InstanceId=INSTANCE, ContactId=leg)


def test_the_contacts_of_a_customer(kept, connect, start_task):
    call = {"InstanceId": INSTANCE, "ContactFlowId": "flow", "SourcePhoneNumber": "+15550100"}
    mine = connect.start_outbound_voice_contact(DestinationPhoneNumber="+15550199", **call)["ContactId"]
    connect.start_outbound_voice_contact(DestinationPhoneNumber="+15550198", **call)
    start_task()
    assert contacts_of_customer(kept[0], INSTANCE, "+15550199") == [mine]
    assert contacts_of_customer(kept[0], INSTANCE, "+1555") == []


def test_what_is_held_is_not_erased(kept, start_task, attributes_of):
    contact_id = start_task(Attributes={"tier": "gold"})
    place_hold(*kept, (INSTANCE, contact_id), "court", "ben")
    with pytest.raises(InvalidRequestException, match="by ben: court"):
        erase_contact(kept, contact_id)
    assert attributes_of(contact_id) == {"tier": "gold"}
    assert receipts(kept) == []


def test_nobody_cannot_be_erased(kept):
    with pytest.raises(ResourceNotFoundException):
        erase_contact(kept, "nobody")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE attribute_history SET values_digest = 'x' WHERE id = 1",
        "UPDATE attribute_history SET new_value = 'x' WHERE id = 1",
        "UPDATE attribute_history SET old_value = 'x' WHERE id = 1",
        "UPDATE attribute_history SET salt = 'x' WHERE id = 1",
        "UPDATE attribute_history SET caller = 'x' WHERE id = 1",
    ],
)
def test_an_erased_row_cannot_be_changed_unseen(kept, start_task, statement):
    erase_contact(kept, start_task(Attributes={"card": SECRET}))
    kept[0]._writer.execute(statement)
    (problem,) = find_problems(kept[0])
    assert "history row 1 is not what was written" in problem


def test_values_that_went_without_an_erasure_are_found(kept, start_task):
    start_task(Attributes={"card": SECRET})
    with kept[0].transaction() as transaction:
        store = Store(transaction)
        (found,) = [
            store.attributes.get(INSTANCE, row[0]) for row in kept[0]._writer.execute("SELECT contact_id FROM contacts")
        ]
        (change,) = store.history.all(INSTANCE, found)
        store.history.erase(change)
    (problem,) = find_problems(kept[0])
    assert "not what the history leads to" in problem


def test_no_byte_of_it_is_left_after_compact(kept, gateway, settings, start_task, update):
    contact_id = start_task(Attributes={"card": SECRET}, Description=SECRET)
    for number in range(30):
        update(contact_id, card=f"{SECRET}-{number}")
        start_task(Attributes={"card": "other"})
    erase_contact(kept, contact_id)
    assert files_with(settings, SECRET), "nothing to compact: the test is too tame"
    gateway.backend.close()
    kept[0].close()
    compact_store(settings.store)
    assert files_with(settings, SECRET) == []
    with sqlite3.connect(settings.store) as connection:
        assert connection.execute("SELECT COUNT(*) FROM contacts").fetchone() == (31,)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()


def test_compact_refuses_while_another_has_the_store_open(kept, gateway, settings, start_task):
    start_task()
    with pytest.raises(StoreError, match="Stop the server"):
        compact_store(settings.store)
    assert Path(f"{settings.store}-wal").exists()
    start_task()
