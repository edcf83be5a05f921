import pytest


@pytest.fixture
def monitor(connect, instance_id):
    def send(contact_id, **members):
        given = {"InstanceId": instance_id, "ContactId": contact_id, "UserId": "supervisor"}
        return connect.monitor_contact(**{**given, **members})

    return send


def test_a_leg_of_its_own_in_the_chain(start_call, take, monitor, describe, update, attributes_of):
    call = take(start_call(Attributes={"a": "1"}))
    leg = monitor(call, AllowedMonitorCapabilities=["SILENT_MONITOR", "BARGE"])
    contact = describe(leg["ContactId"])
    assert (contact["Channel"], contact["InitiationMethod"]) == ("VOICE", "MONITOR")
    assert (contact["InitialContactId"], contact["PreviousContactId"]) == (call, call)
    assert contact["AgentInfo"]["Id"] == "supervisor"
    assert contact["Arn"] == leg["ContactArn"]
    update(leg["ContactId"], {"b": "2"})
    assert attributes_of(call) == {"a": "1", "b": "2"}


def test_it_ends_with_what_it_listens_to(clock, start_call, start_chat, take, monitor, stop, describe):
    call, chat = take(start_call()), take(start_chat()["ContactId"])
    legs = [monitor(call)["ContactId"], monitor(chat)["ContactId"]]
    stop(call)
    assert describe(legs[0])["DisconnectReason"] == "OTHER"
    assert "DisconnectTimestamp" not in describe(legs[1])
    clock.value_ms += 25 * 3_600_000
    assert describe(legs[1])["DisconnectTimestamp"] == describe(chat)["DisconnectTimestamp"]


def test_five_supervisors_and_no_more(connect, start_call, take, monitor):
    call = take(start_call())
    for number in range(5):
        monitor(call, UserId=f"supervisor-{number}")
    with pytest.raises(connect.exceptions.ServiceQuotaExceededException, match="at most 5"):
        monitor(call)


def test_the_same_token_monitors_once(start_call, take, monitor):
    call = take(start_call())
    assert monitor(call, ClientToken="t")["ContactId"] == monitor(call, ClientToken="t")["ContactId"]


def test_what_cannot_be_monitored(connect, start_call, start_task, take, monitor):
    call = start_call()
    with pytest.raises(connect.exceptions.InvalidRequestException, match="is CONNECTED"):
        monitor(call)
    with pytest.raises(connect.exceptions.InvalidRequestException, match="TASK by API"):
        monitor(take(start_task()))
    leg = monitor(take(call))["ContactId"]
    with pytest.raises(connect.exceptions.InvalidRequestException, match="VOICE by MONITOR"):
        monitor(leg)
    with pytest.raises(connect.exceptions.ResourceNotFoundException):
        monitor("nobody")
    with pytest.raises(connect.exceptions.InvalidRequestException, match="AllowedMonitorCapabilities"):
        monitor(call, AllowedMonitorCapabilities=["SHOUT"])
