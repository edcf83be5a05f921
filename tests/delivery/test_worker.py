import pytest

from callslip.store import StoreError
from stand_ins import FixedChance


def run(worker, steps=20):
    """Steps until the next one is not due at once; how long that is away."""
    for _ in range(steps):
        wait_ms = worker.step()
        if wait_ms:
            return wait_ms
    raise AssertionError("there is no end to it")


def test_everything_is_delivered_in_order_and_once(bench, taker, worker):
    for number in range(5):
        bench.begin(f"c{number}")
    assert run(worker) == 200
    assert taker.told() == ["c0", "c1", "c2", "c3", "c4"]
    assert taker.calls == [5]
    bench.begin("c5")
    run(worker)
    assert taker.told()[5:] == ["c5"]
    assert [entry.id for entry in bench.entries()] == [6]


def test_a_failure_waits_longer_each_time_and_then_goes_on(bench, taker, worker, clock):
    bench.begin("c0")
    bench.begin("c1")
    taker.down = True
    assert run(worker) == 1_000
    assert worker.step() == 1_000
    clock.value_ms += 1_000
    assert run(worker) == 2_000
    assert (bench.delivery().attempts, bench.delivery().error) == (2, "refused")
    clock.value_ms += 2_000
    taker.down = False
    run(worker)
    assert taker.told() == ["c0", "c1"]
    assert taker.calls == [2, 1, 1, 1]
    assert (bench.delivery().attempts, bench.delivery().error) == (0, "")


def test_what_was_delivered_and_what_failed_is_counted(bench, taker, worker, clock):
    bench.begin("c0")
    bench.begin("c1")
    taker.refuses = lambda message: message.contact_id == "c1"
    for _ in range(3):
        run(worker)
        clock.value_ms += 600_000
    counts = [(bench.delivery().delivered, bench.delivery().failed)]
    taker.refuses = lambda _: False
    bench.begin("c2")
    bench.do(lambda store: store.deliveries.replay("test"))
    run(worker)
    counts.append((bench.delivery().delivered, bench.delivery().failed))
    assert counts == [(1, 3), (3, 3)]


def test_chance_shortens_the_wait_by_up_to_half(bench, taker, worker):
    bench.begin("c0")
    taker.down = True
    worker._chance = FixedChance(0.0)
    assert run(worker) == 500


def test_the_wait_has_an_end(worker):
    assert worker._delay_ms(200) == 600_000


def test_what_came_before_the_failure_is_not_sent_again(bench, taker, worker, clock):
    for number in range(5):
        bench.begin(f"c{number}")
    taker.refuses = lambda message: message.contact_id == "c3"
    run(worker)
    assert taker.told() == ["c0", "c1", "c2"]
    taker.refuses = lambda _: False
    clock.value_ms += 1_000
    run(worker)
    assert taker.told() == ["c0", "c1", "c2", "c3", "c4"]


def test_what_is_never_taken_becomes_a_dead_letter_and_the_others_go_on(bench, taker, worker, clock):
    for number in range(4):
        bench.begin(f"c{number}")
    taker.refuses = lambda message: message.contact_id == "c1"
    for _ in range(4):
        clock.value_ms += run(worker)
    assert taker.told() == ["c0", "c2", "c3"]
    (letter,) = bench.dead()
    assert (letter.contact_id, letter.event_type, letter.attempts, letter.error) == ("c1", "INITIATED", 3, "refused")
    assert letter.outbox_id in [entry.id for entry in bench.entries()]


@pytest.fixture
def dead(bench, taker, worker, clock):
    """One dead letter, of the contact c0."""
    bench.begin("c0")
    bench.begin("c1")
    taker.refuses = lambda message: message.contact_id == "c0"
    for _ in range(4):
        clock.value_ms += run(worker)
    assert [letter.contact_id for letter in bench.dead()] == ["c0"]


def test_a_dead_letter_is_replayed_on_demand(bench, taker, worker, dead):
    taker.refuses = lambda _: False
    run(worker)
    assert taker.told() == ["c1"]
    bench.do(lambda store: store.deliveries.replay("test"))
    run(worker)
    assert taker.told() == ["c1", "c0"]
    assert bench.dead() == []


def test_a_dead_letter_that_is_refused_again_is_dead_again(bench, taker, worker, dead):
    bench.do(lambda store: store.deliveries.replay("test"))
    run(worker)
    (letter,) = bench.dead()
    assert (letter.attempts, letter.replay) == (4, 0)
    assert bench.delivery().attempts == 0


def test_a_destination_gets_only_what_it_takes(bench, taker, worker):
    taker.takes = frozenset({"contact-record"})
    bench.begin("c0")
    bench.begin("c1", disconnected_ms=1)
    run(worker)
    assert [(m.kind, m.contact_id) for m in taker.got] == [("contact-record", "c1")]
    assert bench.delivery().position == bench.entries()[-1].id


def test_a_destination_that_breaks_has_failed(bench, taker, worker):
    bench.begin("c0")
    taker.refuses = lambda message: message["no such thing"]
    assert run(worker) == 1_000
    assert bench.delivery().error == "TypeError"


def test_a_crash_after_the_hand_over_delivers_again(bench, taker, worker, monkeypatch):
    bench.begin("c0")

    def crash(*_):
        raise StoreError

    with monkeypatch.context() as patch:
        patch.setattr(worker, "_remember", crash)
        with pytest.raises(StoreError):
            worker.step()
    run(worker)
    assert taker.told() == ["c0", "c0"]
    assert len({message.id for message in taker.got}) == 1


def test_a_forgotten_destination_gets_nothing(bench, taker, worker):
    bench.begin("c0")
    bench.do(lambda store: store.deliveries.delete("test"))
    assert run(worker) == 200
    assert taker.got == []


def test_much_is_taken_in_parts(bench, taker, worker):
    for number in range(60):
        bench.begin(f"c{number:02}", {"long": "x" * 32_000})
    run(worker)
    assert len(taker.told()) == 60
    assert max(taker.calls) < 40


def test_the_hand_over_is_outside_of_any_transaction(bench, taker, worker):
    bench.begin("c0")
    turns = []

    def look(_):
        with bench.backend.transaction(waits=False):
            turns.append("free")
        return False

    taker.refuses = look
    run(worker)
    assert turns == ["free"]
