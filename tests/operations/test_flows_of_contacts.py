"""A contact that the API begins runs its flow, while the test's clock goes on."""

import pytest

from callslip.domain.errors import InvalidParameterException, InvalidRequestException
from flow_documents import action, text_of
from flow_making import END_QUEUE, MENU, MENU_ERRORS, SECOND_MS, hooks, leads_to, queues, sets, target, waits


def test_a_task_runs_its_flow_and_ends_with_it(flow, start_task, attributes_of, describe):
    task = start_task(ContactFlowId=flow(sets("a", tier="$.Name")), Name="gold", Attributes={"old": "1"})

    assert attributes_of(task) == {"old": "1", "tier": "gold"}
    assert describe(task)["DisconnectReason"] == "CONTACT_FLOW_DISCONNECT"


def test_a_flow_that_is_not_stored_is_a_name(start_task, make, describe, connect_mock):
    for flow_id in ("flow", make.flow(Status="SAVED", Content="{}"), "arn:aws:connect:us-east-1:1:instance/i/x/y"):
        task = start_task(ContactFlowId=flow_id)
        assert "DisconnectTimestamp" not in describe(task)
        assert connect_mock.flow_record(task) == []


def test_every_beginning_runs_the_flow(connect, ask, flow, start_chat, start_call, start_email, attributes_of, make):
    flow_id = flow(sets("a", seen="$.Channel $.CustomerEndpoint.Address $.SegmentAttributes['connect:Subtype']"))
    phone = {"ContactFlowId": flow_id, "DestinationPhoneNumber": "+12065550100", "SourcePhoneNumber": "+12065550199"}
    sms = {
        "SourceEndpoint": {"Type": "CONNECT_PHONENUMBER_ARN", "Address": "arn"},
        "DestinationEndpoint": {"Type": "TELEPHONE_NUMBER", "Address": "+12065550111"},
        "SegmentAttributes": {"connect:Subtype": {"ValueString": "connect:SMS"}},
        "ContactFlowId": flow_id,
    }

    chat = start_chat(ContactFlowId=flow_id)["ContactId"]
    assert attributes_of(chat) == {"seen": "CHAT  connect:Chat"}
    assert attributes_of(start_call(ContactFlowId=flow_id)) == {"seen": "VOICE  connect:WebRTC"}
    assert attributes_of(start_email(ContactFlowId=flow_id)) == {"seen": "EMAIL ana@example.com connect:Email"}
    call = ask("start_outbound_voice_contact", **phone)["ContactId"]
    assert attributes_of(call) == {"seen": "VOICE +12065550100 connect:Telephony"}
    assert attributes_of(ask("start_outbound_chat_contact", **sms)["ContactId"]) == {
        "seen": "CHAT +12065550111 connect:SMS"
    }


def test_a_quick_connect_leads_to_its_flow_with_its_queue(flow, make, ask, attributes_of):
    queue = make.queue(Name="Billing")
    part = {"QueueId": queue, "ContactFlowId": flow(sets("a", queue="$.Queue.Name"), kind="QUEUE_TRANSFER")}
    quick = make.quick_connect(QuickConnectConfig={"QuickConnectType": "QUEUE", "QueueConfig": part})

    task = ask("start_task_contact", Name="task", QuickConnectId=quick)["ContactId"]

    assert attributes_of(task) == {"queue": "Billing"}


def test_a_wait_lasts_as_long_as_it_says(clock, flow, start_task, attributes_of, describe):
    task = start_task(ContactFlowId=flow(sets("a", "b", at="1"), waits("b", 90, "c"), sets("c", at="2")))

    clock.value_ms += 89 * SECOND_MS
    assert attributes_of(task) == {"at": "1"}
    clock.value_ms += SECOND_MS
    assert attributes_of(task) == {"at": "2"}
    assert "DisconnectTimestamp" in describe(task)


def test_time_is_counted_from_when_it_was_due_however_late_somebody_looks(clock, flow, start_task, describe):
    task = start_task(ContactFlowId=flow(waits("a", 60, "b"), waits("b", 60, "good")))
    began = describe(task)["InitiationTimestamp"]

    clock.value_ms += 3_600 * SECOND_MS

    assert (describe(task)["DisconnectTimestamp"] - began).total_seconds() == 120


def test_what_the_api_changes_while_a_flow_waits_is_seen(clock, flow, start_task, update, attributes_of):
    task = start_task(ContactFlowId=flow(waits("a", 60, "b"), sets("b", seen="$.Attributes.given")))

    update(task, {"given": "by the API"})
    clock.value_ms += 60 * SECOND_MS

    assert attributes_of(task) == {"given": "by the API", "seen": "by the API"}


