import json
from datetime import UTC, datetime, timedelta
from pathlib import Path


def test_rules_are_set_and_shown(callslip, old_store):
    assert callslip("retention", "show", *old_store).stdout == "all instances: 24 months from initiation\n"
    done = callslip("retention", "set", "--instance-id", "mine", "--months", "60", "--by", "ana", *old_store)
    assert (done.stdout, done.stderr) == ("mine: 60 months from initiation\n", "")
    assert "mine: 60 months from initiation, set by ana at 20" in callslip("retention", "show", *old_store).stdout
    assert callslip("retention", "sweep", *old_store).stdout == "store.db: 0 contacts deleted\n"
    callslip("retention", "set", "--instance-id", "mine", "--default", *old_store)
    assert callslip("retention", "show", *old_store).stdout == "all instances: 24 months from initiation\n"
    assert callslip("retention", "set", "--instance-id", "mine", "--forever", *old_store).stdout == "mine: for ever\n"


def test_what_goes_is_shown_and_then_goes(callslip, old_store, tmp_path):
    shown = callslip("retention", "dry-run", *old_store).stdout
    assert shown.startswith("mine: 2 contacts go within 30 days, the earliest of 20")
    (answer,) = json.loads(callslip("retention", "dry-run", "--days", "0", "--json", *old_store).stdout)
    assert [each["ContactId"] for each in answer["Going"]] == ["old"]
    done = callslip("retention", "sweep", "--archive", "archive", *old_store)
    assert done.stdout == "store.db: 1 contacts deleted, archived in archive\n"
    (file,) = (tmp_path / "archive").iterdir()
    assert json.loads(file.read_text())["Contact"]["ContactId"] == "old"
    assert callslip("check", *old_store).returncode == 0


def test_a_rule_for_nobody(callslip, old_store):
    done = callslip("retention", "set", "--instance-id", "nobody", "--months", "3", *old_store)
    assert (done.returncode, done.stdout) == (1, "")
    assert "nobody" in done.stderr


def test_a_server_sweeps_by_itself(callslip, serving, old_store, tmp_path):
    serving(*old_store, "--retention-sweep-s", "1", "--retention-archive", "archive")
    archive = tmp_path / "archive"
    deadline = datetime.now(UTC) + timedelta(seconds=20)
    while not archive.exists() or "1 contacts" not in callslip("retention", "dry-run", *old_store).stdout:
        assert datetime.now(UTC) < deadline
    assert len(list(Path(archive).iterdir())) == 1
