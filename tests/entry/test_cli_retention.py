import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from callslip.bootstrap import build
from callslip.domain.attributes import Origin
from callslip.domain.contact import new_contact
from callslip.settings import Settings
from callslip.store import Store
from stand_ins import CountingIds

DAY_MS = 24 * 3_600_000


@pytest.fixture
def store(tmp_path):
    """A store with a contact of three years ago and one that has 23 months and a half."""
    gateway = build(Settings(store=str(tmp_path / "store.db"), instance_id="mine"))
    now_ms = int(datetime.now(UTC).timestamp() * 1000)
    with gateway.backend.transaction() as transaction:
        aggregates = Store(transaction)
        for name, days in (("old", 3 * 365), ("soon", 715)):
            contact = new_contact("mine", name, "TASK", "API", now_ms - days * DAY_MS, {})
            aggregates.contacts.put(contact)
            origin = Origin("arn", contact.initiated_ms, "api", CountingIds().new_salts)
            aggregates.attributes.create(contact, {"tier": "gold"}, origin)
    gateway.backend.close()
    return ("--store", "store.db")


def test_rules_are_set_and_shown(callslip, store):
    assert callslip("retention", "show", *store).stdout == "all instances: 24 months from initiation\n"
    done = callslip("retention", "set", "--instance-id", "mine", "--months", "60", "--by", "ana", *store)
    assert (done.stdout, done.stderr) == ("mine: 60 months from initiation\n", "")
    assert "mine: 60 months from initiation, set by ana at 20" in callslip("retention", "show", *store).stdout
    assert callslip("retention", "sweep", *store).stdout == "store.db: 0 contacts deleted\n"
    callslip("retention", "set", "--instance-id", "mine", "--default", *store)
    assert callslip("retention", "show", *store).stdout == "all instances: 24 months from initiation\n"
    assert callslip("retention", "set", "--instance-id", "mine", "--forever", *store).stdout == "mine: for ever\n"


def test_what_goes_is_shown_and_then_goes(callslip, store, tmp_path):
    shown = callslip("retention", "dry-run", *store).stdout
    assert shown.startswith("mine: 2 contacts go within 30 days, the earliest of 20")
    (answer,) = json.loads(callslip("retention", "dry-run", "--days", "0", "--json", *store).stdout)
    assert [each["ContactId"] for each in answer["Going"]] == ["old"]
    done = callslip("retention", "sweep", "--archive", "archive", *store)
    assert done.stdout == "store.db: 1 contacts deleted, archived in archive\n"
    (file,) = (tmp_path / "archive").iterdir()
    assert json.loads(file.read_text())["Contact"]["ContactId"] == "old"
    assert callslip("check", *store).returncode == 0


def test_a_rule_for_nobody(callslip, store):
    done = callslip("retention", "set", "--instance-id", "nobody", "--months", "3", *store)
    assert (done.returncode, done.stdout) == (1, "")
    assert "nobody" in done.stderr


def test_a_server_sweeps_by_itself(callslip, serving, store, tmp_path):
    serving(*store, "--retention-sweep-s", "1", "--retention-archive", "archive")
    archive = tmp_path / "archive"
    deadline = datetime.now(UTC) + timedelta(seconds=20)
    while not archive.exists() or "1 contacts" not in callslip("retention", "dry-run", *store).stdout:
        assert datetime.now(UTC) < deadline
    assert len(list(Path(archive).iterdir())) == 1
