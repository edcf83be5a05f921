import pytest
from msgspec.structs import replace

from callslip.domain.flow_run import FlowRun
from stand_ins import NOW_MS


@pytest.fixture
def run(store, instance):
    run = FlowRun("instance", "contact", 1, "flow", NOW_MS, NOW_MS, NOW_MS + 5, None, 0, "{}")
    store.flow_runs.put(run)
    return run


def test_the_last_run_of_a_contact(store, run):
    store.flow_runs.put(replace(run, number=2, due_ms=None))
    assert store.flow_runs.last("instance", "contact").number == 2
    assert store.flow_runs.last("instance", "other") is None
    assert store.flow_runs.last("other", "contact") is None


def test_a_run_is_due_at_its_time_and_never_after_its_end(store, run):
    later = replace(run, contact_id="later", due_ms=NOW_MS + 9)
    store.flow_runs.put(later)
    assert store.flow_runs.due(NOW_MS + 4, 9) == []
    assert store.flow_runs.due(NOW_MS + 9, 9) == [run, later]
    assert store.flow_runs.due(NOW_MS + 9, 1) == [run]
    ended = replace(run, due_ms=None, ended_ms=NOW_MS + 5, event_count=1, state='{"a":1}', updated_ms=NOW_MS + 5)
    store.flow_runs.update(ended)
    assert store.flow_runs.due(NOW_MS + 9, 9) == [later]
    assert store.flow_runs.last("instance", "contact") == ended


def test_events_come_in_their_order_page_by_page(store, run):
    for number in range(1, 4):
        store.flow_runs.put_event(replace(run, event_count=number), NOW_MS + number, f'"{number}"')
    assert store.flow_runs.events(run, 0, 2) == [(NOW_MS + 1, '"1"'), (NOW_MS + 2, '"2"')]
    assert store.flow_runs.events(run, 2, 2) == [(NOW_MS + 3, '"3"')]
    assert store.flow_runs.events(replace(run, number=2), 0, 2) == []


def test_runs_come_page_by_page(store, run):
    second = replace(run, number=2)
    store.flow_runs.put(second)
    assert store.flow_runs.page("instance", "contact", 0, 9) == [run, second]
    assert store.flow_runs.page("instance", "contact", 1, 9) == [second]


def test_a_content_is_kept_once(store, run):
    for _ in range(2):
        store.flow_runs.keep_content("instance", "sha", "content")
    assert store.flow_runs.find_content("instance", "sha") == "content"
    assert store.flow_runs.find_content("other", "sha") is None


def test_an_instance_leaves_nothing(store, run):
    store.flow_runs.put_event(run, NOW_MS, "{}")
    store.flow_runs.keep_content("instance", "sha", "content")
    store.flow_runs.delete_of_instance("instance")
    assert store.flow_runs.last("instance", "contact") is None
    assert store.flow_runs.events(run, -1, 9) == []
    assert store.flow_runs.find_content("instance", "sha") is None
