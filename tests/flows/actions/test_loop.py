import pytest

from callslip.flows.scope import Scope
from flow_documents import action, play


def rounds(count, **attributes):
    conditions = [("Equals", "ContinueLooping", "b"), ("Equals", "DoneLooping", "c")]
    flow = (
        action("a", "Loop", {"LoopCount": count}, "c", ["NoMatchingError"], conditions),
        action("b", "MessageParticipant", {"Text": "again"}, "a"),
        action("c", "MessageParticipant", {"Text": "done"}),
    )
    return play(*flow, scope=Scope(attributes=attributes))


@pytest.mark.parametrize("count", ["0", "3", 2])
def test_it_goes_round_so_often(count):
    assert rounds(count).path == [*["a", "b"] * int(count), "a", "c", "good"]


def test_it_starts_over_after_it_was_done():
    flow = (
        action("a", "Loop", {"LoopCount": "1"}, "b", [], [("Equals", "ContinueLooping", "a")]),
        action("b", "Loop", {"LoopCount": "1"}, "good", [], [("Equals", "ContinueLooping", "a")]),
    )

    assert play(*flow).path == ["a", "a", "b", "a", "a", "b", "good"]


def test_the_count_can_be_a_reference():
    assert rounds("$.Attributes.n", n="1").path == ["a", "b", "a", "c", "good"]


@pytest.mark.parametrize("count", ["many", "101", "-1", "$.Attributes.none", "1.5", ""])
def test_a_count_that_is_none_is_an_error(count):
    assert rounds(count).path == ["a", "wrong"]
