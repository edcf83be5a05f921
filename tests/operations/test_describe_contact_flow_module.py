import pytest

from resource_fixtures import FLOW_CONTENT


def test_what_is_known_of_it(ask, make):
    given = {"Description": "says hello", "Settings": '{"a":1}', "ExternalInvocationConfiguration": {"Enabled": True}}
    module_id = make.module(Name="Greet", **given)
    module = ask("describe_contact_flow_module", ContactFlowModuleId=module_id)["ContactFlowModule"]
    assert {name: module[name] for name in given} == given
    assert (module["Name"], module["Content"]) == ("Greet", FLOW_CONTENT)
    assert (module["State"], module["Status"]) == ("ACTIVE", "PUBLISHED")
    assert len(module["FlowModuleContentSha256"]) == 64
    by_arn = ask("describe_contact_flow_module", ContactFlowModuleId=module["Arn"] + ":$SAVED")
    assert by_arn["ContactFlowModule"] == module


def test_a_flow_is_no_module(connect, ask, make):
    with pytest.raises(connect.exceptions.ResourceNotFoundException, match="ContactFlowModuleId"):
        ask("describe_contact_flow_module", ContactFlowModuleId=make.flow())
