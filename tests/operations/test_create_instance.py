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
