import pytest
from msgspec.structs import replace

from callslip.domain.errors import (
    DuplicateResourceException,
    InvalidRequestException,
    LimitExceededException,
    ResourceNotFoundException,
)
from callslip.domain.kinds import FLOW_VERSION, HOURS_OF_OPERATION, QUEUE, USER
from callslip.domain.resource import Resource
from stand_ins import NOW_MS

HOURS_ARN = "arn:aws:connect:us-east-1:123456789012:instance/instance/operating-hours/h"


def made(kind, resource_id, owner_id="", **document):
    return Resource(kind, "instance", resource_id, f"name of {resource_id}", document, NOW_MS, {}, owner_id)


@pytest.fixture
def queue(store, instance):
    store.resources.create(made(HOURS_OF_OPERATION, "h", TimeZone="UTC"))
    queue = made(QUEUE, "q", HoursOfOperationId="h")
    store.resources.create(queue)
    return queue


def test_what_was_created_is_found(store, queue):
    assert store.resources.get("instance", QUEUE, "q") == queue
    assert store.resources.find_by_name("instance", QUEUE, "name of q") == queue
    assert store.resources.find("instance", HOURS_OF_OPERATION, "q") is None
    assert store.resources.find_by_name("instance", QUEUE, "Name of q") is None


def test_an_arn_finds_it_too(store, queue):
    assert store.resources.get("instance", HOURS_OF_OPERATION, HOURS_ARN).resource_id == "h"
    with pytest.raises(InvalidRequestException, match="queue/"):
        store.resources.get("instance", QUEUE, HOURS_ARN)
    with pytest.raises(ResourceNotFoundException, match="another instance"):
        store.resources.get("other", HOURS_OF_OPERATION, HOURS_ARN)


@pytest.mark.parametrize("text", ["x", "arn:aws:connect:us-east-1:123456789012:instance/instance/operating-hours/x"])
def test_the_unknown_is_not_found(store, queue, text):
    with pytest.raises(ResourceNotFoundException, match="hours of operation"):
        store.resources.get("instance", HOURS_OF_OPERATION, text)


def test_a_name_is_taken_once(store, queue):
    with pytest.raises(DuplicateResourceException, match="Name"):
        store.resources.create(replace(queue, resource_id="other"))
    with pytest.raises(DuplicateResourceException, match="Name"):
        store.resources.create(queue)
    store.resources.create(replace(queue, resource_id="other", name="other"))
    with pytest.raises(DuplicateResourceException):
        store.resources.update(replace(queue, name="other"))
    store.resources.update(replace(queue, tags={"a": "b"}))
    assert store.resources.get("instance", QUEUE, "q").tags == {"a": "b"}


def test_owners_have_names_of_their_own(store, queue):
    for owner in ("f", "g"):
        store.resources.create(replace(made(FLOW_VERSION, f"{owner}:1", owner), name="1"))
    assert [one.owner_id for one in store.resources.each("instance", FLOW_VERSION, owner_id="g")] == ["g"]
    store.resources.delete_owned(made(QUEUE, "f"), FLOW_VERSION)
    assert store.resources.count("instance", FLOW_VERSION, "f") == 0
    assert store.resources.count("instance", FLOW_VERSION, "g") == 1


def test_a_quota_is_kept(store, queue):
    for number in range(99):
        store.resources.create(made(QUEUE, f"n{number}", HoursOfOperationId="h"))
    with pytest.raises(LimitExceededException, match="100"):
        store.resources.create(made(QUEUE, "one more", HoursOfOperationId="h"))


def test_pages_in_the_order_of_ids(store, instance):
    for name in ("c", "a", "b"):
        store.resources.create(made(USER, name))
    assert [one.resource_id for one in store.resources.page("instance", USER, "", 2)] == ["a", "b"]
    assert [one.resource_id for one in store.resources.page("instance", USER, "a", 9)] == ["b", "c"]


def test_each_reads_all_chunks(store, instance):
    for number in range(450):
        store.resources.create(made(FLOW_VERSION, f"{number:03}", "f"))
    assert len(list(store.resources.each("instance", FLOW_VERSION, owner_id="f"))) == 450
    assert len(list(store.resources.each("instance", FLOW_VERSION, "199", "f"))) == 250


def test_who_names_it_is_known(store, queue):
    hours = store.resources.get("instance", HOURS_OF_OPERATION, "h")
    assert store.resources.find_user_of(hours) == queue
    assert store.resources.count_users_of(hours, QUEUE) == 1
    assert store.resources.find_user_of(queue) is None
    store.resources.create(made(HOURS_OF_OPERATION, "i"))
    store.resources.update(replace(queue, document={"HoursOfOperationId": "i"}))
    assert store.resources.find_user_of(hours) is None
    assert store.resources.count_users_of(hours, QUEUE) == 0


def test_deleted_is_gone_with_its_references(store, queue):
    hours = store.resources.get("instance", HOURS_OF_OPERATION, "h")
    store.resources.delete(queue)
    assert store.resources.find("instance", QUEUE, "q") is None
    assert store.resources.find_user_of(hours) is None


def test_an_instance_goes_with_all(store, queue):
    store.resources.delete_of_instance("instance")
    assert store.resources.find("instance", HOURS_OF_OPERATION, "h") is None
    store.instances.delete("instance")
