"""What a flow does to its contact and begins from it, in the server."""

import pytest

from flow_documents import action, text_of
from flow_making import SECOND_MS, sets, target, waits


def test_a_module_with_data_of_its_own(make, flow, start_task, attributes_of, steps_of):
    end = {"Identifier": "end", "Type": "EndFlowModuleExecution", "Parameters": {}, "Transitions": {}}
    invoke = {"FlowModuleId": "", "InputParameters": {"who": "Ana"}}
    module = make.module(Content=text_of(sets("m", "end", greeted="$.Modules.Input.who"), end))
    main = flow(
        action("a", "InvokeFlowModule", {**invoke, "FlowModuleId": module}, "b", ["NoMatchingError"]), sets("b")
    )

    task = start_task(ContactFlowId=main)

    assert attributes_of(task) == {"greeted": "Ana"}
    assert steps_of(task) == ["m", "end", "a", "b", "good"]


def test_a_module_that_waits_and_one_that_is_not_there(clock, make, flow, start_task, steps_of, reason_of):
    module = make.module(Content=text_of(waits("w", 60, "good")))
    task = start_task(
        ContactFlowId=flow(
            action("a", "InvokeFlowModule", {"FlowModuleId": module}, "b", ["NoMatchingError"]), sets("b")
        )
    )
    lost = start_task(
        ContactFlowId=flow(action("a", "InvokeFlowModule", {"FlowModuleId": "x"}, "b", ["NoMatchingError"]), sets("b"))
    )

    clock.value_ms += 60 * SECOND_MS

    assert steps_of(task) == ["w", "good"]
    assert steps_of(lost) == ["a", "wrong"]
    assert "no published flow module 'x'" in reason_of(lost, "a")


def test_a_module_that_invokes_itself_comes_to_an_end(make, flow, start_task, ask, connect_mock):
    module = make.module()
    again = action("a", "InvokeFlowModule", {"FlowModuleId": module}, "good", ["NoMatchingError"])
    ask("update_contact_flow_module_content", ContactFlowModuleId=module, Content=text_of(again))

    task = start_task(ContactFlowId=flow(again))

    [run] = connect_mock.flow_record(task)
    assert "5 deep" in str(run["Events"])


def test_hours_of_the_target_queue(clock, make, flow, start_task, steps_of, reason_of):
    check = action(
        "h",
        "CheckHoursOfOperation",
        None,
        "wrong",
        ["NoMatchingError"],
        [("Equals", "True", "good"), ("Equals", "False", "other")],
    )
    flow_id = flow(target("q", make.queue(), "h"), check)

    assert steps_of(start_task(ContactFlowId=flow_id)) == ["q", "h", "other"]
    clock.value_ms += 5 * 24 * 3_600 * SECOND_MS
    assert steps_of(start_task(ContactFlowId=flow_id)) == ["q", "h", "good"]
    lost = start_task(ContactFlowId=flow(target("q", "elsewhere", "h"), check))
    assert "no queue 'elsewhere'" in reason_of(lost, "h")


def test_a_task_that_a_flow_begins(clock, flow, start_task, attributes_of, ask, describe):
    parameters = {
        "Name": "Follow up",
        "ContactFlowId": flow(sets("a", from_parent="$.Attributes.tier", own="$.Attributes.own")),
        "Attributes": {"own": "$.ContactId"},
        "References": {"r": "x"},
    }
    create = action("c", "CreateTask", parameters, "d", ["NoMatchingError"])
    parent = start_task(ContactFlowId=flow(create, sets("d", child="$.Task.ContactId")), Attributes={"tier": "gold"})

    child = attributes_of(parent)["child"]

    assert attributes_of(child) == {"tier": "gold", "own": parent, "from_parent": "gold"}
    assert describe(child)["RelatedContactId"] == parent
    assert describe(child)["Name"] == "Follow up"


def test_a_flow_that_begins_itself_again_and_again_comes_to_an_end(make, ask, flow, start_task, connect_mock, describe):
    flow_id = make.flow()
    create = action("c", "CreateTask", {"Name": "n", "ContactFlowId": flow_id}, "good", ["NoMatchingError"])
    ask("update_contact_flow_content", ContactFlowId=flow_id, Content=text_of(create))

    task = start_task(ContactFlowId=flow_id)

    count = len(ask("list_associated_contacts", ContactId=task, MaxResults=100)["ContactSummaryList"])
    assert count == 13


