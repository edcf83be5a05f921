import json
import urllib.request

import pytest

from callslip.bootstrap import build
from callslip.settings import Settings


def begin(gateway, **attributes):
    from callslip.protocol.message import Request

    body = {"InstanceId": "mine", "ContactFlowId": "f", "Name": "n", "Attributes": attributes}
    headers = {"content-type": "application/json"}
    answer = gateway.handle(Request("PUT", "/contact/task", "", headers, json.dumps(body).encode()))
    return json.loads(answer.body)["ContactId"]


@pytest.fixture
def store(tmp_path):
    """A store with a contact from before anything was searchable."""
    gateway = build(Settings(store=str(tmp_path / "store.db"), instance_id="mine"))
    contact = begin(gateway, tier="gold")
    gateway.backend.close()
    return contact


def search(url, value="gold"):
    criteria = {"SearchableContactAttributes": {"Criteria": [{"Key": "tier", "Values": [value]}]}}
    span = {"Type": "INITIATION_TIMESTAMP", "StartTime": 0, "EndTime": 4_000_000_000}
    body = {"InstanceId": "mine", "TimeRange": span, "SearchCriteria": criteria}
    request = urllib.request.Request(f"{url}/search-contacts", json.dumps(body).encode())
    with urllib.request.urlopen(request) as answer:
        return [each["Id"] for each in json.load(answer)["Contacts"]]


def test_older_contacts_are_found_after_it_while_a_server_runs(callslip, serving, store):
    options = ("--store", "store.db", "--instance-id", "mine", "--search-weeks-max", "0")
    _, url = serving(*options, "--searchable-attributes", "tier")
    assert search(url) == []
    done = callslip("reindex", "--store", "store.db")
    assert (done.returncode, done.stdout, done.stderr) == (
        0,
        "store.db: 1 chains of contacts can be found by tier\n",
        "",
    )
    assert search(url) == [store]
    assert callslip("reindex", "--store", "store.db", "--from-scratch").returncode == 0
    assert search(url) == [store]
    assert callslip("check", "--store", "store.db").stdout == "store.db: no problem found\n"


def test_nothing_is_searchable(callslip, store):
    done = callslip("reindex", "--store", "store.db")
    assert done.returncode == 1
    assert "no attribute is searchable" in done.stdout


def test_no_store(callslip):
    done = callslip("reindex", "--store", "absent.db")
    assert (done.returncode, done.stderr) == (1, "callslip: There is no store at absent.db.\n")
