import pytest


@pytest.fixture
def search(ask, make):
    hours_id = make.hours()
    for name, tags in (("Sales north", {"team": "a"}), ("Sales south", {"team": "b", "vip": ""}), ("Support", {})):
        more = {"Tags": tags} if tags else {}
        make.queue(Name=name, Description=f"all of {name}", HoursOfOperationId=hours_id, **more)

    def names(**members):
        answer = ask("search_queues", **members)
        assert answer["ApproximateTotalCount"] >= len(answer["Queues"])
        return sorted(queue["Name"] for queue in answer["Queues"])

    return names


def string(value, comparison="EXACT", field="name"):
    return {"StringCondition": {"FieldName": field, "Value": value, "ComparisonType": comparison}}


@pytest.mark.parametrize(
    ("criteria", "found"),
    [
        (string("Support"), ["Support"]),
        (string("support"), []),
        (string("sales", "STARTS_WITH"), ["Sales north", "Sales south"]),
        (string("SOUTH", "CONTAINS"), ["Sales south"]),
        (string("of sup", "CONTAINS", "description"), ["Support"]),
        ({"OrConditions": [string("Support"), string("north", "CONTAINS")]}, ["Sales north", "Support"]),
        ({"AndConditions": [string("sales", "STARTS_WITH"), string("north", "CONTAINS")]}, ["Sales north"]),
        ({"AndConditions": [string("Support"), {"OrConditions": [string("x"), string("y")]}]}, []),
        ({"AndConditions": [{"QueueTypeCondition": "STANDARD"}, string("Support")]}, ["Support"]),
    ],
)
def test_criteria(search, criteria, found):
    assert search(SearchCriteria=criteria) == found


@pytest.mark.parametrize(
    ("tag_filter", "found"),
    [
        ({"TagCondition": {"TagKey": "team", "TagValue": "a"}}, ["Sales north"]),
        ({"TagCondition": {"TagKey": "team"}}, ["Sales north", "Sales south"]),
        ({"AndConditions": [{"TagKey": "team"}, {"TagKey": "vip", "TagValue": ""}]}, ["Sales south"]),
        (
            {"OrConditions": [[{"TagKey": "team", "TagValue": "a"}], [{"TagKey": "vip"}]]},
            ["Sales north", "Sales south"],
        ),
        ({"OrConditions": [[{"TagKey": "team", "TagValue": "a"}, {"TagKey": "vip"}]]}, []),
    ],
)
def test_tag_filter(search, tag_filter, found):
    assert search(SearchFilter={"TagFilter": tag_filter}) == found


def test_by_resource_id_in_either_spelling(ask, make, search):
    queue_id = make.queue(Name="other")
    for field in ("resourceID", "resourceId"):
        assert search(SearchCriteria=string(queue_id, field=field)) == ["other"]


def test_pages_count_all(ask, search):
    first = ask("search_queues", MaxResults=1)
    second = ask("search_queues", MaxResults=1, NextToken=first["NextToken"])
    assert first["ApproximateTotalCount"] == second["ApproximateTotalCount"] >= 3
    assert first["Queues"][0]["QueueId"] < second["Queues"][0]["QueueId"]


def test_answers_whole_descriptions(ask, search):
    found = ask("search_queues", SearchCriteria=string("Support"))["Queues"]
    assert found == [ask("describe_queue", QueueId=found[0]["QueueId"])["Queue"]]


@pytest.mark.parametrize("text", ["x", "x" * 26])
def test_contains_takes_2_to_25_characters(connect, search, text):
    with pytest.raises(connect.exceptions.InvalidParameterException, match="2 to 25"):
        search(SearchCriteria={"OrConditions": [string(text, "CONTAINS")]})


def test_an_unknown_field(connect, ask):
    with pytest.raises(connect.exceptions.InvalidParameterException, match=r"FieldName.*description, name, resourceid"):
        ask("search_queues", SearchCriteria=string("x", field="colour"))


def test_an_unknown_instance(connect):
    with pytest.raises(connect.exceptions.ResourceNotFoundException):
        connect.search_queues(InstanceId="nowhere")
