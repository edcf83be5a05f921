import pytest

from stand_ins import NOW_MS


def test_the_first_contact_has_no_initial_contact(instance_id, describe, start_task):
    contact_id = start_task(
        Name="call back",
        Description="about the bill",
        SegmentAttributes={"vip": {"ValueString": "yes"}},
        Attributes={"a": "1"},
    )
    contact = describe(contact_id)
    assert "InitialContactId" not in contact
    assert "PreviousContactId" not in contact
    expected = {
        "Id": contact_id,
        "ContactAssociationId": contact_id,
        "Channel": "TASK",
        "InitiationMethod": "API",
        "Name": "call back",
        "Description": "about the bill",
        "SegmentAttributes": {"vip": {"ValueString": "yes"}, "connect:Subtype": {"ValueString": "connect:Task"}},
        "Tags": {"aws:connect:instanceId": instance_id},
        "Attributes": {"a": "1"},
    }
    assert {name: contact[name] for name in expected} == expected
    assert contact["InitiationTimestamp"].timestamp() * 1000 == NOW_MS


def test_links_of_a_later_contact(describe, start_task):
    first = start_task()
    second = start_task(PreviousContactId=first)
    third = describe(start_task(PreviousContactId=second))
    assert (third["InitialContactId"], third["PreviousContactId"]) == (first, second)


def test_a_related_contact_begins_a_chain(describe, start_task):
    source = start_task()
    contact = describe(start_task(RelatedContactId=source))
    assert contact["RelatedContactId"] == contact["ContactAssociationId"] == source
    assert "InitialContactId" not in contact


def test_after_24_months_it_is_gone(connect, clock, describe, start_task):
    contact_id = start_task()
    clock.value_ms += 732 * 24 * 3_600_000
    with pytest.raises(connect.exceptions.ResourceNotFoundException):
        describe(contact_id)


def test_unknown(connect, describe):
    with pytest.raises(connect.exceptions.ResourceNotFoundException, match="'nobody'"):
        describe("nobody")
