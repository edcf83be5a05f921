import pytest


def test_deleted_is_gone(connect, ask, make):
    module_id = make.module(Name="Greet")
    ask("create_contact_flow_module_version", ContactFlowModuleId=module_id)
    ask("delete_contact_flow_module", ContactFlowModuleId=module_id)
    with pytest.raises(connect.exceptions.ResourceNotFoundException, match="ContactFlowModuleId"):
        ask("delete_contact_flow_module", ContactFlowModuleId=module_id)
    make.module(Name="Greet")
