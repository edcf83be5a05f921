import pytest


def test_freezes_content_and_settings(ask, make):
    module_id = make.module(Settings="{}")
    answer = ask("create_contact_flow_module_version", ContactFlowModuleId=module_id, Description="first")
    assert (answer["Version"], answer["ContactFlowModuleArn"].endswith(f"/{module_id}:1")) == (1, True)
    ask("update_contact_flow_module_content", ContactFlowModuleId=module_id, Settings='{"a":1}')
    version = ask("describe_contact_flow_module", ContactFlowModuleId=f"{module_id}:1")["ContactFlowModule"]
    assert (version["Settings"], version["Version"], version["VersionDescription"]) == ("{}", 1, "first")


def test_the_checksum_must_be_that_of_the_content(connect, ask, make):
    with pytest.raises(connect.exceptions.InvalidParameterException, match="checksum"):
        ask("create_contact_flow_module_version", ContactFlowModuleId=make.module(), FlowModuleContentSha256="0" * 64)
