import pytest

from callslip.domain.arn import ArnMaker
from callslip.domain.rules import ATTRIBUTES_EPOCH_MS
from stand_ins import NOW_MS

DAY_MS = 24 * 3_600_000


def test_creates_and_updates_and_keeps_the_rest(start_task, update, attributes_of):
    contact_id = start_task(Attributes={"kept": "as it was", "name": "old"})
    answer = update(contact_id, {"name": "new", "reason": "billing"})
    assert attributes_of(contact_id) == {"kept": "as it was", "name": "new", "reason": "billing"}
    assert answer["ResponseMetadata"]["HTTPStatusCode"] == 200
    assert len(answer["ResponseMetadata"]["RequestId"]) == 36


def test_keys_differ_by_case(start_task, update, attributes_of):
    contact_id = start_task()
    update(contact_id, {"greetingPlayed": "a"})
    update(contact_id, {"GreetingPlayed": "b"})
    assert attributes_of(contact_id) == {"greetingPlayed": "a", "GreetingPlayed": "b"}


def test_an_empty_value_is_kept_and_frees_its_bytes(start_task, update, attributes_of):
    contact_id = start_task(Attributes={"big": "x" * 32_000})
    update(contact_id, {"big": ""})
    update(contact_id, {"next": "y" * 32_000})
    assert attributes_of(contact_id) == {"big": "", "next": "y" * 32_000}


def test_an_empty_map_changes_nothing(connect, clock, instance_id, start_task, update):
    contact_id = start_task(Attributes={"a": "1"})
    clock.value_ms += 60_000
    update(contact_id, {})
    contact = connect.describe_contact(InstanceId=instance_id, ContactId=contact_id)["Contact"]
    assert contact["Attributes"] == {"a": "1"}
    assert contact["LastUpdateTimestamp"].timestamp() * 1000 == NOW_MS


def test_an_update_moves_the_time_of_the_last_update(connect, clock, instance_id, start_task, update):
    contact_id = start_task(Attributes={"a": "1"})
    clock.value_ms += 60_000
    update(contact_id, {"a": "1"})
    contact = connect.describe_contact(InstanceId=instance_id, ContactId=contact_id)["Contact"]
    assert contact["LastUpdateTimestamp"].timestamp() * 1000 == NOW_MS + 60_000


@pytest.mark.parametrize("text", ["日本語", "🙂🙃", "e\u0301", 'quo"te\\', "two\nlines\t", "\x00nul", " "])
def test_values_are_any_text(start_task, update, attributes_of, text):
    contact_id = start_task()
    update(contact_id, {"v": text})
    assert attributes_of(contact_id) == {"v": text}


