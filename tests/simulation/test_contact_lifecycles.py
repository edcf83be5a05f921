"""Random lives of contacts, step by step, against a model that is plain dictionaries; in memory and on file.

When it fails, hypothesis prints the steps as a program. The quick profile is part of `make check`, the long one slow.
"""

import tempfile
from pathlib import Path
from typing import Any

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import ClientError
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test

from callslip.mock import mock_connect
from callslip.store.checkup import find_problems
from simulation.contact_model import MONITORS_MAX, NOT_STOPPABLE, PAUSES_MAX, ContactModel, ModelContact
from stand_ins import CountingIds, FixedClock

FLOW = {"ContactFlowId": "flow"}
CUSTOMER = {**FLOW, "ParticipantDetails": {"DisplayName": "Ana"}}
RAW = {"MessageSourceType": "RAW", "RawMessage": {"Subject": "s", "Body": "b", "ContentType": "text/plain"}}
EMAIL = {
    "FromEmailAddress": {"EmailAddress": "ana@example.com"},
    "DestinationEmailAddress": "help@example.org",
    "EmailMessage": RAW,
}
SYSTEM_PREFIX = "connect:"

attribute_maps = st.dictionaries(st.sampled_from("abc"), st.sampled_from(["", "1", "ü"]), max_size=2)
segments = st.dictionaries(st.sampled_from("st"), st.sampled_from(["1", "2"]), max_size=1)
picks = st.integers(0, 10**6)
links = st.sampled_from([None, "PreviousContactId", "RelatedContactId"])


