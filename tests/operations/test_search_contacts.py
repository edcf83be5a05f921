from contextlib import nullcontext
from datetime import UTC, datetime, timedelta

import pytest
from botocore.exceptions import ClientError

from callslip.mock import mock_connect
from stand_ins import NOW_MS

DAY_MS = 24 * 3_600_000


@pytest.fixture
def settings():
    return {"searchable_attributes": "tier,language"}


def at(ms):
    return datetime.fromtimestamp(ms / 1000, UTC)


@pytest.fixture
def found(search):
    """The ids that a search gives, in order."""
    return lambda *criteria, **members: [each["Id"] for each in search(*criteria, **members)["Contacts"]]


def having(key, *values, **more):
    return attributes({"Key": key, "Values": list(values)}, **more)


def attributes(*criteria, **more):
    return {"SearchableContactAttributes": {"Criteria": list(criteria), **more}}


def code_of(refused):
    return refused.value.response["Error"]["Code"]


def test_the_latest_comes_first_and_all_are_counted(search, begin):
    ids = [begin() for _ in range(3)]
    answer = search()
    assert [each["Id"] for each in answer["Contacts"]] == ids[::-1]
    assert answer["TotalCount"] == 3
    assert "NextToken" not in answer


def test_what_is_told_of_a_contact(search, begin, take, transfer, instance_id, clock):
    first = begin(Name="Call back", Attributes={"tier": "gold"}, SegmentAttributes={"unit": {"ValueString": "north"}})
    queued_ms = clock.value_ms
    second = transfer(first, QueueId="queue", ContactFlowId="flow")
    clock.value_ms += 500
    take(second)
    shown = {each["Id"]: each for each in search()["Contacts"]}
    assert shown[first]["Name"] == "Call back"
    assert shown[first]["Arn"].endswith(f"instance/{instance_id}/contact/{first}")
    assert (shown[first]["Channel"], shown[first]["InitiationMethod"]) == ("TASK", "API")
    assert shown[first]["SegmentAttributes"]["unit"] == {"ValueString": "north"}
    assert "InitialContactId" not in shown[first]
    assert shown[second]["InitialContactId"] == shown[second]["PreviousContactId"] == first
    assert shown[second]["QueueInfo"] == {"Id": "queue", "EnqueueTimestamp": at(queued_ms)}
    assert shown[second]["AgentInfo"] == {"Id": "ben", "ConnectedToAgentTimestamp": at(clock.value_ms)}
    assert all("Attributes" not in each for each in shown.values())


@pytest.mark.parametrize(
    ("criteria", "expected"),
    [
        ({"Channels": ["TASK"]}, {"bill", "Bill again"}),
        ({"Channels": ["CHAT", "VOICE"]}, {"talk"}),
        ({"Channels": []}, {"bill", "Bill again", "talk"}),
        ({"InitiationMethods": ["API"]}, {"bill", "Bill again", "talk"}),
        ({"InitiationMethods": ["INBOUND", "TRANSFER"]}, set()),
        ({"QueueIds": ["sales"]}, {"talk"}),
        ({"QueueIds": ["sale", "ales"]}, set()),
        ({"AgentIds": ["ben", "arn:aws:connect:us-east-1:1:instance/i/agent/ana"]}, {"bill"}),
        ({"Name": {"SearchText": ["BILL"], "MatchType": "MATCH_ANY"}}, {"bill", "Bill again"}),
        ({"Name": {"SearchText": ["bill", "again"], "MatchType": "MATCH_ALL"}}, {"Bill again"}),
        ({"Name": {"SearchText": ["bill"], "MatchType": "MATCH_EXACT"}}, {"bill"}),
        ({"Name": {"SearchText": ["bill"], "MatchType": "MATCH_NONE"}}, {"talk"}),
        ({"ContactTags": {"TagCondition": {"TagKey": "team", "TagValue": "west"}}}, {"bill"}),
        ({"ContactTags": {"OrConditions": [[{"TagKey": "team"}], [{"TagKey": "shop"}]]}}, {"bill", "talk"}),
        ({"ContactTags": {"AndConditions": [{"TagKey": "team"}, {"TagKey": "shop"}]}}, set()),
        (
            {"SearchableSegmentAttributes": {"Criteria": [{"Key": "unit", "Values": ["north", "east"]}]}},
            {"Bill again"},
        ),
        (
            {
                "SearchableSegmentAttributes": {
                    "Criteria": [{"Key": "unit", "Values": ["north"]}],
                    "MatchType": "MATCH_NONE",
                }
            },
            {"bill", "talk"},
        ),
        ({"Channels": ["TASK"], "AgentIds": ["ana"]}, {"bill"}),
        ({"Channels": ["TASK"], "QueueIds": ["sales"]}, set()),
    ],
)
def test_criteria(connect, instance_id, search, begin, take, criteria, expected):
    bill = take(begin(Name="bill"), "ana")
    connect.tag_contact(InstanceId=instance_id, ContactId=bill, Tags={"team": "west"})
    begin(Name="Bill again", SegmentAttributes={"unit": {"ValueString": "north"}})
    call = connect.start_outbound_voice_contact(
        InstanceId=instance_id, ContactFlowId="f", DestinationPhoneNumber="+12065550100", QueueId="sales", Name="talk"
    )["ContactId"]
    connect.tag_contact(InstanceId=instance_id, ContactId=call, Tags={"shop": "7"})
    answer = search(criteria)
    assert {each["Name"] for each in answer["Contacts"]} == expected
    assert answer["TotalCount"] == len(expected)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("INITIATION_TIMESTAMP", ["later", "taken", "ended"]),
        ("DISCONNECT_TIMESTAMP", ["ended"]),
        ("CONNECTED_TO_AGENT_TIMESTAMP", ["taken"]),
        ("ENQUEUE_TIMESTAMP", []),
        ("SCHEDULED_TIMESTAMP", ["later"]),
    ],
)
@pytest.mark.parametrize("criteria", [{}, having("tier", "gold"), having("tier", "gold", MatchType="MATCH_NONE")])
def test_the_times_of_a_range(search, begin, stop, take, clock, kind, expected, criteria):
    attributes = {} if "MATCH_NONE" in str(criteria) else {"tier": "gold"}
    stop(begin(Name="ended", Attributes=attributes))
    take(begin(Name="taken", Attributes=attributes))
    begin(Name="later", Attributes=attributes, ScheduledTime=at(clock.value_ms + DAY_MS))
    span = {"Type": kind, "StartTime": at(NOW_MS), "EndTime": at(clock.value_ms + 2 * DAY_MS)}
    answer = search(criteria, TimeRange=span)
    assert [each["Name"] for each in answer["Contacts"]] == expected
    assert answer["TotalCount"] == len(expected)


