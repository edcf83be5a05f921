import errno
import threading
import time

import pytest

from callslip.domain.instance import Instance
from callslip.store import Store, open_store
from callslip.store import folding as folding_module
from callslip.store.folding import PAGES, Folding
from stand_ins import NOW_MS

SEQUENCE = slice(12, 16)
"""Of the log's first bytes: how often it was begun."""
WAIT_S = 10


class Folds:
    """Stands for the database: notes whether the writers had to wait for each fold, which lasts until it is let go."""

    EACH = 3
    """Folds of one time."""

    def __init__(self):
        self.turn = threading.Lock()
        self.waited = []
        self.may_go = threading.Semaphore(0)

    def __call__(self):
        assert self.may_go.acquire(timeout=WAIT_S)
        self.waited.append(self.turn.locked())

    def sync(self):
        assert not self.turn.locked()
        self.waited.append("synced")

    def let_go(self):
        for _ in range(self.EACH):
            self.may_go.release()


ONE_TIME = [False, "synced", False, "synced", True]


@pytest.fixture
def folds():
    return Folds()


@pytest.fixture
def folding(folds):
    return Folding(folds, folds.sync, folds.turn)


def test_a_short_log_is_not_folded(folds, folding):
    folds.let_go()
    folding.committed(PAGES - 1)
    folding.close()
    assert folds.waited == []


def test_the_writers_wait_for_the_rest_alone(folds, folding):
    folds.let_go()
    folding.committed(PAGES)
    folding.close()
    assert folds.waited == ONE_TIME
    assert not folds.turn.locked()


def test_one_at_a_time_and_again_after_as_many_pages(folds, folding):
    folding.committed(PAGES)
    folding.committed(2 * PAGES)  # the first is under way
    folds.let_go()
    folding._thread.join(WAIT_S)
    folding.committed(2 * PAGES - 1)
    assert not folding._thread.is_alive()
    folds.let_go()
    folding.committed(2 * PAGES)
    folding.close()
    assert folds.waited == ONE_TIME * 2


def test_a_log_that_was_begun_anew_is_counted_from_its_beginning(folds, folding):
    folding.committed(PAGES)
    folds.let_go()
    folding._thread.join(WAIT_S)
    folding.committed(3)
    folding.committed(PAGES + 2)
    assert not folding._thread.is_alive()
    folds.let_go()
    folding.committed(PAGES + 3)
    folding.close()
    assert folds.waited == ONE_TIME * 2


def test_a_disk_that_fails_is_told_of_and_the_rest_is_not_folded(folds, monkeypatch):
    told = []
    monkeypatch.setattr(threading, "excepthook", told.append)

    def fail():
        raise OSError(errno.EIO, "Input/output error")

    folding = Folding(folds, fail, folds.turn)
    folds.let_go()
    folding.committed(PAGES)
    folding.close()
    assert folds.waited == [False]
    assert [hook.exc_value.errno for hook in told] == [errno.EIO]


def test_nothing_is_begun_after_the_end(folds, folding):
    folding.close()
    folding.committed(PAGES)
    assert folding._thread is None


def test_a_commit_does_not_fail_for_want_of_a_thread(folds, folding, monkeypatch):
    def refuse(_):
        raise RuntimeError("can't start new thread")

    with monkeypatch.context() as patched:
        patched.setattr(threading.Thread, "start", refuse)
        folding.committed(PAGES)
    folds.let_go()
    folding.committed(2 * PAGES)
    folding.close()
    assert folds.waited == ONE_TIME


class Logged:
    """A store on disk, and its log seen from outside; a commit would begin it anew after 16,000 pages."""

    def __init__(self, path):
        self.backend = open_store(f"sqlite:{path}")
        self.log = path.with_name(f"{path.name}-wal")
        self.count = 0

    def put(self, count):
        with self.backend.transaction() as transaction:
            for _ in range(count):
                self.count += 1
                Store(transaction).instances.put(Instance(f"i{self.count}", "SAML", NOW_MS, f"i{self.count}"))

    def is_begun_anew(self):
        """Whether one of the next writes begins the log anew; they give its thread time."""
        before = self._sequence()
        for _ in range(200):
            self.put(1)
            if self._sequence() != before:
                return True
            time.sleep(0.02)
        return False

    def _sequence(self):
        with self.log.open("rb") as log:
            return log.read(SEQUENCE.stop)[SEQUENCE]


@pytest.fixture
def early(monkeypatch):
    """The thread begins after few pages."""
    monkeypatch.setattr(folding_module, "PAGES", 40)


@pytest.mark.usefixtures("early")
@pytest.mark.parametrize("place", ["plain", "a #name? with 100%"])
def test_a_log_is_begun_anew_before_a_commit_would_fold_it(tmp_path, place):
    folder = tmp_path / place
    folder.mkdir()
    logged = Logged(folder / "store.db")
    try:
        logged.put(1_000)
        assert logged.is_begun_anew()
    finally:
        logged.backend.close()
    assert [path.name for path in folder.iterdir()] == ["store.db"]


@pytest.mark.usefixtures("early")
def test_it_is_the_same_log_behind_a_symbolic_link(tmp_path):
    there = tmp_path / "there"
    there.mkdir()
    (there / "store.db").touch()
    (tmp_path / "link.db").symlink_to(there / "store.db")
    logged = Logged(tmp_path / "link.db")
    logged.log = there / "store.db-wal"
    try:
        logged.put(1_000)
        assert logged.is_begun_anew()
    finally:
        logged.backend.close()


@pytest.mark.usefixtures("early")
def test_it_is_still_the_same_file_after_the_program_went_elsewhere(tmp_path, monkeypatch):
    here, elsewhere = tmp_path / "here", tmp_path / "elsewhere"
    here.mkdir()
    elsewhere.mkdir()
    monkeypatch.chdir(here)
    logged = Logged((here / "store.db").relative_to(here))
    logged.log = here / "store.db-wal"
    monkeypatch.chdir(elsewhere)
    try:
        logged.put(1_000)
        assert logged.is_begun_anew()
    finally:
        logged.backend.close()
    assert list(elsewhere.iterdir()) == []


@pytest.mark.usefixtures("early")
def test_a_store_that_was_written_to_can_be_compacted(tmp_path):
    logged = Logged(tmp_path / "store.db")
    try:
        logged.put(1_000)
        assert logged.is_begun_anew()
        logged.backend._folding.close()
        logged.backend.compact()
    finally:
        logged.backend.close()


@pytest.mark.usefixtures("early")
def test_an_end_in_the_middle_of_writes_leaves_nothing_behind(tmp_path):
    for number in range(8):
        logged = Logged(tmp_path / f"{number}.db")
        thread = threading.Thread(target=_put_until_it_ends, args=(logged,), daemon=True)
        thread.start()
        time.sleep(0.004 * number)
        logged.backend.close()
        thread.join(WAIT_S)
        assert not thread.is_alive()
        fold = logged.backend._folding._thread
        assert fold is None or not fold.is_alive()


def _put_until_it_ends(logged):
    try:
        while True:
            logged.put(250)
    except Exception:  # noqa: BLE001 - a connection that was closed fails in ways of its own
        return
