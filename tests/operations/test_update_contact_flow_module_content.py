import pytest

from resource_fixtures import FLOW_CONTENT

OTHER_CONTENT = FLOW_CONTENT.replace("end", "stop")


@pytest.fixture
def describe(ask):
    return lambda module_id: ask("describe_contact_flow_module", ContactFlowModuleId=module_id)["ContactFlowModule"]


def test_publishes_or_saves(ask, make, describe):
    module_id = make.module()
    ask("update_contact_flow_module_content", ContactFlowModuleId=f"{module_id}:$SAVED", Content="draft")
    saved = describe(f"{module_id}:$SAVED")
    assert (saved["Content"], saved["Status"], describe(module_id)["Content"]) == ("draft", "SAVED", FLOW_CONTENT)
    ask("update_contact_flow_module_content", ContactFlowModuleId=module_id, Content=OTHER_CONTENT)
    assert describe(module_id)["Content"] == describe(f"{module_id}:$SAVED")["Content"] == OTHER_CONTENT


def test_settings_alone(ask, make, describe):
    module_id = make.module(Settings="{}")
    ask("update_contact_flow_module_content", ContactFlowModuleId=module_id, Settings='{"a":1}')
    assert (describe(module_id)["Settings"], describe(module_id)["Content"]) == ('{"a":1}', FLOW_CONTENT)


def test_what_is_published_is_checked(connect, ask, make):
    with pytest.raises(connect.exceptions.InvalidContactFlowModuleException, match="no flow document"):
        ask("update_contact_flow_module_content", ContactFlowModuleId=make.module(), Content="[]")


def test_nothing_given(connect, ask, make):
    with pytest.raises(connect.exceptions.InvalidRequestException, match="Content, Settings"):
        ask("update_contact_flow_module_content", ContactFlowModuleId=make.module())