@pytest.mark.parametrize("character", ["x", "é", "日", "🙂"])
def test_exactly_32768_bytes_fit_and_one_more_does_not(connect, start_task, update, attributes_of, character):
    size = len(character.encode())
    room = 32_768 - len("key") - len("pad")
    full = {"key": character * (room // size), "pad": "." * (room % size)}
    contact_id = start_task()
    update(contact_id, full)
    assert attributes_of(contact_id) == full
    with pytest.raises(connect.exceptions.InvalidParameterException, match=r"32,769 bytes.*32,768"):
        update(contact_id, {"pad": full["pad"] + "."})
    assert attributes_of(contact_id) == full


def test_the_limit_counts_what_was_set_earlier_by_any_leg(connect, start_task, update):
    first = start_task(Attributes={"a": "x" * 30_000})
    leg = start_task(PreviousContactId=first)
    with pytest.raises(connect.exceptions.InvalidParameterException, match="'b' with 3,001 bytes"):
        update(leg, {"b": "y" * 3_000})
    update(leg, {"b": "y" * 2_766})


def test_an_unknown_contact_wins_over_a_bad_key(connect, update):
    with pytest.raises(connect.exceptions.ResourceNotFoundException):
        update("no-such-contact", {"a.b": "1"})


def test_too_large_names_the_key_and_no_value(connect, start_task, update, attributes_of):
    contact_id = start_task(Attributes={"a": "1"})
    with pytest.raises(connect.exceptions.InvalidParameterException) as caught:
        update(contact_id, {"a": "2", "notes": "private" * 4_600, "more": "." * 600})
    assert "'notes' with 32,205 bytes" in str(caught.value)
    assert "private" not in str(caught.value)
    assert attributes_of(contact_id) == {"a": "1"}


@pytest.mark.parametrize("key", ["a$.b", "a b", "a.b", "é", "a\n", "a,b", "日本", "a\x00", "a" * 200 + "!"])
def test_a_key_outside_the_alphabet_is_refused_and_nothing_is_set(connect, start_task, update, attributes_of, key):
    contact_id = start_task(Attributes={"a": "1"})
    with pytest.raises(connect.exceptions.InvalidParameterException, match="letters A-Z and a-z") as caught:
        update(contact_id, {"good": "2", key: "3"})
    assert attributes_of(contact_id) == {"a": "1"}
    assert len(str(caught.value)) < 500


def test_a_key_of_every_allowed_character(start_task, update, attributes_of):
    key = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-"
    contact_id = start_task()
    update(contact_id, {key: "1"})
    assert attributes_of(contact_id) == {key: "1"}


def test_the_longest_key_and_the_longest_value(connect, start_task, update, attributes_of):
    contact_id = start_task()
    update(contact_id, {"k" * 32_767: "v"})
    assert attributes_of(contact_id) == {"k" * 32_767: "v"}
    other = start_task()
    with pytest.raises(connect.exceptions.InvalidParameterException, match="32767"):
        update(other, {"k": "v" * 32_768})
    with pytest.raises(connect.exceptions.InvalidParameterException, match="32767"):
        update(other, {"k" * 32_768: "v"})
    assert attributes_of(other) == {}


def test_completed_contacts_can_be_updated(connect, instance_id, start_task, update, attributes_of):
    contact_id = start_task()
    connect.stop_contact(InstanceId=instance_id, ContactId=contact_id)
    update(contact_id, {"review": "legal"})
    assert attributes_of(contact_id) == {"review": "legal"}


def test_any_leg_of_a_chain_is_the_same_set(start_task, update, attributes_of):
    first = start_task(Attributes={"a": "1"})
    second = start_task(PreviousContactId=first)
    third = start_task(PreviousContactId=second)
    update(third, {"b": "2"})
    update(first, {"c": "3"})
    assert attributes_of(first) == attributes_of(second) == attributes_of(third) == {"a": "1", "b": "2", "c": "3"}


def test_a_related_contact_has_a_copy_of_its_own(start_task, update, attributes_of):
    source = start_task(Attributes={"a": "1", "b": "1"})
    copy = start_task(RelatedContactId=source, Attributes={"b": "2"})
    update(copy, {"c": "3"})
    update(source, {"d": "4"})
    assert attributes_of(copy) == {"a": "1", "b": "2", "c": "3"}
    assert attributes_of(source) == {"a": "1", "b": "1", "d": "4"}


class TestStrict:
    @pytest.fixture
    def settings(self):
        return {"strict_initial_contact_id": True}

    def test_only_the_first_contact_is_found(self, connect, start_task, update, attributes_of):
        first = start_task()
        leg = start_task(PreviousContactId=first)
        update(first, {"a": "1"})
        with pytest.raises(connect.exceptions.ResourceNotFoundException, match="first of its chain"):
            update(leg, {"a": "2"})
        with pytest.raises(connect.exceptions.ResourceNotFoundException, match="first of its chain"):
            attributes_of(leg)


@pytest.mark.parametrize(("began_ms", "allowed"), [(ATTRIBUTES_EPOCH_MS - 1, False), (ATTRIBUTES_EPOCH_MS, True)])
def test_contacts_from_before_the_release_are_refused(connect, clock, start_task, update, began_ms, allowed):
    clock.value_ms = began_ms
    contact_id = start_task()
    clock.value_ms = ATTRIBUTES_EPOCH_MS + DAY_MS
    if allowed:
        update(contact_id, {"a": "1"})
        return
    with pytest.raises(connect.exceptions.InvalidRequestException, match="12 September 2018") as caught:
        update(contact_id, {"a": "1"})
    assert caught.value.response["ResponseMetadata"]["HTTPStatusCode"] == 400


def test_a_leg_of_a_contact_from_before_the_release_is_refused_too(connect, clock, start_task, update, attributes_of):
    clock.value_ms = ATTRIBUTES_EPOCH_MS - DAY_MS
    first = start_task(Attributes={"a": "1"})
    clock.value_ms = ATTRIBUTES_EPOCH_MS + DAY_MS
    callback = start_task(PreviousContactId=first)
    with pytest.raises(connect.exceptions.InvalidRequestException, match="first contact"):
        update(callback, {"a": "2"})
    assert attributes_of(callback) == {"a": "1"}


def test_after_24_months_the_contact_is_gone(connect, clock, start_task, update, attributes_of):
    contact_id = start_task(Attributes={"a": "1"})
    clock.value_ms = NOW_MS + 730 * DAY_MS  # 2028-11-17, one day short of 24 months
    update(contact_id, {"b": "2"})
    clock.value_ms += DAY_MS  # 24 months to the millisecond: kept
    assert attributes_of(contact_id) == {"a": "1", "b": "2"}
    clock.value_ms += 1
    with pytest.raises(connect.exceptions.ResourceNotFoundException, match="older than this server keeps"):
        update(contact_id, {"c": "3"})
    with pytest.raises(connect.exceptions.ResourceNotFoundException):
        attributes_of(contact_id)


def test_unknown_contact_and_unknown_instance(connect, instance_id, update):
    with pytest.raises(connect.exceptions.ResourceNotFoundException) as caught:
        update("no-such-contact", {"a": "1"})
    assert caught.value.response["ResponseMetadata"]["HTTPStatusCode"] == 404
    with pytest.raises(connect.exceptions.ResourceNotFoundException):
        connect.update_contact_attributes(InstanceId="nowhere", InitialContactId="x", Attributes={"a": "1"})


def test_arns_stand_for_ids(connect, instance_id, start_task, attributes_of):
    contact_id = start_task()
    arns = ArnMaker("us-east-1", "123456789012")
    connect.update_contact_attributes(
        InstanceId=arns.instance(instance_id),
        InitialContactId=arns.contact(instance_id, contact_id),
        Attributes={"a": "1"},
    )
    assert attributes_of(contact_id) == {"a": "1"}


def test_an_arn_of_something_else_is_refused(connect, start_task):
    with pytest.raises(connect.exceptions.InvalidRequestException, match="does not name an instance"):
        connect.update_contact_attributes(
            InstanceId="arn:aws:s3:::bucket", InitialContactId=start_task(), Attributes={"a": "1"}
        )


@pytest.mark.parametrize(("member", "longest"), [("InstanceId", 100), ("InitialContactId", 256)])
def test_ids_that_are_too_long(connect, instance_id, member, longest):
    members = {"InstanceId": instance_id, "InitialContactId": "x", "Attributes": {}}
    with pytest.raises(connect.exceptions.InvalidRequestException, match=f"{member}.*{longest}"):
        connect.update_contact_attributes(**{**members, member: "x" * (longest + 1)})
