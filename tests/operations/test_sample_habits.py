"""Habits of AWS's own sample programs: any leg's id, the initial id of an event, a second try after a 404."""

import pytest
from botocore.exceptions import ClientError

from stand_ins import CountingIds

TRIES = 20
AGAIN = {"ResourceNotFoundException", "ThrottlingException", "TooManyRequestsException"}


class Samples:
    """Written as the samples are: they look at an event, or at a contact, and call the API until it answers."""

    def __init__(self, connect, instance_id, before_try=lambda: None):
        self._connect = connect
        self._instance_id = instance_id
        self._before_try = before_try
        self.tries = 0

    def patiently(self, operation, **members):
        """Call again after an error that may pass."""
        for _ in range(TRIES):
            self.tries += 1
            self._before_try()
            try:
                return getattr(self._connect, operation)(InstanceId=self._instance_id, **members)
            except ClientError as error:
                if error.response["Error"]["Code"] not in AGAIN:
                    raise
        raise TimeoutError(operation)

    def attributes_for(self, event):
        """What an event listener reads: events of first contacts have no initialContactId."""
        contact_id = event.get("initialContactId") or event["contactId"]
        answer = self.patiently("get_contact_attributes", InitialContactId=contact_id)
        return answer.get("Attributes") or {}

    def mark(self, contact_id, **attributes):
        """What a voicemail packager or a post-call job writes: with the id of whichever leg it was told of."""
        self.patiently("update_contact_attributes", InitialContactId=contact_id, Attributes=attributes)

    def mark_first(self, contact_id, **attributes):
        """The careful way: resolve the initial id first."""
        contact = self.patiently("describe_contact", ContactId=contact_id)["Contact"]
        self.mark(contact.get("InitialContactId", contact["Id"]), **attributes)


@pytest.fixture
def samples(connect, instance_id):
    return Samples(connect, instance_id)


def event_of(contact):
    """A contact event, as far as the samples read it: lower camel case, absent members absent."""
    names = ("Id", "InitialContactId", "PreviousContactId")
    told = {name[0].lower() + name[1:]: contact[name] for name in names if name in contact}
    return {"contactId": told.pop("id"), **told}


@pytest.fixture
def legs(start_call, take, start_task, transfer, connect, instance_id):
    """A call, its consult leg, and a linked task with the leg that it was transferred to."""
    call = take(start_call(Attributes={"language": "en"}))
    consult = connect.create_contact(
        InstanceId=instance_id, Channel="VOICE", InitiationMethod="TRANSFER", PreviousContactId=call
    )["ContactId"]
    task = start_task(PreviousContactId=consult)
    return [call, consult, task, transfer(task)]


def test_a_listener_reads_the_same_of_every_legs_event(samples, legs, describe):
    for leg in legs:
        assert samples.attributes_for(event_of(describe(leg))) == {"language": "en"}


def test_a_contact_without_attributes_reads_as_none(samples, start_task, describe):
    assert samples.attributes_for(event_of(describe(start_task()))) == {}


def test_any_legs_id_will_do_as_the_initial_one(samples, legs, attributes_of):
    for number, leg in enumerate(legs):
        samples.mark(leg, **{f"leg{number}": "seen"})
    expected = {"language": "en", "leg0": "seen", "leg1": "seen", "leg2": "seen", "leg3": "seen"}
    assert [attributes_of(leg) for leg in legs] == [expected] * 4


def test_after_the_contact_is_over(samples, legs, stop, clock, describe, attributes_of):
    stop(legs[0])
    clock.value_ms += 6 * 24 * 3_600_000
    samples.mark(event_of(describe(legs[1]))["contactId"], vm_flag="99", summary="")
    assert attributes_of(legs[0]) == {"language": "en", "vm_flag": "99", "summary": ""}


def test_reading_changing_and_writing_the_whole_back(samples, legs, attributes_of):
    attributes = samples.attributes_for({"contactId": legs[2]})
    samples.mark(legs[2], **{**attributes, "language": "de", "step": "2"})
    assert attributes_of(legs[0]) == {"language": "de", "step": "2"}


class TestWithAForetoldId:
    """A program may know a contact before the service does: the id comes from the event, the rest takes a while."""

    @pytest.fixture
    def connect_settings(self, connect_settings):
        return {**connect_settings, "ids": CountingIds("foretold")}

    def test_a_404_passes(self, connect, instance_id, start_task, attributes_of):
        samples = Samples(connect, instance_id, before_try=lambda: samples.tries == 3 and start_task())
        samples.mark("foretold", a="1")
        assert samples.tries == 3
        assert attributes_of("foretold") == {"a": "1"}

    def test_a_404_that_does_not_pass(self, connect, instance_id):
        with pytest.raises(TimeoutError):
            Samples(connect, instance_id).mark("foretold", a="1")


class TestWhereOnlyTheFirstIdCounts:
    """The other reading of Amazon's text: then the careful way still works, and the careless one is told."""

    @pytest.fixture
    def settings(self):
        return {"strict_initial_contact_id": True}

    def test_the_careful_way_works_from_any_leg(self, samples, legs, attributes_of):
        for number, leg in enumerate(legs):
            samples.mark_first(leg, **{f"leg{number}": "seen"})
        assert attributes_of(legs[0]).keys() == {"language", "leg0", "leg1", "leg2", "leg3"}

    def test_the_careless_way_is_refused(self, samples, legs):
        with pytest.raises(TimeoutError):
            samples.mark(legs[1], a="1")
