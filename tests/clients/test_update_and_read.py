"""Every client updates attributes and reads them back."""

import pytest

from foreign_client import INSTANCE, Call

pytestmark = pytest.mark.client

LIMIT_BYTES = 32_768
UNICODE = {
    "japanese": "日本語の発信者",
    "emoji": "👩‍👩‍👧 📞 🏳️‍🌈",
    "combining": "e\u0301 n\u0303 a\u0308\u0323",
    "right_to_left": "\u0645\u0631\u062d\u0628\u0627 \u202e\u05e9\u05dc\u05d5\u05dd",
    "quotes": "\"double\" 'single' `back`",
    "backslash": "C:\\new\\table \\u0041 \\\\",
    "lines": "one\ntwo\r\nthree\tfour",
    "markup": "<a href='x'>&amp;</a> $.Attributes.x ${HOME} %41+%2F",
    "number_like": "007",
    "empty": "",
}


def _update(contact, attributes):
    return Call("update", INSTANCE, contact, attributes)


def _get(contact):
    return Call("get", INSTANCE, contact)


def test_what_was_updated_is_read(server, new_contact):
    contact = new_contact(server.target)
    before, updated, after = server.run(
        _get(contact), _update(contact, {"greetingPlayed": "false", "tier": "gold"}), _get(contact)
    )
    assert (before.code, before.attributes) == (None, {})
    assert updated.code is None
    assert after.attributes == {"greetingPlayed": "false", "tier": "gold"}


def test_an_update_merges_with_what_was_there(server, new_contact):
    contact = new_contact(server.target)
    outcomes = server.run(
        _update(contact, {"kept": "1", "changed": "1"}),
        _update(contact, {"changed": "2", "added": "2", "Kept": "other case"}),
        _get(contact),
    )
    assert outcomes[-1].attributes == {"kept": "1", "changed": "2", "added": "2", "Kept": "other case"}


def test_any_text_comes_back_as_it_went(server, new_contact):
    contact = new_contact(server.target)
    updated, read = server.run(_update(contact, UNICODE), _get(contact))
    assert updated.code is None
    assert read.attributes == UNICODE


@pytest.mark.parametrize(
    "value",
    [pytest.param("x" * 32_767, id="one-byte"), pytest.param("日" * 10_922 + "x", id="three-bytes")],
)
def test_the_limit_is_met_to_the_byte(server, new_contact, value):
    contact = new_contact(server.target)
    assert len(b"k" + value.encode()) == LIMIT_BYTES
    full, read, over, read_again = server.run(
        _update(contact, {"k": value}), _get(contact), _update(contact, {"k2": ""}), _get(contact)
    )
    assert full.code is None
    assert read.attributes == {"k": value}
    assert over.code == "InvalidParameterException"
    assert read_again.attributes == {"k": value}


def test_one_byte_over_the_limit_at_once_is_refused(server, new_contact):
    contact = new_contact(server.target)
    refused, read = server.run(_update(contact, {"k1": "日" * 10_922 + "x"}), _get(contact))
    assert refused.code == refused.type == "InvalidParameterException"
    assert read.attributes == {}
