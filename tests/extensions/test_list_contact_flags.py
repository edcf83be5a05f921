"""ListContactFlags: page by page, chosen, and what is refused."""

import pytest

from callslip.settings import EXAMPLE_INSTANCE_ID

PATH = "/_callslip/flags"


@pytest.fixture
def raise_flags(api):
    """Raises flags on one new contact; its id."""

    def make(*names):
        contact_id = api.begin()
        for name in names:
            body = {"action": "raise", "instanceId": EXAMPLE_INSTANCE_ID, "contactId": contact_id, "name": name}
            assert api.ask("POST", PATH, body)[0] == 200
        return contact_id

    return make


def listed(api, **query):
    status, answer = api.ask("GET", PATH, instanceId=EXAMPLE_INSTANCE_ID, **query)
    assert status == 200, answer
    return answer


def test_flags_come_page_by_page(api, raise_flags):
    raise_flags(*(f"f{number}" for number in range(5)))
    first = listed(api, maxResults=3)
    second = listed(api, maxResults=3, nextToken=first["nextToken"])
    assert [flag["name"] for page in (first, second) for flag in page["flags"]] == ["f0", "f1", "f2", "f3", "f4"]
    assert "nextToken" not in second


def test_flags_of_one_contact_or_name_or_state(api, raise_flags):
    raise_flags("a", "b")
    contact_id = raise_flags("b")
    assert [flag["contactId"] for flag in listed(api, contactId=contact_id)["flags"]] == [contact_id]
    assert [flag["name"] for flag in listed(api, name="b", state="open")["flags"]] == ["b", "b"]
    assert listed(api, state="closed")["flags"] == listed(api, assignee="ana")["flags"] == []


def test_flags_go_with_their_instance(api, raise_flags):
    raise_flags("f")
    assert api.ask("DELETE", f"/instance/{EXAMPLE_INSTANCE_ID}")[0] == 200
    assert api.ask("GET", PATH, instanceId=EXAMPLE_INSTANCE_ID)[0] == 404


@pytest.mark.parametrize(
    ("query", "status", "said"),
    [
        ({}, 400, "InstanceId"),
        ({"instanceId": EXAMPLE_INSTANCE_ID, "state": "lost"}, 400, "State"),
        ({"instanceId": EXAMPLE_INSTANCE_ID, "maxResults": 0}, 400, "MaxResults"),
        ({"instanceId": EXAMPLE_INSTANCE_ID, "maxResults": "many"}, 400, "MaxResults"),
        ({"instanceId": EXAMPLE_INSTANCE_ID, "nextToken": "x"}, 400, "not a token that this server gave"),
        ({"instanceId": EXAMPLE_INSTANCE_ID, "contactId": "nobody"}, 404, "No such contact"),
        ({"instanceId": "nowhere"}, 404, "nowhere"),
    ],
)
def test_what_is_refused(api, query, status, said):
    got, answer = api.ask("GET", PATH, **query)
    assert (got, said in answer["message"]) == (status, True), answer