class Lifecycles(RuleBasedStateMachine):
    """One store, and the model beside it."""

    def __init__(self, client: Any, place: str) -> None:
        super().__init__()
        self.client = client
        self.clock = FixedClock()
        self.model = ContactModel(self.clock.value_ms)
        self.folder = tempfile.TemporaryDirectory()
        store = "sqlite::memory:" if place == "memory" else str(Path(self.folder.name) / "store.db")
        self.use = mock_connect(clock=self.clock, ids=CountingIds(), store=store)
        self.mock = self.use.__enter__()

    def teardown(self) -> None:
        """Everything is as the model has it, and the store is sound."""
        try:
            for contact in self.model.contacts.values():
                self.compare(contact)
            assert find_problems(self.mock.gateway.backend) == []
        finally:
            self.use.__exit__(None, None, None)
            self.folder.cleanup()

    def expect(self, code: str | None, operation: str, **members: Any) -> Any:
        """Perform; the answer must be that error, or none."""
        answer, found = None, None
        try:
            answer = getattr(self.client, operation)(InstanceId=self.mock.instance_id, **members)
        except ClientError as error:
            found = error.response["Error"]["Code"]
        assert found == code, f"{operation}: {found} instead of {code}"
        return answer

    def pick(self, pick: int) -> ModelContact:
        """One of the contacts there are."""
        everyone = list(self.model.contacts.values())
        return everyone[pick % len(everyone)]

    def compare(self, contact: ModelContact) -> None:
        """DescribeContact and GetContactAttributes tell what the model has."""
        found = self.expect(None, "describe_contact", ContactId=contact.contact_id)["Contact"]
        expected = self.model.view(contact)
        told = {name: found.get(name) for name in expected}
        for name in (each for each in told if each.endswith("Timestamp") and told[each] is not None):
            told[name] = round(told[name].timestamp() * 1000)
        assert told == expected
        assert found.get("AgentInfo", {}).get("Id") == contact.user
        own = {name: value for name, value in found["SegmentAttributes"].items() if not name.startswith(SYSTEM_PREFIX)}
        assert {name: value["ValueString"] for name, value in own.items()} == contact.segment
        attributes = self.expect(None, "get_contact_attributes", InitialContactId=contact.contact_id)["Attributes"]
        assert attributes == expected["Attributes"]

    def begun(self, answer: Any, channel: str, method: str, attributes: dict[str, str], **more: Any) -> None:
        """Put what was answered into the model, and look at it."""
        if answer is not None:
            self.compare(self.model.put(answer["ContactId"], channel, method, attributes, **more))

    @rule(attributes=attribute_maps, segment=segments, link=links, pick=picks, ahead=st.sampled_from([0, 0, 5, 3000]))
    def begin_task(self, attributes, segment, link, pick, ahead):
        """A task, perhaps linked, perhaps later."""
        other = self.pick(pick) if link and self.model.contacts else None
        full = link == "PreviousContactId" and other is not None and self.model.is_full(other, "TASK")
        scheduled_ms = self.model.now_ms + ahead * 60_000 if ahead else None
        when = {"ScheduledTime": scheduled_ms // 1000} if scheduled_ms else {}
        answer = self.expect(
            "ServiceQuotaExceededException" if full else None,
            "start_task_contact",
            Name="task",
            Attributes=attributes,
            SegmentAttributes={name: {"ValueString": value} for name, value in segment.items()},
            **FLOW,
            **({link: other.contact_id} if other else {}),
            **when,
        )
        role = {"PreviousContactId": "previous", "RelatedContactId": "related"}.get(link)
        more = {role: other.contact_id} if other else {}
        expires_ms = self.model.expiry("TASK")
        more |= {"segment": segment, "scheduled_ms": scheduled_ms, "expires_ms": expires_ms}
        self.begun(answer, "TASK", "API", attributes, **more)

    @rule(attributes=attribute_maps, minutes=st.sampled_from([None, 60, 200]))
    def begin_chat(self, attributes, minutes):
        """A chat, of the usual length or another."""
        given = {"ChatDurationInMinutes": minutes} if minutes else {}
        answer = self.expect(None, "start_chat_contact", **CUSTOMER, **given, Attributes=attributes)
        self.begun(answer, "CHAT", "API", attributes, expires_ms=self.model.expiry("CHAT", minutes))

    @rule(attributes=attribute_maps)
    def begin_call(self, attributes):
        """A call from an app."""
        answer = self.expect(None, "start_web_rtc_contact", **CUSTOMER, Attributes=attributes)
        self.begun(answer, "VOICE", "WEBRTC_API", attributes)

    @rule(attributes=attribute_maps)
    def begin_email(self, attributes):
        """An e-mail from a customer."""
        answer = self.expect(None, "start_email_contact", **EMAIL, Attributes=attributes)
        self.begun(answer, "EMAIL", "API", attributes, expires_ms=self.model.expiry("EMAIL"))

    @precondition(lambda self: self.model.contacts)
    @rule(pick=picks, whole=st.booleans())
    def continue_chat(self, pick, whole):
        """A persistent chat."""
        source = self.pick(pick)
        chats = [each for each in self.model.chain(source) if each.channel == "CHAT"] if whole else [source]
        wrong = source.channel != "CHAT" or any(each.state != "ended" for each in chats)
        kind = "ENTIRE_PAST_SESSION" if whole else "FROM_SEGMENT"
        answer = self.expect(
            "InvalidRequestException" if wrong else None,
            "start_chat_contact",
            **CUSTOMER,
            PersistentChat={"RehydrationType": kind, "SourceContactId": source.contact_id},
        )
        if answer is not None:
            last = max(chats, key=lambda each: (each.ended_ms, each.began_ms)).ended_ms
            related = answer["ContinuedFromContactId"]
            assert related in {each.contact_id for each in chats if each.ended_ms == last}
            self.begun(answer, "CHAT", "API", {}, related=related, expires_ms=self.model.expiry("CHAT"))

    @precondition(lambda self: self.model.contacts)
    @rule(pick=picks, to=st.sampled_from(["flow", "queue", "user"]))
    def transfer(self, pick, to):
        """A task or an e-mail is handed on."""
        contact = self.pick(pick)
        code = None
        if contact.channel not in {"TASK", "EMAIL"} or contact.state in {"ended", "scheduled"}:
            code = "InvalidRequestException"
        elif self.model.is_full(contact, contact.channel):
            code = "ServiceQuotaExceededException"
        target = {"flow": {}, "queue": {"QueueId": "q"}, "user": {"UserId": "ben"}}[to]
        answer = self.expect(code, "transfer_contact", ContactId=contact.contact_id, **FLOW, **target)
        if answer is None:
            return
        method = "QUEUE_TRANSFER" if to == "queue" and contact.state == "queued" else "TRANSFER"
        self.model.end(contact, "TRANSFERRED" if contact.channel == "EMAIL" else "OTHER", self.model.now_ms)
        self.begun(
            answer,
            contact.channel,
            method,
            {},
            previous=contact.contact_id,
            expires_ms=contact.expires_ms,
            queued=to == "queue",
            user="ben" if to == "user" else None,
        )

    @precondition(lambda self: self.model.contacts)
    @rule(pick=picks, method=st.sampled_from(["TRANSFER", "CALLBACK"]))
    def call_after(self, pick, method):
        """A consult leg, or a callback in the queue."""
        previous = self.pick(pick)
        answer = self.expect(
            None, "create_contact", Channel="VOICE", InitiationMethod=method, PreviousContactId=previous.contact_id
        )
        callback = method == "CALLBACK"
        expires_ms = self.model.expiry("TASK") if callback else None
        contact = self.model.put(
            answer["ContactId"], "VOICE", method, {}, previous=previous.contact_id, expires_ms=expires_ms
        )
        contact.queued = callback
        contact.connected_ms = None if callback else contact.connected_ms
        self.compare(contact)

    @precondition(lambda self: self.model.contacts)
    @rule(pick=picks)
    def monitor(self, pick):
        """A supervisor listens."""
        contact = self.pick(pick)
        code = None
        if contact.channel not in {"VOICE", "CHAT"} or contact.method == "MONITOR" or contact.state != "with user":
            code = "InvalidRequestException"
        elif len(self.model.monitors(contact)) >= MONITORS_MAX:
            code = "ServiceQuotaExceededException"
        answer = self.expect(code, "monitor_contact", ContactId=contact.contact_id, UserId="supervisor")
        more = {"previous": contact.contact_id, "user": "supervisor"}
        self.begun(answer, contact.channel, "MONITOR", {}, **more)

    @precondition(lambda self: self.model.contacts)
    @rule(pick=picks, attributes=attribute_maps)
    def update(self, pick, attributes):
        """Attributes change on any leg, ended or not, and in the whole chain."""
        contact = self.pick(pick)
        members = {"InitialContactId": contact.contact_id, "Attributes": attributes}
        self.expect(None, "update_contact_attributes", **members)
        self.model.attributes[contact.chain].update(attributes)
        for leg in self.model.chain(contact):
            self.compare(leg)

    @precondition(lambda self: self.model.contacts)
    @rule(pick=picks, segment=segments)
    def update_segment(self, pick, segment):
        """Segment attributes change on one contact alone."""
        contact = self.pick(pick)
        given = {name: {"ValueString": value} for name, value in segment.items()}
        self.expect(None, "update_contact", ContactId=contact.contact_id, SegmentAttributes=given)
        contact.segment.update(segment)
        self.compare(contact)

    @precondition(lambda self: self.model.contacts)
    @rule(pick=picks)
    def take(self, pick):
        """A user takes a contact that waits."""
        contact = self.pick(pick)
        fine = contact.state in {"connected", "queued"}
        code = None if fine else "InvalidRequestException"
        self.expect(code, "associate_contact_with_user", ContactId=contact.contact_id, UserId="carl")
        if fine:
            contact.user = "carl"
            contact.expires_ms = None if contact.method == "CALLBACK" else contact.expires_ms
        self.compare(contact)

    @precondition(lambda self: self.model.contacts)
    @rule(pick=picks, resume=st.booleans())
    def pause_or_resume(self, pick, resume):
        """A task pauses, or goes on."""
        contact = self.pick(pick)
        if contact.channel != "TASK":
            code = "InvalidRequestException"
        elif resume:
            code = None if contact.state == "paused" else "ConflictException"
        elif contact.state not in {"connected", "queued", "with user"}:
            code = "ConflictException"
        else:
            code = "LimitExceededException" if contact.pauses >= PAUSES_MAX else None
        self.expect(code, "resume_contact" if resume else "pause_contact", ContactId=contact.contact_id)
        if code is None:
            contact.paused = not resume
            contact.pauses += not resume
        self.compare(contact)

    @precondition(lambda self: self.model.contacts)
    @rule(pick=picks)
    def stop(self, pick):
        """A contact ends, once."""
        contact = self.pick(pick)
        refused = contact.channel == "VOICE" and contact.method in NOT_STOPPABLE
        self.expect("InvalidRequestException" if refused else None, "stop_contact", ContactId=contact.contact_id)
        if not refused and contact.state != "ended":
            self.model.end(contact, "OTHER" if contact.channel == "VOICE" else "API", self.model.now_ms)
        self.compare(contact)

    @precondition(lambda self: self.model.contacts)
    @rule(pick=picks)
    def list_tree(self, pick):
        """The tree, from any of its contacts."""
        contact = self.pick(pick)
        found = self.expect(None, "list_associated_contacts", ContactId=contact.contact_id)["ContactSummaryList"]
        expected = {each.contact_id for each in self.model.contacts.values() if each.tree == contact.tree}
        assert {each["ContactId"] for each in found} == expected

    @rule(seconds=st.sampled_from([1, 59, 3_600, 86_400, 600_000]))
    def pass_time(self, seconds):
        """Contacts start and end by themselves."""
        self.clock.value_ms += seconds * 1000
        self.model.pass_time(seconds * 1000)


@pytest.fixture(scope="module")
def client():
    """One that does not try again what was refused."""
    once = Config(retries={"total_max_attempts": 1})
    keys = {"aws_access_key_id": "x", "aws_secret_access_key": "y", "region_name": "us-east-1"}
    return boto3.Session(**keys).client("connect", config=once)


def walk(client: Any, place: str, examples: int, steps: int) -> None:
    """So many lives of so many steps."""
    chosen = settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        database=None,
        print_blob=True,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(lambda: Lifecycles(client, place), settings=chosen)


@pytest.mark.parametrize("place", ["memory", pytest.param("file", marks=pytest.mark.slow)])
def test_short_lives(client, place):
    walk(client, place, examples=5, steps=20)


@pytest.mark.slow
@pytest.mark.parametrize("place", ["memory", "file"])
def test_long_lives(client, place):
    walk(client, place, examples=40, steps=60)
