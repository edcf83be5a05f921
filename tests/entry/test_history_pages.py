import json
import urllib.error
import urllib.request

import boto3
import pytest

from callslip.settings import EXAMPLE_INSTANCE_ID


@pytest.fixture
def server(connect_server):
    return connect_server.url


def get(url, **headers):
    request = urllib.request.Request(url, headers=headers)
    with urllib.request.urlopen(request, timeout=10) as answer:
        return json.load(answer)


def refused(url, **headers):
    with pytest.raises(urllib.error.HTTPError) as error:
        get(url, **headers)
    with error.value as answer:
        return answer.code, json.load(answer)["message"]


@pytest.fixture
def page(server):
    """The history of a contact with three changes of one key."""
    keys = {"aws_access_key_id": "ana", "aws_secret_access_key": "x"}
    connect = boto3.client("connect", region_name="us-east-1", endpoint_url=server, **keys)
    task = {
        "InstanceId": EXAMPLE_INSTANCE_ID,
        "Name": "t",
        "ContactFlowId": "any",
        "Attributes": {"tier": "a", "l": "en"},
    }
    contact_id = connect.start_task_contact(**task)["ContactId"]
    for tier in ("b", "c"):
        key = {"InstanceId": EXAMPLE_INSTANCE_ID, "InitialContactId": contact_id}
        connect.update_contact_attributes(**key, Attributes={"tier": tier})
    return f"{server}/_callslip/contacts/{contact_id}/history?instanceId={EXAMPLE_INSTANCE_ID}"


def test_history_is_paged_and_filtered_and_goes_back_in_time(page):
    first = get(f"{page}&key=tier&maxResults=2")
    assert [each["NewValue"] for each in first["Changes"]] == ["c", "b"]
    second = get(f"{page}&key=tier&maxResults=2&nextToken={first['NextToken']}")
    assert [each["NewValue"] for each in second["Changes"]] == ["a"]
    assert get(f"{page}&at=2099-01-01")["Attributes"] == {"tier": "c", "l": "en"}


def test_what_cannot_be_asked(page, server):
    assert refused(f"{page}&at=1999-01-01")[0] == 400
    assert refused(f"{page}&maxResults=x")[0] == 400
    assert refused(f"{page}&colour=red")[0] == 400
    assert refused(page.partition("?")[0]) == (400, "instanceId is needed: whose contact?")
    assert refused(f"{server}/_callslip/contacts/nobody/history?instanceId={EXAMPLE_INSTANCE_ID}")[0] == 404


def test_a_web_page_from_elsewhere_is_refused(page):
    assert refused(page, Origin="https://elsewhere.example")[0] == 403


def test_a_server_that_checks_signatures_wants_one(serving, callslip, tmp_path):
    callslip("credentials", "create", "--name", "ana", "--file", "keys.json")
    _, url = serving("--memory", "--auth", "sigv4", "--credentials", "keys.json")
    assert refused(f"{url}/_callslip/contacts/x/history?instanceId=i")[0] == 403
