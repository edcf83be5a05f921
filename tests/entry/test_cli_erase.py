import json

import pytest

HISTORY = ("contacts", "history", "soon")
HIDDEN = '"Erased": true'


@pytest.fixture
def here(old_store):
    return (*old_store, "--instance-id", "mine")


def test_a_contact_is_erased_for_a_receipt(callslip, here, old_store):
    done = callslip("erase", "--contact", "soon", "--reason", "she asked", "--by", "ana", *here)
    receipt = json.loads(done.stdout)
    assert (receipt["By"], receipt["Chains"][0]["Keys"]) == ("ana", ["tier"])
    assert (HIDDEN in callslip(*HISTORY, *here).stdout, '"gold"' in callslip(*HISTORY, *here).stdout) == (True, False)
    assert callslip("check", *old_store).returncode == 0


def test_one_key_of_a_contact(callslip, here):
    callslip("erase", "--contact", "soon", "--key", "other", "--reason", "she asked", *here)
    assert '"gold"' in callslip(*HISTORY, *here).stdout


def test_nobody_is_erased(callslip, here):
    done = callslip("erase", "--customer", "+15550199", "--reason", "asked", *here)
    assert (done.returncode, done.stdout) == (1, "")
    assert "nothing was erased" in done.stderr
