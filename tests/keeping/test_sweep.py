import json
from dataclasses import replace
from pathlib import Path

import boto3
import pytest
from botocore.exceptions import ClientError

from callslip.bootstrap import build_deliveries, build_feed, check_store, compact_store
from callslip.domain.client_token import KEPT_MS
from callslip.domain.errors import InvalidRequestException, ResourceNotFoundException
from callslip.keeping.preview import prospects
from callslip.keeping.rules import holds_of, place_hold, release_hold, retention_rules, set_retention
from callslip.keeping.sweep import sweep
from callslip.mock import mock_connect
from callslip.settings import EXAMPLE_INSTANCE_ID as INSTANCE
from callslip.store import Store, StoreError
from callslip.store.checkup import find_problems

DAY_MS = 24 * 3_600_000
MONTH_MS = 31 * DAY_MS


def sweep_all(kept):
    """Until nothing goes any more; how many contacts went."""
    gone = 0
    while number := sweep(*kept):
        gone += number
    return gone


def rows(kept, table):
    """How many rows a table has."""
    return kept[0]._writer.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0]


def archived(settings):
    """Every line of the archive."""
    files = sorted(Path(settings.retention_archive).iterdir())
    return [json.loads(line) for path in files for line in path.read_text().splitlines()]


def test_what_is_past_retention_leaves_nothing_in_any_table(kept, clock, start_task, update):
    contact_id = start_task(Attributes={"tier": "gold"}, ClientToken="once")
    update(contact_id, tier="silver")
    clock.value_ms += 25 * MONTH_MS
    young = start_task(Attributes={"tier": "new"})
    assert sweep_all(kept) == 1
    assert [rows(kept, table) for table in ("contacts", "attributes", "attribute_history", "client_tokens")] == [
        1,
        1,
        1,
        1,
    ]
    with kept[0].transaction(read_only=True) as transaction:
        assert Store(transaction).contacts.find(INSTANCE, young)
    assert find_problems(kept[0]) == []


def test_no_number_comes_twice_after_a_sweep_and_a_compact(settings, clock):
    """Of changes and of the outbox; a follower of before is told that it missed something, and others are not."""
    everything = replace(settings, deliver_to=f"file:{settings.store}.jsonl", retention_archive="")
    with mock_connect(clock, store=settings.store) as mocked:
        (worker,) = build_deliveries(everything, mocked.gateway)
        connect = boto3.client("connect", region_name="us-east-1")
        task = {"InstanceId": INSTANCE, "ContactFlowId": "flow", "Name": "n"}
        for number in range(3):
            connect.start_task_contact(**task, Attributes={"n": str(number)})
        worker.step()
        before = numbers(mocked.gateway.backend)
        clock.value_ms += 25 * MONTH_MS
        assert sweep_all((mocked.gateway.backend, mocked.gateway.world)) == 3
        assert numbers(mocked.gateway.backend) == before
    compact_store(settings.store)
    with mock_connect(clock, store=settings.store) as mocked:
        assert numbers(mocked.gateway.backend) == before
        connect.start_task_contact(**task, Attributes={"n": "new"})
        assert numbers(mocked.gateway.backend) == (before[0] + 1, before[1] + 2)
        page = build_feed(mocked.gateway).page(1, "", lambda *_: True)
        assert ([update.id for update in page.updates], page.deleted_id) == ([4], 3)
    assert check_store(settings.store) == []


def numbers(backend):
    """The newest of the changes and of the outbox."""
    with backend.transaction(read_only=True) as transaction:
        store = Store(transaction)
        return store.attributes.last_change_id, store.outbox.last_id


def test_nothing_goes_a_day_too_early(kept, clock, start_task):
    start_task()
    clock.value_ms += 729 * DAY_MS
    assert sweep_all(kept) == 0
    clock.value_ms += 3 * DAY_MS
    assert sweep_all(kept) == 1


def test_a_step_is_bounded(kept, clock, start_task):
    for _ in range(5):
        start_task()
    clock.value_ms += 25 * MONTH_MS
    assert [sweep(*kept, batch_max=2) for _ in range(4)] == [2, 2, 1, 0]


def test_the_first_contact_of_a_chain_that_goes_on_is_emptied_and_goes_with_the_last(
    kept, clock, start_task, update, attributes_of
):
    first = start_task(Attributes={"tier": "gold"})
    clock.value_ms += 20 * MONTH_MS
    leg = start_task(PreviousContactId=first)
    clock.value_ms += 5 * MONTH_MS
    assert sweep_all(kept) == 1
    with pytest.raises(ClientError, match="ResourceNotFoundException"):
        attributes_of(first)
    assert attributes_of(leg) == {"tier": "gold"}
    update(leg, tier="silver")
    with kept[0].transaction(read_only=True) as transaction:
        assert Store(transaction).contacts.find(INSTANCE, first).details == {"SegmentAttributes": {}}
    assert find_problems(kept[0]) == []
    clock.value_ms += 20 * MONTH_MS
    assert sweep_all(kept) == 2
    assert [rows(kept, table) for table in ("contacts", "attributes", "attribute_history")] == [0, 0, 0]


def test_a_later_leg_that_is_past_retention_goes_alone(kept, clock, start_task, attributes_of):
    first = start_task(Attributes={"tier": "gold"})
    second = start_task(PreviousContactId=first)
    clock.value_ms += 20 * MONTH_MS
    third = start_task(PreviousContactId=second)
    clock.value_ms += 5 * MONTH_MS
    assert sweep_all(kept) == 2
    assert rows(kept, "contacts") == 2
    assert attributes_of(third) == {"tier": "gold"}