def test_a_run_goes_on_with_what_was_published_when_it_began(ask, clock, flow, start_task, attributes_of):
    flow_id = flow(waits("a", 60, "b"), sets("b", version="1"))
    task = start_task(ContactFlowId=flow_id)

    ask("update_contact_flow_content", ContactFlowId=flow_id, Content=text_of(sets("c", version="2")))
    clock.value_ms += 60 * SECOND_MS

    assert attributes_of(task) == {"version": "1"}
    assert attributes_of(start_task(ContactFlowId=flow_id)) == {"version": "2"}


def test_the_customer_presses_a_key(connect_mock, clock, flow, start_call, steps_of):
    menu = action("a", "GetParticipantInput", MENU, "wrong", MENU_ERRORS, [("Equals", "1", "good")])
    flow_id = flow(menu)
    pressed, silent = start_call(ContactFlowId=flow_id), start_call(ContactFlowId=flow_id)

    connect_mock.give_input(pressed, Keys="1")
    clock.value_ms += 5 * SECOND_MS

    assert steps_of(pressed) == ["a", "good"]
    assert steps_of(silent) == ["a", "wrong"]


def test_the_customer_returns(connect_mock, flow, start_chat, steps_of):
    chat = start_chat(ContactFlowId=flow(waits("a", returned="other")))["ContactId"]

    connect_mock.give_input(chat, Event="CustomerReturned")

    assert steps_of(chat) == ["a", "other"]


def test_an_event_that_nobody_waits_for_does_not_prolong_the_wait(connect_mock, clock, flow, start_chat, steps_of):
    chat = start_chat(ContactFlowId=flow(waits("a", 60, returned="other")))["ContactId"]
    clock.value_ms += 40 * SECOND_MS
    connect_mock.give_input(chat, Event="BotParticipantDisconnected")
    assert steps_of(chat) == []

    clock.value_ms += 20 * SECOND_MS

    assert steps_of(chat) == ["a", "good"]


def test_input_that_is_wrong_or_not_awaited(connect_mock, flow, start_chat):
    chat = start_chat(ContactFlowId=flow(waits("a")))["ContactId"]
    for given in ({}, {"Keys": "1", "Text": "a"}, {"Keys": "A"}, {"Event": "Left"}, {"Text": ""}, {"Keys": 1}):
        with pytest.raises(InvalidParameterException):
            connect_mock.give_input(chat, **given)
    for given in ({"Keys": "1"}, {"Text": "hello"}):
        with pytest.raises(InvalidRequestException, match="waits for: time"):
            connect_mock.give_input(chat, **given)
    with pytest.raises(InvalidRequestException, match="No flow"):
        connect_mock.give_input(start_chat()["ContactId"], Text="hello")


def test_a_scheduled_task_runs_its_flow_when_it_starts(clock, flow, start_task, attributes_of):
    starts_s = clock.value_ms // 1000 + 600
    task = start_task(ContactFlowId=flow(sets("a", at="start")), ScheduledTime=starts_s)

    assert attributes_of(task) == {}
    clock.value_ms += 600 * SECOND_MS
    assert attributes_of(task) == {"at": "start"}


@pytest.mark.slow
def test_to_another_flow_and_back_without_end(flow, start_task, steps_of, ask, describe, connect_mock, make):
    first = make.flow()
    second = flow(sets("b", "t", visited="2"), leads_to("t", first))
    ask("update_contact_flow_content", ContactFlowId=first, Content=text_of(sets("a", "t"), leads_to("t", second)))

    task = start_task(ContactFlowId=first)

    runs = connect_mock.flow_record(task)
    assert [run["FlowId"] for run in runs[:3]] == [first, second, first]
    assert describe(task)["DisconnectReason"] == "CONTACT_FLOW_DISCONNECT"


def test_a_transfer_to_a_flow_that_is_not_there_is_an_error(flow, start_task, steps_of, reason_of):
    task = start_task(ContactFlowId=flow(leads_to("a", "nowhere", then="good")))

    assert steps_of(task) == ["a", "wrong"]
    assert "no published flow 'nowhere'" in reason_of(task, "a")


