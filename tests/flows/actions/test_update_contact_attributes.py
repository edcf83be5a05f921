import pytest

from callslip.flows.effects import AttributesSet
from callslip.flows.scope import Scope
from flow_documents import action, play


def set_attributes(attributes, scope=None, **more):
    parameters = {"Attributes": attributes, **more}
    return play(action("a", "UpdateContactAttributes", parameters, errors=["NoMatchingError"]), scope=scope)


def test_values_become_text_and_merge():
    played = set_attributes({"a": "1", "b": True, "c": "$.Nothing.here"}, Scope(attributes={"a": "0", "z": "9"}))

    assert played.of(AttributesSet) == [AttributesSet({"a": "1", "b": "true", "c": ""})]
    assert played.scope.attributes == {"a": "1", "b": "true", "c": "", "z": "9"}


def test_all_values_are_read_before_any_is_set():
    played = set_attributes({"a": "$.Attributes.b", "b": "$.Attributes.a"}, Scope(attributes={"a": "1", "b": "2"}))

    assert played.scope.attributes == {"a": "2", "b": "1"}


def test_a_key_may_have_spaces():
    assert set_attributes({"first name": "Ada"}).scope.attributes == {"first name": "Ada"}


@pytest.mark.parametrize(
    ("given", "reason"),
    [({"a": "x" * 32_768}, "32,773 bytes"), ({"a": "1", "b.c": "2"}, "the character '.'"), ({" ": "1"}, "empty")],
)
def test_too_much_or_a_key_that_is_not_allowed_sets_nothing(given, reason):
    played = set_attributes(given, Scope(attributes={"old": "1"}))

    assert played.path == ["a", "wrong"]
    assert reason in played.first.reason
    assert played.scope.attributes == {"old": "1"}


def test_exactly_as_much_as_allowed_is_set():
    assert set_attributes({"a": "x" * 32_767}).path == ["a", "good"]


def test_the_related_contact_has_its_own():
    scope = Scope(attributes={"mine": "1"}, related_attributes={"theirs": "2"})
    played = set_attributes({"a": "1"}, scope, TargetContact="Related")

    assert played.scope.related_attributes == {"theirs": "2", "a": "1"}
    assert played.scope.attributes == {"mine": "1"}


def test_without_a_related_contact_it_is_an_error():
    assert set_attributes({"a": "1"}, TargetContact="Related").first.reason == "there is no related contact"