def test_both_ends_of_a_range_belong_to_it(found, begin, clock):
    contact = begin()
    now = clock.value_ms

    def between(start_ms, end_ms):
        return found(TimeRange={"Type": "INITIATION_TIMESTAMP", "StartTime": at(start_ms), "EndTime": at(end_ms)})

    assert between(now, now) == [contact]
    assert between(now - 1000, now - 1) == between(now + 1, now + 1000) == []


@pytest.mark.parametrize(
    ("match", "expected"),
    [("MATCH_ALL", []), ("MATCH_ANY", ["open", "ended"]), ("MATCH_NONE", [])],
)
def test_additional_times(search, begin, stop, clock, match, expected):
    stop(begin(Name="ended"))
    begin(Name="open")
    span = {"StartTime": at(NOW_MS), "EndTime": at(clock.value_ms)}
    criteria = [
        {"TimeRange": {"Type": "DISCONNECT_TIMESTAMP", **span}},
        {"TimestampCondition": {"Type": "DISCONNECT_TIMESTAMP", "ConditionType": "NOT_EXISTS"}},
    ]
    answer = search({"AdditionalTimeRange": {"Criteria": criteria, "MatchType": match}})
    assert [each["Name"] for each in answer["Contacts"]] == expected


@pytest.mark.parametrize(
    ("field", "ascending", "descending"),
    [
        ("INITIATION_TIMESTAMP", ["a", "b", "c"], ["c", "b", "a"]),
        ("DISCONNECT_TIMESTAMP", ["b", "a", "c"], ["a", "b", "c"]),
        ("SCHEDULED_TIMESTAMP", ["c", "b", "a"], ["c", "b", "a"]),
        ("EXPIRY_TIMESTAMP", ["a", "b", "c"], ["c", "b", "a"]),
    ],
)
def test_sorting(search, begin, stop, clock, field, ascending, descending):
    first = begin(Name="a")
    second = begin(Name="b")
    begin(Name="c", ScheduledTime=at(clock.value_ms + DAY_MS))
    for contact in (second, first):
        clock.value_ms += 1000
        stop(contact)

    def names(order):
        sort = {"FieldName": field, "Order": order}
        shown = []
        token = {}
        while True:
            answer = search(Sort=sort, MaxResults=1, **token)
            shown += [each["Name"] for each in answer["Contacts"]]
            assert answer["TotalCount"] == 3
            if "NextToken" not in answer:
                return shown
            token = {"NextToken": answer["NextToken"]}

    assert names("ASCENDING") == ascending
    assert names("DESCENDING") == descending


def test_sorting_by_what_a_contact_is(connect, instance_id, search, begin):
    begin()
    connect.start_chat_contact(InstanceId=instance_id, ContactFlowId="f", ParticipantDetails={"DisplayName": "Ana"})
    for order, channels in (("ASCENDING", ["CHAT", "TASK"]), ("DESCENDING", ["TASK", "CHAT"])):
        answer = search(Sort={"FieldName": "CHANNEL", "Order": order})
        assert [each["Channel"] for each in answer["Contacts"]] == channels


def test_pages_through_boto3s_paginator(connect, instance_id, begin, clock):
    ids = [begin(Attributes={"tier": "gold"}) for _ in range(7)]
    span = {"Type": "INITIATION_TIMESTAMP", "StartTime": at(NOW_MS), "EndTime": at(clock.value_ms)}
    pages = list(
        connect.get_paginator("search_contacts").paginate(
            InstanceId=instance_id,
            TimeRange=span,
            SearchCriteria=having("tier", "gold"),
            PaginationConfig={"PageSize": 3},
        )
    )
    assert [each["Id"] for page in pages for each in page["Contacts"]] == ids[::-1]
    assert [(len(page["Contacts"]), page["TotalCount"]) for page in pages] == [(3, 7), (3, 7), (1, 7)]


