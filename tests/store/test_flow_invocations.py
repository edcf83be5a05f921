import pytest

from callslip.domain.flow_run import Invocation
from stand_ins import NOW_MS


@pytest.fixture
def invocation(store, instance):
    invocation = Invocation("instance", "call", "contact", 0, NOW_MS, "{}")
    store.flow_invocations.put(invocation)
    return invocation


def test_the_longest_due_come_first(store, invocation):
    earlier = Invocation("instance", "zero", "contact", 0, NOW_MS - 1, "{}")
    store.flow_invocations.put(earlier)
    assert store.flow_invocations.due(NOW_MS - 2, 9) == []
    assert store.flow_invocations.due(NOW_MS, 9) == [earlier, invocation]
    assert store.flow_invocations.due(NOW_MS, 1) == [earlier]


def test_what_was_begun_is_due_again_later(store, invocation):
    begun = store.flow_invocations.begin(invocation, NOW_MS + 10)
    assert (begun.attempts, begun.next_ms) == (1, NOW_MS + 10)
    assert store.flow_invocations.due(NOW_MS + 9, 9) == []
    assert store.flow_invocations.due(NOW_MS + 10, 9) == [begun]


def test_it_is_answered_once(store, invocation):
    assert store.flow_invocations.delete(invocation)
    assert not store.flow_invocations.delete(invocation)
    assert store.flow_invocations.due(NOW_MS, 9) == []


def test_an_instance_leaves_nothing(store, invocation):
    store.flow_invocations.delete_of_instance("instance")
    assert store.flow_invocations.due(NOW_MS, 9) == []
