import pytest


def test_deleted_is_gone(connect, ask, make):
    version = {"ContactFlowModuleId": make.module(), "ContactFlowModuleVersion": 1}
    ask("create_contact_flow_module_version", ContactFlowModuleId=version["ContactFlowModuleId"])
    ask("delete_contact_flow_module_version", **version)
    with pytest.raises(connect.exceptions.ResourceNotFoundException, match="version"):
        ask("delete_contact_flow_module_version", **version)
