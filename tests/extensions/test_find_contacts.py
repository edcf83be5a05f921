import json

import pytest

from callslip.settings import EXAMPLE_INSTANCE_ID

DAY_MS = 24 * 3_600_000


@pytest.fixture(params=["", "tier", "*"])
def searchable(request):
    """Whatever is indexed, the same contacts are found."""
    return request.param


@pytest.fixture
def four(api):
    """Contacts by the name of what they have."""
    return {
        "gold": api.begin(Attributes={"tier": "gold", "plan": "premium"}),
        "golden": api.begin(Attributes={"tier": "golden"}),
        "empty": api.begin(Attributes={"tier": "", "plan": "x" * 5_000, "k" * 101: "long"}),
        "none": api.begin(),
    }


@pytest.mark.parametrize(
    ("tests", "expected"),
    [
        ([], ["none", "empty", "golden", "gold"]),
        ([{"Key": "tier"}], ["empty", "golden", "gold"]),
        ([{"Key": "tier", "Exists": True}], ["empty", "golden", "gold"]),
        ([{"Key": "tier", "Exists": False}], ["none"]),
        ([{"Key": "tier", "Not": True}], ["none"]),
        ([{"Key": "tier", "Values": ["gold"]}], ["gold"]),
        ([{"Key": "tier", "Values": ["gold", ""]}], ["empty", "gold"]),
        ([{"Key": "tier", "Values": ["gold"], "Not": True}], ["none", "empty", "golden"]),
        ([{"Key": "tier", "Prefix": "gold"}], ["golden", "gold"]),
        ([{"Key": "tier", "Prefix": "gold", "Not": True}], ["none", "empty"]),
        ([{"Key": "tier", "Prefix": ""}], ["empty", "golden", "gold"]),
        ([{"Key": "plan", "Prefix": "x" * 4_000}], ["empty"]),
        ([{"Key": "plan", "Values": ["x" * 5_000]}], ["empty"]),
        ([{"Key": "plan", "Values": ["x" * 4_999]}], []),
        ([{"Key": "tier", "Prefix": "g"}, {"Key": "plan"}], ["gold"]),
        ([{"Key": "tier", "Values": ["gold", "golden"]}, {"Key": "tier", "Prefix": "golde"}], ["golden"]),
        ([{"Key": "Tier"}], []),
        ([{"Key": "k" * 101, "Values": ["long"]}], ["empty"]),
    ],
)
def test_tests_on_attributes(api, four, tests, expected):
    assert api.find(*tests) == [four[name] for name in expected]


def test_old_contacts_are_found_as_long_as_they_are_kept(api):
    contact = api.begin(Attributes={"tier": "gold"})
    api.clock.value_ms += 700 * DAY_MS
    assert api.find({"Key": "tier", "Values": ["gold"]}) == [contact]
    api.clock.value_ms += 60 * DAY_MS
    assert api.find({"Key": "tier", "Values": ["gold"]}) == api.find() == []


def test_a_contact_is_shown_with_its_attributes(api, four):
    status, answer = api.ask("POST", "/_callslip/contacts", {"MaxResults": 1, "OldestFirst": True})
    assert status == 200
    (shown,) = answer["Contacts"]
    assert shown["Id"] == shown["InitialContactId"] == four["gold"]
    assert shown["Attributes"] == {"tier": "gold", "plan": "premium"}
    assert (shown["Channel"], shown["State"], shown["InstanceId"]) == ("TASK", "CONNECTED", EXAMPLE_INSTANCE_ID)
    assert shown["InitiationTimestamp"] == "2026-11-18T11:06:41.000Z"


@pytest.mark.parametrize("tests", [[], [{"Key": "tier", "Prefix": ""}], [{"Key": "tier", "Values": ["a"]}]])
def test_pages(api, tests):
    ids = [api.begin(Attributes={"tier": "a"}) for _ in range(7)]
    shown, token, sizes = [], {}, []
    while True:
        members = {"AttributeTests": tests, "MaxResults": 3, "OldestFirst": True, **token}
        status, answer = api.ask("POST", "/_callslip/contacts", members)
        assert status == 200
        shown += [each["Id"] for each in answer["Contacts"]]
        sizes.append(len(answer["Contacts"]))
        if "NextToken" not in answer:
            break
        token = {"NextToken": answer["NextToken"]}
    assert (shown, sizes) == (ids, [3, 3, 1])


def test_one_request_looks_at_so_many_contacts_and_no_more(api, monkeypatch):
    monkeypatch.setattr("callslip.extensions.find_contacts._LOOKED_AT_MAX", 4)
    last = api.begin(Attributes={"plan": "a"})
    for _ in range(9):
        api.begin()
    members = {"AttributeTests": [{"Key": "plan"}]}
    pages = []
    while True:
        _, answer = api.ask("POST", "/_callslip/contacts", members)
        pages.append([each["Id"] for each in answer["Contacts"]])
        if "NextToken" not in answer:
            break
        members["NextToken"] = answer["NextToken"]
    assert pages == [[], [], [last]]


def test_other_criteria(api, four):
    assert api.find(Channels=["VOICE"]) == []
    assert len(api.find(Channels=["TASK"], InitiationMethods=["API"])) == 4
    assert api.find(From="2026-11-18T11:06:44Z") == [four["none"]]
    assert api.find(To="2026-11-18T11:06:41Z") == [four["gold"]]


def test_with_several_instances_one_must_be_named(api, four):
    flags = {"InboundCallsEnabled": True, "OutboundCallsEnabled": True}
    api.ask("PUT", "/instance", {"IdentityManagementType": "CONNECT_MANAGED", "InstanceAlias": "other", **flags})
    status, answer = api.ask("POST", "/_callslip/contacts", {})
    assert (status, answer["Message"]) == (400, "InstanceId: this server has several instances. Say which is meant.")
    assert len(api.find(InstanceId=EXAMPLE_INSTANCE_ID)) == 4
    assert len(api.find(InstanceId=f"arn:aws:connect:us-east-1:1:instance/{EXAMPLE_INSTANCE_ID}")) == 4


@pytest.mark.parametrize(
    ("members", "status", "text"),
    [
        ({"AttributeTests": [{"Key": "a", "Prefix": "x", "Values": ["y"]}]}, 400, "has Values and Prefix"),
        ({"AttributeTests": [{"Prefix": "x"}]}, 400, "Key"),
        ({"AttributeTests": [{"Key": "a", "Values": []}]}, 400, "Values"),
        ({"AttributeTests": [{"Key": "a"}] * 51}, 400, "AttributeTests"),
        ({"MaxResults": 1001}, 400, "MaxResults"),
        ({"NextToken": "nonsense"}, 400, "NextToken"),
        ({"From": "yesterday"}, 400, "From"),
        ({"InstanceId": "nobody"}, 404, "nobody"),
    ],
)
def test_what_cannot_be_asked(api, members, status, text):
    got, answer = api.ask("POST", "/_callslip/contacts", members)
    assert (got, text in answer["Message"]) == (status, True), answer


def test_a_value_that_was_asked_for_is_in_no_error(api):
    _, answer = api.ask("POST", "/_callslip/contacts", {"AttributeTests": [{"Key": "a", "Values": ["secret", 7]}]})
    assert "secret" not in json.dumps(answer)
