import pytest

from callslip.settings import EXAMPLE_INSTANCE_ID


@pytest.fixture
def chain(api):
    """Two tasks of one chain."""
    first = api.begin(Name="first", Attributes={"tier": "gold"})
    return first, api.begin(Name="second", PreviousContactId=first, Attributes={"plan": "a"})


def test_a_contact_with_its_chain_and_attributes(api, chain):
    first, second = chain
    status, answer = api.show(second)
    assert status == 200
    assert answer["Contact"]["Id"] == second
    assert answer["Contact"]["PreviousContactId"] == answer["Contact"]["InitialContactId"] == first
    assert [(leg["Id"], leg["Name"]) for leg in answer["Chain"]] == [(first, "first"), (second, "second")]
    assert answer["Attributes"] == {"tier": "gold", "plan": "a"}
    assert (answer["AttributeBytes"], answer["ChangeCount"]) == (13, 2)
    assert answer["LastUpdateTimestamp"] == "2026-11-18T11:06:42.000Z"


def test_ids_and_arns_in_the_path_and_the_instance_in_the_query(api, chain):
    first, _ = chain
    arn = f"arn:aws:connect:us-east-1:1:instance/{EXAMPLE_INSTANCE_ID}/contact/{first}"
    assert api.show(first) == api.show(arn) == api.show(first, InstanceId=EXAMPLE_INSTANCE_ID)


@pytest.mark.parametrize(("contact_id", "query"), [("nobody", {}), ("nobody", {"InstanceId": "nowhere"})])
def test_what_is_not_there(api, contact_id, query):
    status, answer = api.show(contact_id, **query)
    assert status == 404
    assert (query.get("InstanceId") or contact_id) in answer["Message"]


def test_a_contact_past_its_retention(api, chain):
    api.clock.value_ms += 740 * 24 * 3_600_000
    assert api.show(chain[0])[0] == 404


def test_another_method(api, chain):
    status, answer = api.ask("POST", f"/_callslip/contacts/{chain[0]}", {})
    assert (status, "it takes GET" in answer["Message"]) == (404, True)
