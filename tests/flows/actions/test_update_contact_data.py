import pytest

from callslip.flows.scope import Scope
from flow_documents import action, play


def update(scope=None, **parameters):
    return play(action("a", "UpdateContactData", parameters, errors=["NoMatchingError"]), scope=scope)


def test_data_can_be_referred_to_afterwards():
    played = update(Scope(attributes={"id": "c-1"}), CustomerId="$.Attributes.id", LanguageCode="en-US")

    assert played.scope.contact == {"CustomerId": "c-1", "LanguageCode": "en-US"}


def test_references_are_added():
    url = {"Type": "URL", "Value": "https://example.com"}
    played = update(Scope(contact={"References": {"a": url}}), References={"b": "text"})

    assert played.scope.contact["References"] == {"a": url, "b": {"Type": "STRING", "Value": "text"}}


def test_settings_are_kept():
    assert update(IsVoiceIdStreamingEnabled="TRUE").scope.settings == {"IsVoiceIdStreamingEnabled": "TRUE"}


@pytest.mark.parametrize("parameters", [{}, {"Name": "x", "TargetContact": "Related"}, {"References": ["x"]}])
def test_what_cannot_be_set_is_an_error(parameters):
    played = update(**parameters)

    assert played.path == ["a", "wrong"]
    assert played.scope.contact == {}


def test_a_related_contact_is_not_this_one():
    played = update(Scope(related_attributes={}), Name="x", TargetContact="Related")

    assert played.path == ["a", "good"]
    assert played.scope.contact == {}