def test_contacts_of_one_moment_are_neither_lost_nor_shown_twice(search, start_task):
    ids = {start_task() for _ in range(300)}
    shown, token = [], {}
    while True:
        answer = search(MaxResults=70, **token)
        shown += [each["Id"] for each in answer["Contacts"]]
        if "NextToken" not in answer:
            break
        token = {"NextToken": answer["NextToken"]}
    assert len(shown) == 300
    assert set(shown) == ids


def test_a_token_belongs_to_its_search(search, begin):
    for _ in range(3):
        begin(Attributes={"tier": "gold"})
    token = search(MaxResults=1)["NextToken"]
    with pytest.raises(ClientError, match="NextToken") as refused:
        search(having("tier", "gold"), MaxResults=1, NextToken=token)
    assert code_of(refused) == "InvalidParameterException"


def test_other_instances_are_not_seen(connect, instance_id, other_instance_id, search, begin, start_task):
    begin(Attributes={"tier": "gold"})
    theirs = start_task(InstanceId=other_instance_id, Attributes={"tier": "gold"})
    answer = search(having("tier", "gold"), InstanceId=other_instance_id)
    assert [each["Id"] for each in answer["Contacts"]] == [theirs]


def test_contacts_past_their_retention_are_not_found(found, begin, clock):
    begin(Attributes={"tier": "gold"})
    span = {"Type": "INITIATION_TIMESTAMP", "StartTime": at(NOW_MS), "EndTime": at(clock.value_ms)}
    assert len(found(TimeRange=span)) == len(found(having("tier", "gold"), TimeRange=span)) == 1
    clock.value_ms += 740 * DAY_MS
    assert found(TimeRange=span) == found(having("tier", "gold"), TimeRange=span) == []


@pytest.mark.parametrize(
    ("members", "code", "text"),
    [
        ({"InstanceId": "nobody"}, "ResourceNotFoundException", "nobody"),
        ({"MaxResults": 101}, "InvalidParameterException", "MaxResults"),
        ({"NextToken": "nonsense"}, "InvalidParameterException", "NextToken"),
        ({"SearchCriteria": {"AgentHierarchyGroups": {"L1Ids": ["a"]}}}, "NotImplementedException", "AgentHierarchy"),
        ({"SearchCriteria": {"RoutingCriteria": {"Steps": [{}]}}}, "NotImplementedException", "RoutingCriteria"),
        ({"SearchCriteria": {"ActiveRegions": ["us-east-1"]}}, "NotImplementedException", "ActiveRegions"),
        ({"SearchCriteria": {"AiAgents": {"Criteria": [{}]}}}, "NotImplementedException", "AiAgents"),
        (
            {
                "SearchCriteria": {
                    "ContactAnalysis": {
                        "Transcript": {
                            "Criteria": [{"ParticipantRole": "AGENT", "SearchText": ["a"], "MatchType": "MATCH_ALL"}]
                        }
                    }
                }
            },
            "NotImplementedException",
            "ContactAnalysis",
        ),
        ({"SearchCriteria": having("tier", "x" * 101)}, "InvalidParameterException", "Values"),
        ({"SearchCriteria": having("tier", *map(str, range(21)))}, "InvalidParameterException", "Values"),
        ({"SearchCriteria": attributes(*[{"Key": "tier", "Values": []}] * 16)}, "InvalidParameterException", "Crit"),
        ({"SearchCriteria": {"Channels": ["FAX"]}}, "InvalidParameterException", "Channels"),
    ],
)
def test_what_cannot_be_asked(search, members, code, text):
    with pytest.raises(ClientError, match=text) as refused:
        search(**members)
    assert code_of(refused) == code


@pytest.mark.parametrize(
    ("weeks", "days", "allowed"), [(8, 56, True), (8, 57, False), (0, 700, True), (1, 7, True), (1, 8, False)]
)
def test_how_long_a_range_may_be(connect, weeks, days, allowed, clock):
    end = at(clock.value_ms)
    span = {"Type": "INITIATION_TIMESTAMP", "StartTime": end - timedelta(days=days), "EndTime": end}
    with mock_connect(clock=clock, search_weeks_max=weeks) as mock:
        refused = pytest.raises(connect.exceptions.InvalidParameterException, match=f"more than {weeks} weeks")
        with nullcontext() if allowed else refused:
            assert connect.search_contacts(InstanceId=mock.instance_id, TimeRange=span)["Contacts"] == []


def test_a_range_that_ends_before_it_starts(search, clock):
    span = {"Type": "INITIATION_TIMESTAMP", "StartTime": at(clock.value_ms), "EndTime": at(clock.value_ms - 1)}
    with pytest.raises(ClientError, match="EndTime is before StartTime"):
        search(TimeRange=span)
