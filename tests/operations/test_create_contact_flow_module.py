import pytest

from resource_fixtures import FLOW_CONTENT


def test_makes_a_module_with_an_arn(ask):
    answer = ask("create_contact_flow_module", Name="Greet", Content=FLOW_CONTENT)
    assert answer["Arn"].endswith(f"/flow-module/{answer['Id']}")


def test_a_repeated_request_makes_one(ask):
    members = {"Name": "Greet", "Content": FLOW_CONTENT, "ClientToken": "t"}
    first, second = (ask("create_contact_flow_module", **members) for _ in range(2))
    assert first["Id"] == second["Id"]


def test_what_is_published_is_checked(connect, make):
    with pytest.raises(connect.exceptions.InvalidContactFlowModuleException, match="no flow document") as caught:
        make.module(Content="{}")
    assert caught.value.response["Problems"] == [{"message": "Invalid contact flow format"}]


def test_a_name_is_taken_once(connect, make):
    make.flow(Name="Greet")
    make.module(Name="Greet")
    with pytest.raises(connect.exceptions.DuplicateResourceException, match="Name"):
        make.module(Name="Greet")


@pytest.mark.parametrize("wrong", [{"Name": " "}, {"Content": "x" * 256_001}])
def test_members_that_the_model_refuses(connect, make, wrong):
    with pytest.raises(connect.exceptions.InvalidParameterException, match=next(iter(wrong))):
        make.module(**wrong)
