import pytest

from callslip.flows.events import Answered
from flow_documents import action, play


@pytest.mark.parametrize(
    ("drawn", "end"), [("1", "good"), ("3", "good"), ("4", "other"), ("10", "wrong"), ("100", "wrong")]
)
def test_thresholds_are_one_more_than_the_percentages_added_up(drawn, end):
    conditions = [("NumberLessThan", "4", "good"), ("NumberLessThan", "10", "other")]
    played = play(action("a", "DistributeByPercentage", None, "wrong", ["NoMatchingCondition"], conditions))

    assert played.run.waiting.kind == "chance"
    assert played.send(Answered(drawn)).path == ["a", end]
