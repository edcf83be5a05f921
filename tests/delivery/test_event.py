import msgspec

from callslip.domain.attributes import Origin
from callslip.domain.history import ERASURE
from delivery.conftest import CALLER
from simulation.receiving import rebuild_from_events
from stand_ins import NOW_MS, CountingIds

INSTANCE_ARN = "arn:aws:connect:us-east-1:123456789012:instance/i"


def events(bench, **more):
    return bench.bodies("contact-event", **more)


def test_an_update_has_amazons_shape_and_our_extension(bench):
    bench.begin("c", {"a": "1"})
    bench.update("c", NOW_MS + 1_234, a="2", b="日")
    event = events(bench)[-1]
    message = bench.messages()[-1]
    assert event == {
        "version": "0",
        "id": message.id,
        "detail-type": "Amazon Connect Contact Event",
        "source": "aws.connect",
        "account": "123456789012",
        "time": "2026-11-18T11:06:41Z",
        "region": "us-east-1",
        "resources": [f"{INSTANCE_ARN}/contact/c", INSTANCE_ARN],
        "detail": {
            "eventType": "CONTACT_DATA_UPDATED",
            "contactId": "c",
            "channel": "TASK",
            "instanceArn": INSTANCE_ARN,
            "initiationMethod": "API",
            "updatedProperties": ["UserDefinedAttributes"],
            "initiationTimestamp": "2026-11-18T11:06:40.000Z",
            "segmentAttributes": {"connect:Subtype": {"ValueString": "connect:Task"}},
            "callslip": {
                "id": message.id,
                "position": 2,
                "attributesOf": "c",
                "sequence": 3,
                "changes": [
                    {"sequence": 2, "name": "a", "old": "1", "new": "2"},
                    {"sequence": 3, "name": "b", "old": None, "new": "日"},
                ],
                "caller": CALLER,
                "through": "api",
            },
        },
    }


def test_the_first_attributes_come_with_the_beginning(bench):
    bench.begin("c", {"a": "1"})
    (event,) = events(bench)
    assert event["detail"]["eventType"] == "INITIATED"
    assert event["detail"]["callslip"]["changes"] == [{"sequence": 1, "name": "a", "old": None, "new": "1"}]


def test_values_can_be_left_out(bench):
    bench.begin("c", {"a": "secret-1"})
    bench.update("c", a="secret-2")
    changes = events(bench, with_values=False)[-1]["detail"]["callslip"]["changes"]
    assert changes == [{"sequence": 2, "name": "a"}]
    assert b"secret" not in msgspec.json.encode(events(bench, with_values=False))


def test_a_later_leg_names_the_others(bench):
    bench.begin("c")
    bench.begin("leg", previous="c")
    first, second = (event["detail"] for event in events(bench))
    assert "initialContactId" not in first
    assert (second["initialContactId"], second["previousContactId"]) == ("c", "c")
    assert second["callslip"]["attributesOf"] == "c"
    assert "sequence" not in second["callslip"]


def test_an_event_does_not_tell_what_came_after_it(bench):
    bench.begin("c", channel="VOICE")
    queue = {"QueueInfo": {"Id": "q", "EnqueueTimestamp": NOW_MS + 5}}
    agent = {"AgentInfo": {"Id": "ana", "ConnectedToAgentTimestamp": NOW_MS + 6}}
    bench.change("c", connected_ms=NOW_MS + 4, details=queue)
    bench.change("c", details={**queue, **agent})
    bench.change("c", disconnected_ms=NOW_MS + 7, details={**queue, **agent, "DisconnectReason": "OTHER"})
    told = {event["detail"]["eventType"]: event["detail"] for event in events(bench)}
    assert list(told) == [
        "INITIATED",
        "CONNECTED_TO_SYSTEM",
        "QUEUED",
        "CONNECTED_TO_AGENT",
        "DISCONNECTED",
        "COMPLETED",
    ]
    assert "connectedToSystemTimestamp" not in told["INITIATED"]
    assert "queueInfo" not in told["CONNECTED_TO_SYSTEM"]
    assert told["QUEUED"]["queueInfo"] == {
        "queueArn": f"{INSTANCE_ARN}/queue/q",
        "enqueueTimestamp": "2026-11-18T11:06:40.005Z",
        "queueType": "STANDARD",
    }
    assert "agentInfo" not in told["QUEUED"]
    assert told["CONNECTED_TO_AGENT"]["agentInfo"]["agentArn"] == f"{INSTANCE_ARN}/agent/ana"
    assert "disconnectTimestamp" not in told["CONNECTED_TO_AGENT"]
    assert told["DISCONNECTED"]["disconnectTimestamp"] == "2026-11-18T11:06:40.007Z"
    assert told["COMPLETED"]["disconnectReason"] == "OTHER"


def test_an_outbound_contact_shows_no_queue(bench):
    details = {"QueueInfo": {"Id": "q", "EnqueueTimestamp": NOW_MS}}
    bench.begin("c", initiation_method="OUTBOUND", details=details)
    assert all("queueInfo" not in event["detail"] for event in events(bench))


def test_a_contact_that_is_gone_is_not_told_of(bench):
    bench.begin("c")
    bench.do(lambda store: (store.attributes.delete_of_instance("i"), store.contacts.delete_of_instance("i")))
    assert len(bench.entries()) == 1
    assert bench.messages() == []


def test_very_many_changes_are_all_told(bench):
    bench.begin("c", {f"k{number:04}": "1" for number in range(1_100)})
    bench.update("c", k0000="2")
    first, second = (event["detail"]["callslip"]["changes"] for event in events(bench))
    assert [change["name"] for change in first] == [f"k{number:04}" for number in range(1_100)]
    assert [(change["sequence"], change["old"], change["new"]) for change in second] == [(1_101, "1", "2")]


def erase(bench, *names):
    """As `callslip erase --key` does."""

    def action(store):
        found = store.attributes.get("i", "c")
        for update in list(store.history.updates("i", found)):
            store.history.erase(update, frozenset(names))
        store.attributes.erase("i", "c", found, names, Origin("ana", NOW_MS, ERASURE, CountingIds().new_salts))

    bench.do(action)


def told(bench, **more):
    return [change for event in events(bench, **more) for change in event["detail"]["callslip"].get("changes", ())]


def test_what_is_erased_is_told_as_erased_and_leads_to_what_is_left(bench):
    bench.begin("c", {"a": "secret", "b": "1"})
    bench.update("c", a="secret too")
    before = [{"kind": "contact-event", "body": event} for event in events(bench)]
    erase(bench, "a")
    after = [{"kind": "contact-event", "body": event} for event in events(bench)]
    erased = {"name": "a", "erased": True, "old": None, "new": None}
    assert told(bench) == [
        {"sequence": 1, **erased},
        {"sequence": 2, "name": "b", "old": None, "new": "1"},
        {"sequence": 3, **erased},
        {"sequence": 4, **erased},
    ]
    assert told(bench, with_values=False)[0] == {"sequence": 1, "name": "a", "erased": True}
    for messages in (after, before + after, [*after, *before][::-1], before + after[-1:]):
        assert rebuild_from_events(messages) == {"c": {"b": "1"}}
    bench.update("c", a="new")
    again = [{"kind": "contact-event", "body": event} for event in events(bench)]
    assert rebuild_from_events(before + again) == {"c": {"a": "new", "b": "1"}}
