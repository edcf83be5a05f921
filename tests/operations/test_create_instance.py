import pytest


@pytest.fixture
def create(connect):
    def send(**members):
        given = {
            "IdentityManagementType": "CONNECT_MANAGED",
            "InstanceAlias": "support",
            "InboundCallsEnabled": True,
            "OutboundCallsEnabled": False,
        }
        return connect.create_instance(**{**given, **members})

    return send


def test_makes_an_instance_with_an_arn(create):
    answer = create()
    assert answer["Arn"] == f"arn:aws:connect:us-east-1:123456789012:instance/{answer['Id']}"


def test_the_same_token_makes_one_instance(connect, create):
    first, second = create(ClientToken="t"), create(ClientToken="t")
    assert first["Id"] == second["Id"]
    assert len(connect.list_instances()["InstanceSummaryList"]) == 2


def test_an_alias_is_taken_once(connect, create):
    create()
    with pytest.raises(connect.exceptions.InvalidRequestException, match="taken"):
        create()


def test_an_alias_is_required_unless_a_directory_is_named(connect):
    flags = {"InboundCallsEnabled": True, "OutboundCallsEnabled": True}
    with pytest.raises(connect.exceptions.InvalidRequestException, match="InstanceAlias is required"):
        connect.create_instance(IdentityManagementType="SAML", **flags)
    with pytest.raises(connect.exceptions.InvalidRequestException, match="DirectoryId is required"):
        connect.create_instance(IdentityManagementType="EXISTING_DIRECTORY", **flags)
    connect.create_instance(IdentityManagementType="EXISTING_DIRECTORY", DirectoryId="d-1234567890", **flags)


@pytest.mark.parametrize("alias", ["d-1", "a_b", "x" * 46, "ü"])
def test_aliases_that_the_model_refuses(connect, create, alias):
    with pytest.raises(connect.exceptions.InvalidRequestException, match="InstanceAlias"):
        create(InstanceAlias=alias)


def test_a_new_instance_has_its_first_resources(connect, create):
    instance = {"InstanceId": create()["Id"]}
    (queue,) = connect.list_queues(**instance)["QueueSummaryList"]
    profiles = connect.list_security_profiles(**instance)["SecurityProfileSummaryList"]
    statuses = connect.list_agent_statuses(**instance)["AgentStatusSummaryList"]
    (routing,) = connect.search_routing_profiles(**instance)["RoutingProfiles"]
    assert queue["Name"] == "BasicQueue"
    assert {each["Name"] for each in profiles} == {"Admin", "Agent", "CallCenterManager", "QualityAnalyst"}
    assert {each["Name"]: each["Type"] for each in statuses} == {"Available": "ROUTABLE", "Offline": "OFFLINE"}
    assert (routing["IsDefault"], routing["AssociatedQueueIds"]) == (True, [queue["Id"]])
    user = connect.create_user(
        Username="ana",
        Password="Secret-123",
        IdentityInfo={"FirstName": "Ana", "LastName": "Silva"},
        SecurityProfileIds=[profiles[0]["Id"]],
        RoutingProfileId=routing["RoutingProfileId"],
        **instance,
    )
    assert connect.describe_user(UserId=user["UserId"], **instance)["User"]["Username"] == "ana"


def test_the_ready_instance_has_them_too(ask, names_of):
    assert names_of("list_hours_of_operations", "HoursOfOperationSummaryList") == ["Basic Hours"]
