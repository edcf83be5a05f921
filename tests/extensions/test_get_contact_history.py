"""GetContactHistory: changes by page and key, the state at a time, and what cannot be asked."""

import pytest

from callslip.settings import EXAMPLE_INSTANCE_ID


@pytest.fixture
def history(api):
    """Asks for the history of a contact with three changes of one key."""
    contact_id = api.begin(Attributes={"tier": "a", "l": "en"})
    for tier in ("b", "c"):
        given = {"InstanceId": EXAMPLE_INSTANCE_ID, "InitialContactId": contact_id, "Attributes": {"tier": tier}}
        assert api.ask("POST", "/contact/attributes", given)[0] == 200

    def ask(status=200, contact_id=contact_id, **query):
        query = {"instanceId": EXAMPLE_INSTANCE_ID, **query}
        given = {name: value for name, value in query.items() if value is not None}
        got, answer = api.ask("GET", f"/_callslip/contacts/{contact_id}/history", **given)
        assert got == status, answer
        return answer

    return ask


def test_history_is_paged_and_filtered_and_goes_back_in_time(history):
    first = history(key="tier", maxResults=2)
    assert [each["NewValue"] for each in first["Changes"]] == ["c", "b"]
    second = history(key="tier", maxResults=2, nextToken=first["NextToken"])
    assert [each["NewValue"] for each in second["Changes"]] == ["a"]
    assert history(at="2099-01-01")["Attributes"] == {"tier": "c", "l": "en"}
    assert history(instanceId=None) == history(instanceId=f"arn:aws:connect:x:1:instance/{EXAMPLE_INSTANCE_ID}")


@pytest.mark.parametrize(
    ("query", "status", "said"),
    [
        ({"at": "1999-01-01"}, 400, "before the chain"),
        ({"at": "yesterday"}, 400, "ISO 8601"),
        ({"maxResults": "x"}, 400, "MaxResults"),
        ({"maxResults": 1001}, 400, "MaxResults"),
        ({"nextToken": "x"}, 400, "not a token"),
        ({"instanceId": "nowhere"}, 404, "nowhere"),
        ({"contact_id": "nobody"}, 404, "No such contact"),
    ],
)
def test_what_cannot_be_asked(history, query, status, said):
    assert said in history(status, **query)["message"]
