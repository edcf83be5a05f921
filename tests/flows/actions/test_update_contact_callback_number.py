import pytest

from flow_documents import action, play


def call_back(stored, channel="VOICE"):
    errors = [("InvalidCallbackNumber", "wrong"), ("CallbackNumberNotDialable", "other")]
    one = action("a", "UpdateContactCallbackNumber", {"CallbackNumber": "$.StoredCustomerInput"}, errors=errors)
    return play(one, data={"StoredCustomerInput": stored}, Channel=channel)


def test_a_number_is_kept():
    assert call_back("+12065550100").scope.settings == {"CallbackNumber": "+12065550100"}


@pytest.mark.parametrize(
    ("stored", "channel"), [("2065550100", "VOICE"), ("Timeout", "VOICE"), (None, "VOICE"), ("+12065550100", "CHAT")]
)
def test_what_is_no_number_is_an_error(stored, channel):
    played = call_back(stored, channel)

    assert played.path == ["a", "wrong"]
    assert played.scope.settings == {}
