import json
import sqlite3
from contextlib import closing
from pathlib import Path

import boto3
import pytest

from callslip import contact_flows
from callslip.bootstrap import build_deliveries, check_store, compact_store, opened
from callslip.contact_flows import recorded
from callslip.domain.errors import InvalidRequestException, ResourceNotFoundException
from callslip.domain.flag import Flag
from callslip.domain.flow_run import Invocation
from callslip.keeping.erasure import Wish, contacts_of_customer, erase
from callslip.keeping.rules import place_hold
from callslip.keeping.scrub import ERASED
from callslip.mock import mock_connect
from callslip.settings import EXAMPLE_INSTANCE_ID as INSTANCE
from callslip.settings import Settings
from callslip.store import Store, StoreError
from callslip.store.checkup import find_problems
from flow_documents import action, text_of
from flow_making import sets, waits

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
    assert [row["Digest"] for row in chain["HistoryRows"]] == [row[0] for row in before for _ in ("card", "tier")]
    after = kept[0]._writer.execute("SELECT digest FROM attribute_history ORDER BY id").fetchall()
    assert [tuple(row) for row in after[:1]] == [tuple(row) for row in before]
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
        "UPDATE attribute_history SET changes = json_set(changes, '$[0][4]', 'x') WHERE id = 1",
        "UPDATE attribute_history SET changes = json_set(changes, '$[0][2]', 'x') WHERE id = 1",
        "UPDATE attribute_history SET changes = json_set(changes, '$[0][1]', 'x') WHERE id = 1",
        "UPDATE attribute_history SET changes = json_set(changes, '$[0][3]', 'x') WHERE id = 1",
        "UPDATE attribute_history SET changes = json_set(changes, '$[0][0]', 'x') WHERE id = 1",
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
        (update,) = store.history.updates(INSTANCE, found)
        store.history.erase(update, frozenset())
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
    with closing(sqlite3.connect(settings.store)) as connection, connection:
        assert connection.execute("SELECT COUNT(*) FROM contacts").fetchone() == (31,)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()


def test_compact_refuses_while_another_has_the_store_open(kept, gateway, settings, start_task):
    start_task()
    with pytest.raises(StoreError, match="Stop the server"):
        compact_store(settings.store)
    assert Path(f"{settings.store}-wal").exists()
    start_task()


def run_flow(connect, *actions, **members):
    """Begins a contact whose flow does this, then waits; its id."""
    content = text_of(*actions)
    flow = connect.create_contact_flow(
        InstanceId=INSTANCE, Name=f"f{len(actions)}", Type="CONTACT_FLOW", Content=content
    )
    task = {"InstanceId": INSTANCE, "ContactFlowId": flow["ContactFlowId"], "Name": "call Ana back"}
    return connect.start_task_contact(**task, **members)["ContactId"]


SAYS = action("s", "MessageParticipant", {"Text": "Your card is $.Attributes.card"}, "w", ["NoMatchingError"])
LAMBDA = "arn:aws:lambda:us-east-1:123456789012:function:charge"


@pytest.fixture
def flow_contact(connect, update):
    """A contact with the secret in its attributes, in what its flow did, and in an update while that waits."""
    contact_id = run_flow(connect, sets("a", "s", card=SECRET, tier="gold"), SAYS, waits("w", returned="good"))
    update(contact_id, mood="abusive", note=f"said {SECRET}")
    return contact_id


def test_one_key_goes_from_whatever_flows_and_people_recorded(kept, flow_contact, connect, attributes_of):
    with kept[0].transaction() as transaction:
        store = Store(transaction)
        flag = Flag(
            INSTANCE, flow_contact, "f", flow_contact, "closed", f"has {SECRET}", "ana", 1, "ana", SECRET, "ana", 1
        )
        store.flags.put(flag)
        call = json.dumps({"arn": LAMBDA, "event": {"Attributes": {"card": SECRET}, "n": 7}, "limit_s": 1})
        store.flow_invocations.put(Invocation(INSTANCE, "v", flow_contact, 0, 2**60, call))
        store.holds.place(store.contacts.find(INSTANCE, flow_contact), "h", f"because of {SECRET}", "ben", 1)
        store.holds.release(INSTANCE, "h", "ben", 2)
    (chain,) = erase_contact(kept, flow_contact, "card", "note")["Chains"]
    assert chain["Scrubbed"] == {"flow_run_events": 1, "flow_invocations": 1, "holds": 1, "flags": 1}
    assert chain["Left"] == []
    assert attributes_of(flow_contact) == {"tier": "gold", "mood": "abusive"}
    with kept[0].transaction(read_only=True) as transaction:
        store = Store(transaction)
        flag = store.flags.find(INSTANCE, flow_contact, "f")
        assert (flag.reason, flag.resolution, flag.assignee) == (ERASED, ERASED, "ana")
        (invocation,) = store.flow_invocations.due(2**60, 1)
        assert json.loads(invocation.document) == {
            "arn": LAMBDA,
            "event": {"Attributes": {"card": ERASED}, "n": 7},
            "limit_s": 1,
        }
    (run,) = recorded(*kept, INSTANCE, flow_contact)
    assert SECRET not in json.dumps(run)
    effects = run["Events"][0]["effects"]
    assert effects[0] == {"effect": "AttributesSet", "values": {"card": ERASED, "tier": "gold"}, "target": "Current"}
    assert [each["identifier"] for each in effects if each["effect"] == "StepTaken"] == ["a", "s"]
    assert run["WaitsFor"] is not None
    assert find_problems(kept[0]) == []


