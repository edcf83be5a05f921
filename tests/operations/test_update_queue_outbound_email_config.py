import pytest


def test_replaces_the_address(ask, make):
    queue_id = make.queue()
    config = {"OutboundEmailAddressId": "an address"}
    ask("update_queue_outbound_email_config", QueueId=queue_id, OutboundEmailConfig=config)
    assert ask("describe_queue", QueueId=queue_id)["Queue"]["OutboundEmailConfig"] == config


def test_an_unknown_queue(connect, ask):
    with pytest.raises(connect.exceptions.ResourceNotFoundException, match="QueueId"):
        ask("update_queue_outbound_email_config", QueueId="x", OutboundEmailConfig={})
