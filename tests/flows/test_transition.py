"""The transition facts of the flow language, each once."""

import pytest

from callslip.flows.outcome import SUCCESS, Failure, Result
from callslip.flows.transition import Way, choose
from flow_documents import action, flow_of


def way(branch, **more):
    (first, *_) = flow_of(action("a", "Compare", **more)).actions
    return choose(first, branch)


def test_success_takes_next_action():
    assert way(SUCCESS, conditions=[("Equals", "1", "b")]) == Way("NextAction", "good")


def test_the_first_condition_that_holds_wins():
    conditions = [("Equals", "2", "a"), ("TextStartsWith", "1", "b"), ("Equals", "1", "c")]

    assert way(Result("1"), conditions=conditions) == Way("Conditions[1]", "b")


def test_no_condition_takes_no_matching_condition():
    errors = ["NoMatchingError", ("NoMatchingCondition", "other")]

    assert way(Result("9"), errors=errors, conditions=[("Equals", "1", "b")]) == Way("Errors[1]", "other")


def test_nothing_matches_no_condition():
    errors = [("NoMatchingCondition", "other")]

    assert way(Result(None), errors=errors, conditions=[("Equals", "", "b")]) == Way("Errors[0]", "other")


def test_without_no_matching_condition_next_action_is_left():
    assert way(Result("9"), conditions=[("Equals", "1", "b")]) == Way("NextAction", "good")


def test_a_result_that_nothing_is_asked_of_takes_next_action():
    errors = [("NoMatchingError", "wrong"), ("NoMatchingCondition", "other")]

    assert way(Result("9"), errors=errors) == Way("NextAction", "good")


def test_unless_next_action_only_repeats_the_error():
    errors = [("NoMatchingError", "wrong"), ("NoMatchingCondition", "other")]

    assert way(Result("9"), errors=errors, then="wrong") == Way("Errors[1]", "other")
    assert way(Result("9"), errors=errors, then=None) == Way("Errors[1]", "other")


def test_an_error_takes_its_own_branch_before_the_general_one():
    errors = [("NoMatchingError", "wrong"), ("QueueAtCapacity", "other")]

    assert way(Failure("QueueAtCapacity", ""), errors=errors) == Way("Errors[1]", "other")
    assert way(Failure("Unheard", ""), errors=errors) == Way("Errors[0]", "wrong")


def test_an_error_never_takes_next_action_or_no_matching_condition():
    errors = [("NoMatchingCondition", "other")]

    assert way(Failure("NoMatchingError", ""), errors=errors) == Way(None, None)


@pytest.mark.parametrize("branch", [SUCCESS, Result("1")])
def test_without_next_action_there_is_no_way(branch):
    assert way(branch, then=None) == Way(None, None)