def test_a_flow_under_way_goes_on_after_an_erasure(kept, connect, attributes_of):
    keeps = action(
        "k", "UpdateFlowAttributes", {"FlowAttributes": {"copy": {"Value": SECRET}}}, "a", ["NoMatchingError"]
    )
    contact_id = run_flow(
        connect, keeps, sets("a", "w", card=SECRET), waits("w", returned="b"), sets("b", seen="$.FlowAttributes.copy")
    )
    (chain,) = erase_contact(kept, contact_id, "card")["Chains"]
    assert chain["Scrubbed"]["flow_runs"] == 1
    contact_flows.give(*kept, INSTANCE, contact_id, {"Event": "CustomerReturned"})
    assert attributes_of(contact_id) == {"seen": ERASED}


def test_the_receipt_says_what_it_left(kept, connect, start_task, attributes_of):
    contact_id = start_task(Attributes={"card": SECRET, "tier": "gold"}, Description=f"card {SECRET}")
    related = start_task(RelatedContactId=contact_id)
    (chain,) = erase_contact(kept, contact_id, "card")["Chains"]
    assert {(each["ContactId"], each["In"]) for each in chain["Left"]} == {
        (contact_id, "Details"),
        (related, "Attributes"),
    }
    assert attributes_of(related)["card"] == SECRET
    (chain,) = erase_contact(kept, related)["Chains"]
    assert chain["Left"] == [{"ContactId": contact_id, "In": "Attributes"}], "its tier is gold, too"


def test_the_states_of_flags_are_no_secret(kept, flow_contact, update):
    update(flow_contact, callslip_flag_f="open")
    (chain,) = erase_contact(kept, flow_contact, "callslip_flag_f")["Chains"]
    assert chain["Scrubbed"] == {}


@pytest.mark.parametrize("keys", [["card", "note"], []])
def test_no_byte_is_left_with_flows_events_flags_and_an_index(tmp_path, clock, keys):
    rules = tmp_path / "rules.toml"
    rules.write_text("[[rule]]\nname = 'r'\nflag = 'f'\nattribute = 'card'\n")
    (tmp_path / "secret").touch(0o600)
    (tmp_path / "secret").write_text("a secret of thirty-two characters")
    settings = Settings(
        store=str(tmp_path / "store.db"),
        webhook_secret_file=str(tmp_path / "secret"),
        deliver_to=f"file:{tmp_path / 'out.jsonl'} http://127.0.0.1:1",
        delivery_attempts_max=1,
    )
    more = {"searchable_attributes": "*", "flag_rules": str(rules)}
    with mock_connect(clock, store=settings.store, **more) as mocked:
        workers = build_deliveries(settings, mocked.gateway)
        connect = boto3.client("connect", region_name="us-east-1")
        copies = sets("a", "s", note="it is $.Attributes.card")
        contact_id = run_flow(connect, copies, SAYS, waits("w", returned="good"), Attributes={"card": SECRET})
        key = {"InstanceId": INSTANCE, "InitialContactId": contact_id}
        for number in range(20):
            connect.update_contact_attributes(**key, Attributes={"note": f"{number} {SECRET}"})
        with opened(settings, clock) as kept:
            for worker in workers:
                worker.step()
            with kept[0].transaction(read_only=True) as transaction:
                assert len(Store(transaction).deliveries.dead_letters("", 0, 9)) == 1
            connect.update_contact_attributes(**key, Attributes={"note": f"last {SECRET}"})
            erase_contact(kept, contact_id, *keys)
            assert find_problems(kept[0]) == []
        assert files_with(settings, SECRET), "nothing to compact: the test is too tame"
    compact_store(settings.store)
    assert files_with(settings, SECRET) == []
    assert check_store(settings.store) == []
