import pytest


@pytest.fixture
def arns(connect, ask, make, instance_id):
    """The ARN of an instance and of one resource of each kind that has tags."""

    def arn(operation, key, member="Arn", **members):
        return ask(operation, **members)[key][member]

    return [
        connect.describe_instance(InstanceId=instance_id)["Instance"]["Arn"],
        arn("describe_queue", "Queue", "QueueArn", QueueId=make.queue()),
        arn(
            "describe_hours_of_operation",
            "HoursOfOperation",
            "HoursOfOperationArn",
            HoursOfOperationId=make.hours(),
        ),
        arn("describe_user", "User", UserId=make.user()),
        arn("describe_security_profile", "SecurityProfile", SecurityProfileId=make.security_profile()),
        arn(
            "describe_routing_profile",
            "RoutingProfile",
            "RoutingProfileArn",
            RoutingProfileId=make.routing_profile(),
        ),
        arn("describe_agent_status", "AgentStatus", "AgentStatusARN", AgentStatusId=make.agent_status()),
        arn("describe_quick_connect", "QuickConnect", "QuickConnectARN", QuickConnectId=make.quick_connect()),
        arn("describe_contact_flow", "ContactFlow", ContactFlowId=make.flow()),
        arn("describe_contact_flow_module", "ContactFlowModule", ContactFlowModuleId=make.module()),
    ]


def test_every_kind(connect, arns):
    for arn in arns:
        connect.tag_resource(resourceArn=arn, tags={"a": "1", "b": ""})
        connect.tag_resource(resourceArn=arn, tags={"a": "2"})
        assert connect.list_tags_for_resource(resourceArn=arn)["tags"] == {"a": "2", "b": ""}


def test_tags_show_in_descriptions_and_nothing_else_changes(connect, ask, make, clock):
    queue_id = make.queue(Tags={"a": "1"})
    before = ask("describe_queue", QueueId=queue_id)["Queue"]
    clock.value_ms += 60_000
    connect.tag_resource(resourceArn=before["QueueArn"], tags={"b": "2"})
    assert ask("describe_queue", QueueId=queue_id)["Queue"] == {**before, "Tags": {"a": "1", "b": "2"}}


def test_fifty_at_most(connect, ask, make):
    arn = ask("describe_queue", QueueId=make.queue(Tags={"first": ""}))["Queue"]["QueueArn"]
    with pytest.raises(connect.exceptions.InvalidParameterException, match="51 tags"):
        connect.tag_resource(resourceArn=arn, tags={str(number): "" for number in range(50)})
    assert connect.list_tags_for_resource(resourceArn=arn)["tags"] == {"first": ""}


def test_contacts_have_an_operation_of_their_own(connect, instance_id):
    arn = f"arn:aws:connect:us-east-1:123456789012:instance/{instance_id}/contact/c"
    with pytest.raises(connect.exceptions.InvalidRequestException, match="TagContact"):
        connect.tag_resource(resourceArn=arn, tags={"a": "b"})


@pytest.mark.parametrize("arn", ["x", "arn:aws:s3:::bucket", "arn:aws:connect:us-east-1:123456789012:instance/"])
def test_an_arn_of_something_else(connect, arn):
    with pytest.raises(connect.exceptions.InvalidRequestException, match="ARN"):
        connect.tag_resource(resourceArn=arn, tags={"a": "b"})


def test_an_unknown_resource(connect, arns):
    for arn in arns:
        with pytest.raises(connect.exceptions.ResourceNotFoundException):
            connect.tag_resource(resourceArn=arn + "x", tags={"a": "b"})


def test_a_reserved_key(connect, arns):
    with pytest.raises(connect.exceptions.InvalidParameterException, match="tags"):
        connect.tag_resource(resourceArn=arns[0], tags={"aws:a": "b"})
