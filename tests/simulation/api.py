"""The few calls that the simulations make, as requests by hand, and what must be true of every answer."""

import json
from collections.abc import Mapping
from typing import Any

from simulation.wire import Answer, Wire, request

INSTANCE = "a1b2c3d4-5678-90ab-cdef-EXAMPLE11111"


def update_request(contact_id: str, attributes: Mapping[str, str], *headers: str) -> bytes:
    """UpdateContactAttributes."""
    members = {"InstanceId": INSTANCE, "InitialContactId": contact_id, "Attributes": attributes}
    return request("POST", "/contact/attributes", json.dumps(members).encode(), *headers)


def get_request(contact_id: str) -> bytes:
    """GetContactAttributes."""
    return request("GET", f"/contact/attributes/{INSTANCE}/{contact_id}")


def create_request(previous_contact_id: str | None = None, **more: object) -> bytes:
    """CreateContact: a new chain, or a transfer leg that shares the attributes of another contact."""
    link = {} if previous_contact_id is None else {"PreviousContactId": previous_contact_id}
    members = {"InstanceId": INSTANCE, "Channel": "VOICE", "InitiationMethod": "TRANSFER", **link, **more}
    return request("PUT", "/contact/create-contact", json.dumps(members).encode())


def create_contact(wire: Wire, previous_contact_id: str | None = None) -> str:
    """A new contact's id."""
    return str(members_of(wire.ask(create_request(previous_contact_id)))["ContactId"])


def get_attributes(wire: Wire, contact_id: str) -> dict[str, str]:
    """A contact's attributes."""
    return dict(members_of(wire.ask(get_request(contact_id)))["Attributes"])


def members_of(answer: Answer) -> dict[str, Any]:
    """The members of an answer that must be 200."""
    assert answer.status == 200, (answer.status, answer.body[:300])
    return dict(answer.json())


def check_form(answer: Answer, *, is_head: bool = False) -> None:
    """Every answer names its request and its date; every error is JSON with its message in both spellings."""
    assert "date" in answer.headers, answer
    if "x-amzn-requestid" not in answer.headers:
        raise AssertionError(f"no x-amzn-RequestId: {answer}")
    assert answer.headers["content-type"] == "application/json", answer
    if is_head:
        return
    members = answer.json()
    assert type(members) is dict, answer
    if answer.status != 200:
        assert answer.code, answer
        assert members["Message"], answer
        assert members["Message"] == members["message"], answer
