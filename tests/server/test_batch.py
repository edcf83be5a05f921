"""Writes that wait together: where they are committed, and that each of them is answered, whatever happens."""

import asyncio
import threading
from types import SimpleNamespace

import pytest

from callslip.domain.errors import ServiceUnavailableException
from callslip.perform import UndoneError
from callslip.server.batch import Batch

WRITE = SimpleNamespace(served=SimpleNamespace(access="write"), request_id="w")
BULK = SimpleNamespace(served=SimpleNamespace(access="bulk"), request_id="b")


class Disk:
    """Stands for the store: commits take the time that is set, on a clock that nothing else moves."""

    def __init__(self) -> None:
        self.now_s = 0.0
        self.perform_s = 0.0
        self.commit_s = 0.0
        self.failure: Exception | None = None
        self.committed_by: list[str] = []
        self.sizes: list[int] = []

    def begin(self, calls):
        self.now_s += self.perform_s * len(calls)
        self.sizes.append(len(calls))
        return [f"answer {number}" for number, _ in enumerate(calls)], self._commit

    def complete(self, calls):
        self.committed_by.append(f"whole in {threading.current_thread().name}")
        if isinstance(self.failure, RuntimeError):
            raise self.failure
        return ["alone" for _ in calls]

    def explain(self, error, request_id):
        return f"{request_id}: {error}"

    def _commit(self):
        if self.failure:
            raise self.failure
        self.now_s += self.commit_s
        self.committed_by.append(threading.current_thread().name)


async def written(batch, *calls):
    """The answers to writes that came in one turn of the loop."""
    loop = asyncio.get_running_loop()
    answers = [loop.create_future() for _ in calls]
    for call, answer in zip(calls, answers, strict=True):
        batch.add(call, answer.set_result)
    batch.start()
    return await asyncio.wait_for(asyncio.gather(*answers), 5)


def run(disk, scene, waiting_max=100):
    """Play a scene with a batch over a disk; how often the answers were settled."""
    settled = []

    async def play():
        batch = Batch(disk, waiting_max, lambda: settled.append(disk.now_s), lambda: disk.now_s)
        try:
            await scene(batch)
        finally:
            await batch.close()

    asyncio.run(play())
    return settled


def test_a_quick_disk_commits_where_the_writes_are_performed_and_answers_in_order():
    disk = Disk()

    async def scene(batch):
        assert await written(batch, WRITE, WRITE, WRITE) == ["answer 0", "answer 1", "answer 2"]
        assert (batch.batches, batch.writes, batch.waiting) == (1, 3, 0)

    settled = run(disk, scene)
    assert disk.committed_by == [threading.current_thread().name]
    assert len(settled) == 1


def test_after_two_slow_commits_the_next_ones_have_a_thread_and_more_of_them_each_time():
    disk = Disk()
    disk.commit_s = 0.005

    async def scene(batch):
        for _ in range(2 + 2 + 1 + 4 + 1 + 8):
            await written(batch, WRITE)

    run(disk, scene)
    here = [place == threading.current_thread().name for place in disk.committed_by]
    assert here == [True, True, *[False] * 2, True, *[False] * 4, True, *[False] * 8]


def test_one_slow_commit_among_quick_ones_changes_nothing():
    disk = Disk()

    async def scene(batch):
        for number in range(12):
            disk.commit_s = 0.02 if number % 3 == 0 else 0.0005
            await written(batch, WRITE)

    run(disk, scene)
    assert set(disk.committed_by) == {threading.current_thread().name}


def test_after_a_very_slow_commit_the_loop_is_left_alone_for_long():
    disk = Disk()
    disk.commit_s = 0.2

    async def scene(batch):
        for _ in range(1 + 64 + 1):
            await written(batch, WRITE)

    run(disk, scene)
    here = [place == threading.current_thread().name for place in disk.committed_by]
    assert here == [True, *[False] * 64, True]


def test_however_long_it_is_slow_a_quick_disk_is_found_within_64_commits():
    disk = Disk()
    disk.commit_s = 0.005

    async def scene(batch):
        for _ in range(1_000):
            await written(batch, WRITE)
        disk.commit_s = 0
        for _ in range(66):
            await written(batch, WRITE)

    run(disk, scene)
    assert disk.committed_by[-1] == threading.current_thread().name


def test_a_disk_that_became_quick_is_trusted_again():
    disk = Disk()
    disk.commit_s = 0.005

    async def scene(batch):
        await written(batch, WRITE)
        await written(batch, WRITE)
        disk.commit_s = 0.0005
        for _ in range(5):
            await written(batch, WRITE)

    run(disk, scene)
    here = [place == threading.current_thread().name for place in disk.committed_by]
    assert here == [True, True, False, False, True, True, True]


def test_a_commit_may_take_as_long_as_performing_took():
    disk = Disk()
    disk.perform_s, disk.commit_s = 0.0001, 0.004

    async def scene(batch):
        await written(batch, *[WRITE] * 50)
        await written(batch, WRITE)

    run(disk, scene)
    assert disk.committed_by == [threading.current_thread().name] * 2


def test_what_may_take_long_is_performed_whole_in_the_thread():
    disk = Disk()

    async def scene(batch):
        assert await written(batch, WRITE, BULK) == ["alone", "alone"]

    run(disk, scene)
    assert disk.committed_by[0].startswith("whole in callslip-writer")


@pytest.mark.parametrize("is_slow", [False, True])
def test_a_transaction_that_was_undone_is_performed_again(is_slow):
    disk = Disk()
    disk.commit_s = 0.2 if is_slow else 0

    async def scene(batch):
        await written(batch, WRITE)
        disk.failure = UndoneError()
        assert await written(batch, WRITE, WRITE) == ["alone", "alone"]

    run(disk, scene)


@pytest.mark.parametrize("is_slow", [False, True])
def test_whoever_waits_hears_of_a_failure(is_slow):
    disk = Disk()
    disk.commit_s = 0.2 if is_slow else 0

    async def scene(batch):
        await written(batch, WRITE)
        disk.failure = RuntimeError("broken")
        assert await written(batch, WRITE, WRITE) == ["w: broken", "w: broken"]
        disk.failure = None
        assert await written(batch, WRITE) == ["answer 0"]

    run(disk, scene)


def test_more_than_may_wait_are_refused_and_at_most_128_share_a_transaction():
    disk = Disk()

    async def scene(batch):
        for _ in range(200):
            batch.add(WRITE, lambda _: None)
        with pytest.raises(ServiceUnavailableException):
            batch.add(WRITE, lambda _: None)
        assert batch.waiting == 200
        batch.start()
        assert (disk.sizes, batch.waiting) == ([128], 72), "others want the loop between two transactions"
        batch.start()
        await asyncio.sleep(0)
        assert batch.waiting == 0

    run(disk, scene, waiting_max=200)
    assert disk.sizes == [128, 72]


def test_closing_finishes_what_was_begun_and_refuses_all_else():
    disk, answers = Disk(), []

    async def scene(batch):
        batch.add(BULK, answers.append)
        batch.start()
        batch.add(WRITE, answers.append)
        await batch.close()
        with pytest.raises(ServiceUnavailableException):
            batch.add(WRITE, answers.append)

    run(disk, scene)
    assert answers == ["w: The server is stopping. Try again in a second.", "alone"]
