import pytest

from stand_ins import NOW_MS


def test_the_ready_instance(connect, instance_id):
    instance = connect.describe_instance(InstanceId=instance_id)["Instance"]
    assert instance["Id"] == instance_id
    assert instance["InstanceStatus"] == "ACTIVE"
    assert instance["CreatedTime"].timestamp() * 1000 == NOW_MS


def test_what_was_given_at_creation(connect):
    made = connect.create_instance(
        IdentityManagementType="SAML",
        InstanceAlias="sales",
        InboundCallsEnabled=False,
        OutboundCallsEnabled=True,
        Tags={"team": "west"},
    )
    instance = connect.describe_instance(InstanceId=made["Arn"])["Instance"]
    expected = {
        "Arn": made["Arn"],
        "IdentityManagementType": "SAML",
        "InstanceAlias": "sales",
        "InboundCallsEnabled": False,
        "OutboundCallsEnabled": True,
        "Tags": {"team": "west"},
    }
    assert instance.items() >= expected.items()


def test_unknown(connect):
    with pytest.raises(connect.exceptions.ResourceNotFoundException, match="ListInstances"):
        connect.describe_instance(InstanceId="nowhere")
