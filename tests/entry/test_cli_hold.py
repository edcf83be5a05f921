import pytest


@pytest.fixture
def here(old_store):
    return (*old_store, "--instance-id", "mine")


def test_a_hold_is_placed_listed_and_released(callslip, here, old_store):
    done = callslip("hold", "add", "old", "--reason", "court", "--by", "ana", *here)
    hold_id, _, rest = done.stdout.partition(": ")
    assert rest == "the chain of old is held\n"
    assert "; 1 past it are held" in callslip("retention", "dry-run", *old_store).stdout
    assert callslip("retention", "sweep", *old_store).stdout == "store.db: 0 contacts deleted\n"
    assert ": court\n" in callslip("hold", "list", *here).stdout
    assert callslip("hold", "release", hold_id, "--by", "ben", *here).stdout == f"{hold_id}: released\n"
    assert "released by ben" in callslip("hold", "list", *here).stdout
    assert callslip("retention", "sweep", *old_store).stdout == "store.db: 1 contacts deleted\n"


@pytest.mark.parametrize("words", [("add", "nobody", "--reason", "court"), ("release", "nothing")])
def test_what_is_not_there(callslip, here, words):
    done = callslip("hold", *words, *here)
    assert (done.returncode, done.stdout) == (1, "")
    assert words[1] in done.stderr
