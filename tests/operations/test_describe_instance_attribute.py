import pytest


def test_the_switches_of_create_instance(connect):
    made = connect.create_instance(
        IdentityManagementType="SAML", InstanceAlias="quiet", InboundCallsEnabled=False, OutboundCallsEnabled=True
    )
    for kind, value in (("INBOUND_CALLS", "false"), ("OUTBOUND_CALLS", "true"), ("CONTACT_LENS", "true")):
        answer = connect.describe_instance_attribute(InstanceId=made["Id"], AttributeType=kind)
        assert answer["Attribute"] == {"AttributeType": kind, "Value": value}


def test_an_unknown_instance(connect):
    with pytest.raises(connect.exceptions.ResourceNotFoundException, match="nowhere"):
        connect.describe_instance_attribute(InstanceId="nowhere", AttributeType="EARLY_MEDIA")
