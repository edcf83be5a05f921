import pytest

from callslip.flows.events import Answered, Entered, TimedOut
from flow_documents import action, play

MENU = {"StoreInput": "False", "InputTimeLimitSeconds": "8", "Text": "Press"}
STORE = {"StoreInput": "True", "InputTimeLimitSeconds": "8"}
ERRORS = ["NoMatchingError", ("InputTimeLimitExceeded", "other"), ("InvalidPhoneNumber", "other")]


def stored(keys, validation, **more):
    one = action("a", "GetParticipantInput", {**STORE, "InputValidation": validation, **more}, errors=ERRORS)
    played = play(one, events=[Entered(keys)])
    return played.path[-1], played.run.data.get("StoredCustomerInput")


def custom(length):
    return {"CustomValidation": {"MaximumLength": length}}


def phone(number_format, country="US"):
    return {"PhoneNumberValidation": {"NumberFormat": number_format, "CountryCode": country}}


def test_the_first_key_decides():
    one = action("a", "GetParticipantInput", MENU, then="wrong", errors=ERRORS, conditions=[("Equals", "1", "good")])

    assert play(one, events=[Entered("12")]).path == ["a", "good"]


def test_no_key_in_time_is_an_error_of_its_own():
    assert play(action("a", "GetParticipantInput", MENU, errors=ERRORS), events=[TimedOut()]).path == ["a", "other"]
    assert play(action("a", "GetParticipantInput", MENU, errors=ERRORS[:1]), events=[TimedOut()]).path[-1] == "wrong"


@pytest.mark.parametrize(
    ("keys", "validation", "more", "expected"),
    [
        ("1234", custom("4"), {}, "1234"),
        ("12345", custom("4"), {}, "1234"),
        ("12#34", custom("20"), {"DTMFConfiguration": {"InputTerminationSequence": "#"}}, "12"),
        ("#", custom("20"), {"DTMFConfiguration": {"InputTerminationSequence": "#"}}, "Timeout"),
        ("", custom("20"), {}, "Timeout"),
        ("4111", custom("20"), {"InputEncryption": {"EncryptionKeyId": "k", "Key": "pem"}}, "encrypted(4 keys)"),
        ("2065550100", phone("Local"), {}, "+12065550100"),
        ("0299990000", phone("Local", "AU"), {}, "+61299990000"),
        ("12065550100", phone("E164"), {}, "+12065550100"),
    ],
)
def test_keys_are_stored(keys, validation, more, expected):
    assert stored(keys, validation, **more) == ("good", expected)


@pytest.mark.parametrize(
    ("keys", "validation", "end"),
    [("12", phone("E164"), "other"), ("*1", phone("Local"), "other"), ("2065550100", phone("Local", "XX"), "wrong")],
)
def test_no_telephone_number_is_an_error(keys, validation, end):
    assert stored(keys, validation) == (end, None)


def test_nothing_stored_in_time_is_the_text_timeout():
    one = action("a", "GetParticipantInput", {**STORE, "InputValidation": custom("4")}, errors=ERRORS)

    assert play(one, events=[TimedOut()]).run.data == {"StoredCustomerInput": "Timeout"}


def test_it_is_for_voice():
    assert play(action("a", "GetParticipantInput", MENU, errors=ERRORS), Channel="CHAT").path == ["a", "wrong"]


def test_a_buffer_is_turned_on_without_waiting():
    assert play(action("a", "GetParticipantInput", {"EnableDTMFBuffer": "True"})).path == ["a", "good"]


def test_old_exports_have_a_bot_in_it():
    one = action("a", "GetParticipantInput", {"LexBot": {"Name": "b"}}, conditions=[("Equals", "Book", "other")])

    assert play(one, events=[Answered("Book", data={"Slots": {}})]).path == ["a", "other"]


@pytest.mark.parametrize("more", [{"StoreInput": "Perhaps"}, {"InputTimeLimitSeconds": "soon"}])
def test_parameters_that_make_no_sense_are_an_error(more):
    assert play(action("a", "GetParticipantInput", {**MENU, **more}, errors=ERRORS)).path == ["a", "wrong"]