def test_a_callback_that_a_flow_begins(make, flow, start_call, ask, describe, attributes_of):
    queue = make.queue()
    parameters = {"InitialCallDelaySeconds": "5", "RetryDelaySeconds": "5", "MaximumConnectionAttempts": "1"}
    call = start_call(
        ContactFlowId=flow(
            target("q", queue, "c"), action("c", "CreateCallbackContact", parameters, "good", ["NoMatchingError"])
        ),
        Attributes={"a": "1"},
    )

    legs = ask("list_associated_contacts", ContactId=call)["ContactSummaryList"]
    callback = next(leg["ContactId"] for leg in legs if leg["InitiationMethod"] == "CALLBACK")
    assert describe(callback)["QueueInfo"]["Id"] == queue
    assert attributes_of(callback) == {"a": "1"}


def test_what_a_flow_sets_is_shown_where_the_api_shows_it(flow, start_task, describe, ask):
    data = {"Name": "New", "Description": "d", "CustomerId": "c-1", "References": {"r": "v"}}
    task = start_task(
        ContactFlowId=flow(
            action("a", "UpdateContactData", data, "b", ["NoMatchingError"]),
            action("b", "TagContact", {"Tags": {"team": "west"}}, "c", ["NoMatchingError"]),
            action("c", "UpdateContactRoutingBehavior", {"QueuePriority": "2"}, "w"),
            waits("w"),
        )
    )

    contact = describe(task)

    assert (contact["Name"], contact["Description"], contact["CustomerId"]) == ("New", "d", "c-1")
    assert contact["Tags"]["team"] == "west"
    assert contact["QueuePriority"] == 2
    references = ask("list_contact_references", ContactId=task, ReferenceTypes=["STRING"])["ReferenceSummaryList"]
    assert references == [{"String": {"Name": "r", "Value": "v"}}]


def test_attributes_over_the_limit_take_the_error_branch(flow, start_task, attributes_of, steps_of):
    task = start_task(ContactFlowId=flow(sets("a", big="$.Attributes.x$.Attributes.x")), Attributes={"x": "x" * 20_000})

    assert attributes_of(task) == {"x": "x" * 20_000}
    assert steps_of(task) == ["a", "wrong"]


def test_a_key_with_a_space_is_the_flows_alone_and_is_copied(connect, flow, start_task, update, attributes_of):
    task = start_task(ContactFlowId=flow(sets("a", "w", **{"first name": "Ana"}), waits("w")))

    assert attributes_of(task) == {"first name": "Ana"}
    with pytest.raises(connect.exceptions.InvalidParameterException, match="first name"):
        update(task, {"first name": "Eva"})
    assert attributes_of(start_task(RelatedContactId=task, Attributes={"b": "1"})) == {"first name": "Ana", "b": "1"}


def test_attributes_of_the_related_contact(flow, start_task, start_chat, attributes_of):
    first = start_task()
    parameters = {"Attributes": {"from": "$.Channel"}, "TargetContact": "Related"}
    flow_id = flow(action("a", "UpdateContactAttributes", parameters, "good", ["NoMatchingError"]))

    start_chat(ContactFlowId=flow_id, RelatedContactId=first)

    assert attributes_of(first) == {"from": "CHAT"}


def test_chance_decides_and_metrics_nobody_knows(flow, start_task, steps_of, reason_of):
    chance = action(
        "c", "DistributeByPercentage", None, "m", [("NoMatchingCondition", "m")], [("NumberLessThan", "101", "m")]
    )
    metric = action(
        "m",
        "CheckMetricData",
        {"MetricType": "NumberOfAgentsAvailable", "QueueId": "q"},
        "wrong",
        ["NoMatchingError", "NoMatchingCondition"],
        [("NumberGreaterThan", "0", "good")],
    )
    task = start_task(ContactFlowId=flow(chance, metric))

    assert steps_of(task) == ["c", "m", "wrong"]
    assert "give a stub" in reason_of(task, "m")


def test_a_loop_without_an_end_ends_the_contact(flow, start_task, connect_mock, describe):
    task = start_task(
        ContactFlowId=flow(action("a", "UpdateFlowLoggingBehavior", {"FlowLoggingBehavior": "Enabled"}, "a"))
    )

    [run] = connect_mock.flow_record(task)

    assert run["Ended"]["how"] == "too many steps"
    assert describe(task)["DisconnectReason"] == "CONTACT_FLOW_DISCONNECT"


def test_a_failed_request_leaves_no_run(connect, connect_mock, flow, start_task):
    with pytest.raises(connect.exceptions.ResourceNotFoundException):
        start_task(ContactFlowId=flow(sets("a")), PreviousContactId="nobody")
    connect_mock.gateway.world.clock.value_ms += 1
    assert connect_mock.tick() == 0


def test_an_instance_is_deleted_with_its_flows(connect, flow, start_task, instance_id, connect_mock):
    start_task(ContactFlowId=flow(waits("a")))

    connect.delete_instance(InstanceId=instance_id)

    assert connect_mock.tick() == 0
