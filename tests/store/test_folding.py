import sqlite3
import time
from concurrent.futures import Executor, Future

import pytest

from callslip.domain.instance import Instance
from callslip.store import Store, open_store
from callslip.store.folding import CHANGES, LOG_BYTES, PASSES_MAX, Folding
from stand_ins import NOW_MS

SEQUENCE = slice(12, 16)
"""Of the log's first bytes: how often it was begun."""


class Threads(Executor):
    def __init__(self):
        self.works = []

    def submit(self, work):
        self.works.append(work)
        return Future()

    def work(self):
        self.works.pop()()


class FewThreads(Threads):
    def submit(self, work):
        if not self.works:
            self.works.append(None)
            raise RuntimeError("can't start new thread")
        return super().submit(work)


class Turn:
    """Stands for the writers' lock."""

    def __init__(self):
        self.is_taken = False

    def __enter__(self):
        self.is_taken = True

    def __exit__(self, *_):
        self.is_taken = False


def folding(threads=None, fold=lambda: None, log_bytes=lambda: 0, turn=None):
    threads = threads or Threads()
    return Folding(fold, turn or Turn(), log_bytes, lambda: threads), threads


def test_few_changes_are_not_folded():
    it, threads = folding()
    assert not any(it.is_refused(changes) for changes in (1, CHANGES - 1))
    assert not threads.works


def test_the_rest_is_folded_when_the_writers_cannot_add_to_it():
    turn, turns = Turn(), []
    it, threads = folding(fold=lambda: turns.append(turn.is_taken), turn=turn)
    assert not it.is_refused(CHANGES)
    assert not it.is_refused(9 * CHANGES)  # the thread is at it
    assert len(threads.works) == 1
    threads.work()
    assert turns == [False, True]
    it.is_refused(10 * CHANGES - 1)
    assert not threads.works
    it.is_refused(10 * CHANGES)  # as many again
    assert len(threads.works) == 1


def test_it_is_folded_again_while_much_was_added_meanwhile():
    turn, turns, added = Turn(), [], [4 * CHANGES, 2 * CHANGES, CHANGES - 1, 0]

    def fold():
        turns.append(turn.is_taken)
        it.is_refused(it._changes + added.pop(0))

    it, threads = folding(fold=fold, turn=turn)
    it.is_refused(CHANGES)
    threads.work()
    assert turns == [False, False, False, True]
    assert not threads.works


def test_a_disk_slower_than_the_writers_makes_them_wait():
    turn, turns = Turn(), []

    def fold():
        turns.append(turn.is_taken)
        it.is_refused(it._changes + CHANGES)

    it, threads = folding(fold=fold, turn=turn)
    it.is_refused(CHANGES)
    threads.work()
    assert turns == [False] * PASSES_MAX + [True]


def test_a_log_that_has_grown_is_folded_however_few_its_rows():
    sizes = [LOG_BYTES - 1, LOG_BYTES, 2 * LOG_BYTES - 1, 100, LOG_BYTES + 100]
    it, threads = folding(log_bytes=lambda: sizes.pop(0))
    begun = []
    for changes in range(1, 6):
        it.is_refused(changes)
        begun.append(len(threads.works))
        if threads.works:
            threads.work()
    assert begun == [0, 1, 0, 0, 1]


def test_a_failure_is_not_the_last_time():
    it, threads = folding(fold=lambda: 1 / 0)
    it.is_refused(CHANGES)
    with pytest.raises(ZeroDivisionError):
        threads.work()
    it.is_refused(2 * CHANGES)
    assert len(threads.works) == 1


def test_the_writer_is_told_when_the_system_has_no_thread_to_give():
    it, threads = folding(FewThreads())
    assert it.is_refused(CHANGES)
    assert not it.is_refused(2 * CHANGES)
    assert len(threads.works) == 2


class Logged:
    """A store on disk, and its log seen from outside."""

    def __init__(self, path):
        self.path = path
        self.backend = open_store(f"sqlite:{path}")
        self.log = path.with_name(f"{path.name}-wal")
        self.count = 0

    def put(self, count, padding=""):
        with self.backend.transaction() as transaction:
            for _ in range(count):
                self.count += 1
                Store(transaction).instances.put(Instance(f"i{self.count}", "SAML", NOW_MS, f"{self.count}{padding}"))

    def is_begun_anew(self, tries=200):
        """Whether one of the next writes begins the log anew; they give its thread time."""
        before = self.sequence
        for _ in range(tries):
            self.put(1)
            if self.sequence != before:
                return True
            time.sleep(0.02)
        return False

    @property
    def sequence(self):
        with self.log.open("rb") as log:
            return log.read(SEQUENCE.stop)[SEQUENCE]


@pytest.fixture
def logged(tmp_path):
    it = Logged(tmp_path / "store.db")
    yield it
    it.backend.close()


def test_a_log_is_begun_anew_once_much_was_written(logged):
    logged.put(CHANGES)
    assert logged.is_begun_anew()


def test_a_log_is_begun_anew_once_rows_were_large(logged):
    logged.put(1, "x" * LOG_BYTES)
    assert logged.is_begun_anew()


def test_a_log_that_grew_behind_a_long_read_is_begun_anew_and_gives_its_room_back(logged):
    other = sqlite3.connect(logged.path, isolation_level=None)
    other.execute("BEGIN")
    other.execute("SELECT count(*) FROM instances").fetchone()
    for _ in range(4):
        logged.put(CHANGES, "x" * 2_000)
    assert logged.log.stat().st_size > 2 * LOG_BYTES
    assert not logged.is_begun_anew(tries=10)
    other.close()
    logged.put(CHANGES)
    assert logged.is_begun_anew()
    assert logged.log.stat().st_size <= LOG_BYTES


def test_without_a_thread_the_log_is_folded_by_the_commit_that_finds_it_long(logged):
    logged.put(CHANGES)
    assert logged.is_begun_anew()
    logged.backend._folding.close()
    before = logged.sequence
    logged.put(CHANGES)
    assert logged.sequence == before
    logged.put(1)
    assert logged.sequence != before
