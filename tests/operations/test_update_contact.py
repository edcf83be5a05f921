import pytest

from stand_ins import NOW_MS

AUDIO = {
    "QueueInfo": {"Id": "q"},
    "UserInfo": {"UserId": "ben"},
    "CustomerEndpoint": {"Type": "TELEPHONE_NUMBER", "Address": "+12065550100"},
    "SystemEndpoint": {"Type": "TELEPHONE_NUMBER", "Address": "+12065550101"},
}


@pytest.fixture
def change(connect, instance_id):
    return lambda contact_id, **members: connect.update_contact(InstanceId=instance_id, ContactId=contact_id, **members)


def test_texts_are_replaced_and_maps_merged(clock, start_task, stop, change, describe):
    task = start_task(Name="one", SegmentAttributes={"a": {"ValueString": "1"}})
    stop(task)
    clock.value_ms += 60_000
    change(task, Name="two", Description="of the bill", SegmentAttributes={"b": {"ValueString": "2"}})
    contact = describe(task)
    assert (contact["Name"], contact["Description"]) == ("two", "of the bill")
    assert contact["SegmentAttributes"].keys() == {"connect:Subtype", "a", "b"}
    assert contact["LastUpdateTimestamp"].timestamp() * 1000 == NOW_MS + 60_000


def test_segment_attributes_of_other_legs_stay(start_task, change, describe):
    first = start_task()
    second = start_task(PreviousContactId=first)
    change(second, SegmentAttributes={"a": {"ValueString": "1"}})
    assert "a" not in describe(first)["SegmentAttributes"]


def test_references_are_merged(connect, instance_id, start_task, change):
    task = start_task(References={"a": {"Type": "STRING", "Value": "1"}})
    change(task, References={"b": {"Type": "STRING", "Value": "2"}})
    listed = connect.list_contact_references(InstanceId=instance_id, ContactId=task, ReferenceTypes=["STRING"])
    assert [each["String"]["Name"] for each in listed["ReferenceSummaryList"]] == ["a", "b"]


def test_another_expiry_counts_from_the_beginning(clock, start_task, change, describe):
    task = start_task()
    clock.value_ms += 3_600_000
    change(task, SegmentAttributes={"connect:ContactExpiry": {"ValueMap": {"ExpiryDuration": {"ValueInteger": 90}}}})
    assert "DisconnectTimestamp" not in describe(task)
    clock.value_ms += 1_800_000
    assert describe(task)["DisconnectReason"] == "EXPIRED"


def test_external_audio_has_more_to_update(connect, instance_id, start_task, change, describe):
    leg = connect.create_contact(InstanceId=instance_id, Channel="VOICE", InitiationMethod="TRANSFER")["ContactId"]
    change(leg, **AUDIO)
    contact = describe(leg)
    assert (contact["QueueInfo"], contact["AgentInfo"]) == ({"Id": "q"}, {"Id": "ben"})
    assert contact["CustomerEndpoint"]["Address"] == "+12065550100"
    assert contact["SystemEndpoint"]["Address"] == "+12065550101"


@pytest.mark.parametrize("member", AUDIO)
def test_other_contacts_have_not(connect, start_task, change, member):
    with pytest.raises(connect.exceptions.InvalidRequestException, match=f"{member} can be updated on external audio"):
        change(start_task(), **{member: AUDIO[member]})


@pytest.mark.parametrize(
    ("segment_attributes", "message"),
    [
        ({"connect:Subtype": {"ValueString": "connect:Guide"}}, "set by the system"),
        ({"a": {"ValueInteger": 1}}, "must have a ValueString"),
        ({"a b": {"ValueString": "1"}}, "'a b' is no name"),
        ({"connect:ContactExpiry": {"ValueMap": {}}}, "nothing was given"),
    ],
)
def test_segment_attributes_that_cannot_be_set(connect, start_task, change, segment_attributes, message):
    with pytest.raises(connect.exceptions.InvalidParameterException, match=message):
        change(start_task(), SegmentAttributes=segment_attributes)


def test_nothing_and_nobody(connect, start_task, change):
    with pytest.raises(connect.exceptions.InvalidRequestException, match="Nothing to update"):
        change(start_task())
    with pytest.raises(connect.exceptions.ResourceNotFoundException):
        change("nobody", Name="x")
