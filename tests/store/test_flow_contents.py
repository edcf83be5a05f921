import pytest

from callslip.domain.errors import ContactFlowNotPublishedException, ResourceNotFoundException
from callslip.domain.flow import LATEST, SAVED
from callslip.domain.kinds import CONTACT_FLOW, FLOW_ALIAS
from callslip.domain.resource import Resource
from stand_ins import NOW_MS


@pytest.fixture
def flow(store, instance):
    flow = Resource(CONTACT_FLOW, "instance", "f", "Main", {"Type": "CONTACT_FLOW"}, NOW_MS)
    store.resources.create(flow)
    return flow


def test_a_flow_is_found_with_what_follows_its_id(store, flow):
    arn = "arn:aws:connect:us-east-1:123456789012:instance/instance/contact-flow/f"
    for text, qualifier in (("f", ""), ("f:$SAVED", SAVED), (f"{arn}:7", "7"), (arn, "")):
        assert store.flow_contents.get_flow("instance", CONTACT_FLOW, text) == (flow, qualifier)
    with pytest.raises(ResourceNotFoundException):
        store.flow_contents.get_flow("instance", CONTACT_FLOW, "g:$SAVED")


def test_saved_until_it_is_published(store, flow):
    contents = store.flow_contents
    contents.save(flow, "one", None, NOW_MS)
    with pytest.raises(ContactFlowNotPublishedException):
        contents.get(flow, "")
    assert (contents.get(flow, SAVED).text, contents.get(flow, SAVED).status) == ("one", "SAVED")
    contents.publish(flow, "two", "settings", NOW_MS)
    for qualifier in ("", LATEST, SAVED):
        found = contents.get(flow, qualifier)
        assert (found.text, found.settings, found.status) == ("two", "settings", "PUBLISHED")


def test_a_version_stays(store, flow):
    contents = store.flow_contents
    contents.publish(flow, "one", None, NOW_MS)
    contents.freeze(flow, 1, "first", NOW_MS)
    contents.publish(flow, "two", None, NOW_MS)
    found = contents.get(flow, "1")
    assert (found.text, found.version, found.version_description) == ("one", 1, "first")
    for wrong in ("2", "01", "live"):
        with pytest.raises(ResourceNotFoundException):
            contents.get(flow, wrong)


def test_an_alias_stands_for_a_version(store, flow):
    store.flow_contents.publish(flow, "one", None, NOW_MS)
    store.flow_contents.freeze(flow, 1, None, NOW_MS)
    version = store.flow_contents.get_version(flow, "1")
    document = {"VersionId": version.resource_id}
    store.resources.create(Resource(FLOW_ALIAS, "instance", "a", "live", document, NOW_MS, owner_id="f"))
    assert store.flow_contents.get(flow, "live").version == store.flow_contents.get(flow, "a").version == 1


def test_all_goes_with_the_flow(store, flow):
    store.flow_contents.publish(flow, "one", None, NOW_MS)
    store.flow_contents.freeze(flow, 1, None, NOW_MS)
    store.flow_contents.delete_all(flow)
    assert store.flow_contents.find(flow, LATEST) is None
    with pytest.raises(ResourceNotFoundException):
        store.flow_contents.get(flow, "1")
