import pytest


def test_summaries_page_by_page(make, names_of):
    queue_id = make.queue()
    for name in ("a", "b", "c"):
        make.routing_profile(Name=name, DefaultOutboundQueueId=queue_id)
    found = names_of("list_routing_profiles", "RoutingProfileSummaryList", MaxResults=2)
    assert {"a", "b", "c"} <= set(found)


def test_an_unknown_instance(connect, ask):
    with pytest.raises(connect.exceptions.ResourceNotFoundException):
        ask("list_routing_profiles", InstanceId="nowhere")
