"""Flows under way outlive SIGKILL: in the middle of a wait, and while a Lambda function is called."""

import json
import random
import threading
import time
import urllib.error
import urllib.request

import boto3
import pytest

from callslip.settings import EXAMPLE_INSTANCE_ID
from flow_documents import action, text_of
from flow_making import sets, waits
from functions_http import LambdaEndpoint
from simulation.inspection import Inspector
from simulation.server_process import ServerProcess, check

CONTACTS = 20
KILLS = 4
PATIENCE_S = 30
STEPS = ("first", "second", "third")


def client(url):
    keys = {"aws_access_key_id": "x", "aws_secret_access_key": "y", "region_name": "us-east-1"}
    return boto3.Session(**keys).client("connect", endpoint_url=url)


def begin(connect, flow_id, number):
    given = {"InstanceId": EXAMPLE_INSTANCE_ID, "Name": f"task {number}", "ContactFlowId": flow_id}
    return connect.start_task_contact(**given)["ContactId"]


def store_flow(connect, *actions):
    given = {"InstanceId": EXAMPLE_INSTANCE_ID, "Name": "Main", "Type": "CONTACT_FLOW"}
    return connect.create_contact_flow(**given, Content=text_of(*actions))["ContactFlowId"]


def record(url, contact_id):
    query = f"instanceId={EXAMPLE_INSTANCE_ID}&contactId={contact_id}"
    with urllib.request.urlopen(f"{url}/_callslip/flows?{query}", timeout=PATIENCE_S) as answer:
        return json.load(answer)["flowRuns"]


def wait_until_ended(url, contacts):
    """The records of the contacts' flows, once all have ended."""
    deadline_s = time.monotonic() + PATIENCE_S
    while True:
        records = [record(url, contact_id) for contact_id in contacts]
        if all(run["EndedTimestamp"] for runs in records for run in runs):
            return records
        assert time.monotonic() < deadline_s, [runs for runs in records if not runs[-1]["EndedTimestamp"]]
        time.sleep(0.1)


@pytest.mark.slow
def test_waits_go_on_after_kills_and_nothing_is_done_twice(tmp_path):
    store = tmp_path / "flows.db"
    chance = random.Random(6)
    actions = []
    for name, following in zip(STEPS, (*STEPS[1:], "good"), strict=True):
        actions += [sets(name, f"wait {name}", at=name), waits(f"wait {name}", 1, following)]
    with ServerProcess(store) as server:
        connect = client(server.url)
        flow_id = store_flow(connect, *actions)
        contacts = [begin(connect, flow_id, number) for number in range(CONTACTS)]
        server.kill()
    for _ in range(KILLS):
        with ServerProcess(store) as server:
            time.sleep(chance.uniform(0.1, 1.2))
            server.kill()

    with ServerProcess(store) as server:
        records = wait_until_ended(server.url, contacts)
        assert server.stop() == 0

    check(store)
    for runs in records:
        [run] = runs
        assert run["Ended"]["how"] == "disconnected"
        assert [event["event"]["type"] for event in run["Events"]] == ["Began", "TimedOut", "TimedOut", "TimedOut"]
    with Inspector(store) as inspector:
        chains = inspector.chains()
    for contact_id in contacts:
        history = [row.new for row in chains[contact_id].history]
        assert history == list(STEPS)
        assert {row.caller for row in chains[contact_id].history} == {
            f"arn:aws:connect:us-east-1:123456789012:instance/{EXAMPLE_INSTANCE_ID}/contact-flow/{flow_id}"
        }


@pytest.mark.slow
def test_the_page_takes_input_and_says_what_is_wrong(tmp_path):
    with ServerProcess(tmp_path / "page.db") as server:
        connect = client(server.url)
        chat = begin(connect, store_flow(connect, waits("a", 600, returned="other")), 1)

        def give(**given):
            body = json.dumps({"instanceId": EXAMPLE_INSTANCE_ID, "contactId": chat, **given}).encode()
            request = urllib.request.Request(f"{server.url}/_callslip/flows", body, method="POST")
            with urllib.request.urlopen(request, timeout=PATIENCE_S) as answer:
                return json.load(answer)

        for wrong in ({}, {"keys": "x"}, {"keys": "1"}, {"shout": "1"}):
            with pytest.raises(urllib.error.HTTPError, match="400"):
                give(**wrong)
        [run] = record(server.url, chat)
        assert (run["WaitsFor"], run["Ended"]) == ("time", None)
        assert give(event="CustomerReturned") == {}
        [run] = record(server.url, chat)
        assert run["Ended"] == {"how": "disconnected", "detail": ""}
        with pytest.raises(urllib.error.HTTPError, match="404"):
            record(server.url, "nobody")


@pytest.mark.slow
def test_a_function_that_was_being_called_is_called_again_after_a_kill(tmp_path, monkeypatch):
    store, choices = tmp_path / "lambda.db", tmp_path / "outside.toml"
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "any")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "any")
    with LambdaEndpoint() as service:
        choices.write_text(f'[lambda]\n"*" = "{service.url}"\n')
        service.answers["slow"] = [(200, {}, b'{"tier":"gold"}')]
        service.hold = threading.Event()
        parameters = {"LambdaFunctionARN": "slow", "InvocationTimeLimitSeconds": "2"}
        call = action("l", "InvokeLambdaFunction", parameters, "k", ["NoMatchingError"])
        with ServerProcess(store, "--flow-answers", str(choices)) as server:
            connect = client(server.url)
            task = begin(connect, store_flow(connect, call, sets("k", tier="$.External.tier")), 1)
            wait_for(lambda: service.asked)
            server.kill()
        service.hold.set()
        with ServerProcess(store, "--flow-answers", str(choices)) as server:
            [[run]] = wait_until_ended(server.url, [task])
            connect = client(server.url)
            found = connect.get_contact_attributes(InstanceId=EXAMPLE_INSTANCE_ID, InitialContactId=task)["Attributes"]

    assert found == {"tier": "gold"}
    assert len(service.asked) == 2
    assert run["Ended"]["how"] == "disconnected"


def wait_for(condition):
    deadline_s = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < deadline_s
        time.sleep(0.01)