def test_into_a_queue_with_its_flow_until_a_user_comes(clock, make, flow, start_chat, take, describe, steps_of):
    queue = make.queue(Name="Billing")
    music = flow(sets("m", "w", queue="$.Queue.Name"), waits("w", 30, "m"), kind="CUSTOMER_QUEUE")
    whisper = flow(sets("s", "end", agent="$.Agent.FirstName"), END_QUEUE, kind="AGENT_WHISPER")
    other = flow(sets("o", "end", customer="$.Attributes.agent"), END_QUEUE, kind="CUSTOMER_WHISPER")
    main = flow(
        hooks("h1", "h2", CustomerQueue=music),
        hooks("h2", "h3", AgentWhisper=whisper),
        hooks("h3", "q", CustomerWhisper=other),
        target("q", queue, "t"),
        queues("t"),
    )

    chat = start_chat(ContactFlowId=main)["ContactId"]
    assert describe(chat)["QueueInfo"]["Id"] == queue
    clock.value_ms += 65 * SECOND_MS
    assert steps_of(chat) == ["h1", "h2", "h3", "q", "t", "m", "w", "m", "w", "m"]
    take(chat, make.user())

    clock.value_ms += 65 * SECOND_MS
    assert steps_of(chat)[10:] == ["s", "end", "o", "end"]
    assert describe(chat)["Attributes"] == {"queue": "Billing", "agent": "Ana", "customer": "Ana"}
    assert "DisconnectTimestamp" not in describe(chat)


def test_from_one_queue_to_another(connect_mock, make, flow, start_chat, describe, ask):
    first, second = make.queue(), make.queue()
    errors = ["QueueAtCapacity", "NoMatchingError"]
    leave = action("d", "DequeueContactAndTransferToQueue", {"QueueId": second}, "wrong", errors)
    hold = flow(waits("w", 30, "d"), leave, kind="CUSTOMER_QUEUE")
    chat = start_chat(ContactFlowId=flow(hooks("h", "q", CustomerQueue=hold), target("q", first, "t"), queues("t")))

    contact_id = chat["ContactId"]
    connect_mock.gateway.world.clock.value_ms += 30 * SECOND_MS
    assert "DisconnectTimestamp" in describe(contact_id)
    legs = ask("list_associated_contacts", ContactId=contact_id)["ContactSummaryList"]
    leg = next(each["ContactId"] for each in legs if each["ContactId"] != contact_id)
    assert describe(leg)["InitiationMethod"] == "QUEUE_TRANSFER"
    assert describe(leg)["QueueInfo"]["Id"] == second
    assert connect_mock.flow_record(leg)[0]["FlowId"] == hold


def test_a_contact_that_is_stopped_stops_its_flow(clock, flow, start_task, stop, attributes_of, connect_mock):
    task = start_task(ContactFlowId=flow(waits("a", 60, "b"), sets("b", late="yes")))

    stop(task)
    clock.value_ms += 60 * SECOND_MS

    [run] = connect_mock.flow_record(task)
    assert (run["Ended"]["how"], run["WaitsFor"], run["DueTimestamp"]) == ("stopped", None, None)
    assert attributes_of(task) == {}


def test_the_disconnect_flow_runs_on_a_contact_of_its_own(clock, flow, start_chat, stop, describe, attributes_of, ask):
    survey = flow(hooks("h", "a", CustomerRemaining="$.Attributes.survey"), sets("a", method="$.InitiationMethod"))
    chat = start_chat(
        ContactFlowId=flow(sets("s", "h", survey=survey), hooks("h", "w", CustomerRemaining=survey), waits("w"))
    )

    stop(chat["ContactId"])

    assert attributes_of(chat["ContactId"]) == {"survey": survey, "method": "DISCONNECT"}
    legs = ask("list_associated_contacts", ContactId=chat["ContactId"])["ContactSummaryList"]
    assert sorted(leg["InitiationMethod"] for leg in legs) == ["API", "DISCONNECT"]
    assert all("DisconnectTimestamp" in leg for leg in legs)


def test_a_task_that_expires_has_its_disconnect_flow(clock, flow, start_task, attributes_of):
    after = flow(sets("a", after="$.InitiationMethod"))
    task = start_task(ContactFlowId=flow(hooks("h", "w", CustomerRemaining=after), waits("w", 604_800, "w")))

    clock.value_ms += 7 * 24 * 3_600 * SECOND_MS + 1

    assert attributes_of(task) == {"after": "DISCONNECT"}


def test_a_transferred_task_leaves_its_flow_for_the_one_named(
    flow, make, start_task, transfer, describe, attributes_of
):
    queue = make.queue(Name="Billing")
    task = start_task(ContactFlowId=flow(waits("w")))
    leg = transfer(task, QueueId=queue, ContactFlowId=flow(sets("a", "t", to="$.Queue.Name"), queues("t")))

    assert attributes_of(task) == {"to": "Billing"}
    assert describe(leg)["QueueInfo"]["Id"] == queue
    assert "DisconnectTimestamp" in describe(task)
