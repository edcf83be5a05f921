import json

from callslip.domain.kinds import QUEUE, USER
from callslip.domain.resource import Resource
from stand_ins import NOW_MS

ENDED = {"disconnected_ms": NOW_MS + 1_000, "updated_ms": NOW_MS + 1_000}


def records(bench):
    return bench.bodies("contact-record")


def test_a_contact_that_ends_has_a_whole_record(bench):
    details = {
        "Name": "call back",
        "References": {"ticket": {"Type": "URL", "Value": "https://example.com/1"}},
        "DisconnectReason": "API",
        "QueueInfo": {"Id": "q"},
        "AgentInfo": {"Id": "ana"},
        "CustomerEndpoint": {"Type": "TELEPHONE_NUMBER", "Address": "+1"},
    }
    bench.begin("c", {"b": "2", "B": "1"}, connected_ms=NOW_MS, details=details)
    assert records(bench) == []
    bench.change("c", **ENDED)
    (record,) = records(bench)
    instance = "arn:aws:connect:us-east-1:123456789012:instance/i"
    assert record == {
        "AWSAccountId": "123456789012",
        "AWSContactTraceRecordFormatVersion": "2017-03-10",
        "Agent": {"ARN": f"{instance}/agent/ana", "ConnectedToAgentTimestamp": None, "Username": None},
        "AgentConnectionAttempts": 0,
        "AnsweringMachineDetectionStatus": None,
        "Attributes": {"B": "1", "b": "2"},
        "Callslip": {"AttributesOf": "c", "Sequence": 2},
        "Campaign": {"CampaignId": None},
        "Channel": "TASK",
        "ConnectedToSystemTimestamp": "2026-11-18T11:06:40Z",
        "ContactAssociationId": "c",
        "ContactDetails": {"Name": "call back"},
        "ContactId": "c",
        "CustomerEndpoint": {"Address": "+1", "Type": "TELEPHONE_NUMBER"},
        "CustomerId": None,
        "DisconnectReason": "API",
        "DisconnectTimestamp": "2026-11-18T11:06:41Z",
        "InitialContactId": None,
        "InitiationMethod": "API",
        "InitiationTimestamp": "2026-11-18T11:06:40Z",
        "InstanceARN": instance,
        "LastUpdateTimestamp": "2026-11-18T11:06:41Z",
        "MediaStreams": [],
        "NextContactId": None,
        "PreviousContactId": None,
        "Queue": {
            "ARN": f"{instance}/queue/q",
            "DequeueTimestamp": None,
            "Duration": None,
            "EnqueueTimestamp": None,
            "Name": None,
        },
        "Recording": None,
        "Recordings": [],
        "References": [{"Name": "ticket", "Type": "URL", "Value": "https://example.com/1"}],
        "RelatedContactId": None,
        "ScheduledTimestamp": None,
        "SegmentAttributes": {},
        "SystemEndpoint": None,
        "Tags": {},
        "TransferCompletedTimestamp": None,
        "TransferredToEndpoint": None,
        "VoiceIdResult": None,
    }


def test_queue_and_user_that_are_stored_have_their_names(bench):
    for kind, resource_id, name in ((QUEUE, "q", "Bills"), (USER, "ana", "ana@example.com")):
        resource = Resource(kind, "i", resource_id, name, {}, NOW_MS)
        bench.do(lambda store, resource=resource: store.resources.create(resource))
    bench.begin("c", details={"QueueInfo": {"Id": "q"}, "AgentInfo": {"Id": "ana"}}, **ENDED)
    (record,) = records(bench)
    assert (record["Queue"]["Name"], record["Agent"]["Username"]) == ("Bills", "ana@example.com")


def test_keys_are_in_alphabetical_order_at_every_depth(bench):
    bench.begin("c", {"b": "2", "B": "1", "a": "0"}, **ENDED)
    orders = []
    json.loads(
        bench.messages()[-2].body, object_pairs_hook=lambda pairs: orders.append([name for name, _ in pairs]) or 0
    )
    assert ["B", "a", "b"] in orders
    assert orders == [sorted(names) for names in orders]


def test_an_update_after_the_end_sends_the_record_again(bench):
    bench.begin("c", {"a": "1"}, **ENDED)
    bench.update("c", NOW_MS + 9_000, a="2")
    first, again = records(bench)
    assert again["Attributes"] == {"a": "2"}
    assert again["LastUpdateTimestamp"] == "2026-11-18T11:06:49Z"
    assert again["Callslip"]["Sequence"] == 2
    assert first["ContactId"] == again["ContactId"]


def test_an_update_reaches_every_leg_that_has_ended(bench):
    bench.begin("c", **ENDED)
    bench.begin("leg", previous="c", **ENDED)
    bench.begin("live", previous="leg")
    before = len(records(bench))
    bench.update("live", NOW_MS + 9_000, a="1")
    new = records(bench)[before:]
    assert [record["ContactId"] for record in new] == ["c", "leg"]
    assert all(record["Attributes"] == {"a": "1"} for record in new)
    assert [record["NextContactId"] for record in new] == ["leg", "live"]
    assert [record["InitialContactId"] for record in new] == [None, "c"]


def test_other_changed_data_sends_the_record_of_that_contact_alone(bench):
    bench.begin("c", **ENDED)
    bench.begin("leg", previous="c", **ENDED)
    before = len(records(bench))
    bench.change("leg", details={"Tags": {"t": "1"}}, updated_ms=NOW_MS + 9_000)
    (record,) = records(bench)[before:]
    assert (record["ContactId"], record["Tags"]) == ("leg", {"t": "1"})


def test_a_message_sent_again_has_the_same_id_and_no_other_has(bench):
    bench.begin("c", **ENDED)
    bench.begin("leg", previous="c", **ENDED)
    bench.update("c", a="1")
    ids = [message.id for message in bench.messages()]
    assert ids == [message.id for message in bench.messages()]
    assert len(set(ids)) == len(ids)
