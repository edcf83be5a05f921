import json

import pytest


@pytest.fixture
def here(old_store):
    return (*old_store, "--instance-id", "mine")


def test_changes_are_shown(callslip, here):
    done = callslip("history", "soon", *here)
    assert done.stdout.endswith('tier: null -> "gold"  api arn\n')
    (change,) = json.loads(callslip("history", "soon", "--key", "tier", "--json", *here).stdout)["Changes"]
    assert (change["Key"], change["NewValue"]) == ("tier", "gold")
    assert callslip("history", "soon", "--key", "other", *here).stdout == ""


def test_the_state_at_a_time(callslip, here):
    answer = json.loads(callslip("history", "soon", "--at", "2099-01-01", *here).stdout)
    assert answer["Attributes"] == {"tier": "gold"}


@pytest.mark.parametrize("contact_id", ["old", "nobody"])
def test_what_is_gone_has_no_history(callslip, here, contact_id):
    done = callslip("history", contact_id, *here)
    assert (done.returncode, done.stdout) == (1, "")