def test_every_contact_is_archived_before_it_goes(kept, clock, settings, start_task, update):
    first = start_task(Attributes={"tier": "gold"})
    clock.value_ms += 1
    leg = start_task(PreviousContactId=first)
    update(leg, tier="silver")
    clock.value_ms += 25 * MONTH_MS
    sweep_all(kept)
    line, second = archived(settings)
    assert (line["Contact"]["ContactId"], second["Contact"]["ContactId"]) == (first, leg)
    assert line["Chain"] == second["Chain"] == [first, leg]
    assert line["Attributes"] == second["Attributes"] == {"tier": "silver"}
    assert [(each.get("OldValue"), each["NewValue"]) for each in line["History"]] == [
        (None, "gold"),
        ("gold", "silver"),
    ]
    assert line["LastDigest"] == line["History"][-1]["Digest"]
    assert "History" not in second
    assert line["Contact"]["Details"]["Name"] == "call Ana back"
    (path,) = Path(settings.retention_archive).iterdir()
    assert path.stat().st_mode & 0o077 == 0


def test_an_archive_that_cannot_be_written_keeps_the_contact(kept, clock, settings, start_task):
    start_task()
    clock.value_ms += 25 * MONTH_MS
    Path(settings.retention_archive).write_text("in the way")
    with pytest.raises(StoreError, match="Nothing was deleted"):
        sweep(*kept)
    assert rows(kept, "contacts") == 1


def test_what_changes_between_archive_and_deletion_stays(kept, clock, settings, start_task, monkeypatch):
    contact_id = start_task(Attributes={"tier": "gold"})
    clock.value_ms += 25 * MONTH_MS

    def write_and_hold(*_):
        place_hold(*kept, (INSTANCE, contact_id), "court", "ana")

    monkeypatch.setattr("callslip.keeping.sweep.append", write_and_hold)
    assert sweep(*kept) == 0
    assert rows(kept, "contacts") == 1


def test_an_instance_has_a_rule_of_its_own(kept, clock, start_task, attributes_of):
    contact_id = start_task(Attributes={"tier": "gold"})
    set_retention(*kept, INSTANCE, 6, "ana")
    clock.value_ms += 7 * MONTH_MS
    with pytest.raises(ClientError, match="ResourceNotFoundException"):
        attributes_of(contact_id)
    set_retention(*kept, INSTANCE, 0, "ana")
    clock.value_ms += 30 * MONTH_MS
    assert attributes_of(contact_id) == {"tier": "gold"}
    assert sweep_all(kept) == 0
    assert [(rule.months, rule.author) for rule in retention_rules(kept[0])] == [(0, "ana")]
    set_retention(*kept, INSTANCE, None, "ana")
    assert sweep_all(kept) == 1


@pytest.mark.parametrize("months", [-1, 1201])
def test_a_rule_that_cannot_be(kept, months):
    with pytest.raises(InvalidRequestException, match=f"months is {months}"):
        set_retention(*kept, INSTANCE, months, "ana")


def test_a_rule_for_nobody(kept):
    with pytest.raises(ResourceNotFoundException):
        set_retention(*kept, "nobody", 3, "ana")


def test_a_held_chain_stays_and_answers_until_the_last_hold_is_released(
    kept, clock, connect, start_task, attributes_of
):
    first = start_task(Attributes={"tier": "gold"})
    leg = start_task(PreviousContactId=first)
    holds = [place_hold(*kept, (INSTANCE, leg), reason, "ana") for reason in ("court", "audit")]
    clock.value_ms += 25 * MONTH_MS
    assert sweep_all(kept) == 0
    assert attributes_of(first) == {"tier": "gold"}
    assert connect.describe_contact(InstanceId=INSTANCE, ContactId=first)["Contact"]["Id"] == first
    with pytest.raises(ClientError, match="under legal hold"):
        connect.delete_instance(InstanceId=INSTANCE)
    release_hold(*kept, INSTANCE, holds[0].hold_id, "ben")
    assert sweep_all(kept) == 0
    release_hold(*kept, INSTANCE, holds[1].hold_id, "ben")
    assert {(hold.reason, hold.released_by) for hold in holds_of(kept[0], INSTANCE)} == {
        ("court", "ben"),
        ("audit", "ben"),
    }
    assert sweep_all(kept) == 2
    assert rows(kept, "holds") == 0


def test_a_hold_needs_a_contact_and_a_reason(kept, start_task):
    contact_id = start_task()
    with pytest.raises(ResourceNotFoundException):
        place_hold(*kept, (INSTANCE, "nobody"), "court", "ana")
    with pytest.raises(InvalidRequestException, match="reason is empty"):
        place_hold(*kept, (INSTANCE, contact_id), " ", "ana")
    with pytest.raises(ResourceNotFoundException, match="No hold"):
        release_hold(*kept, INSTANCE, "nothing", "ana")


def test_a_dry_run_says_what_goes_and_changes_nothing(kept, clock, start_task):
    soon, held = start_task(), start_task()
    place_hold(*kept, (INSTANCE, held), "court", "ana")
    clock.value_ms += 23 * MONTH_MS
    start_task()
    (prospect,) = prospects(*kept, 30)
    assert [each["ContactId"] for each in prospect.going] == [soon]
    assert (prospect.months, prospect.held) == (24, 1)
    (none_yet,) = prospects(*kept, 0)
    assert none_yet.going == ()
    assert rows(kept, "contacts") == 3


def test_client_tokens_go_after_seven_days(kept, clock, start_task):
    start_task(ClientToken="once")
    clock.value_ms += KEPT_MS - 1
    sweep(*kept)
    assert rows(kept, "client_tokens") == 1
    clock.value_ms += 1
    sweep(*kept)
    assert rows(kept, "client_tokens") == 0
