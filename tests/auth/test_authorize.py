"""What a limited caller may do, through boto3: the resources asked for, the texts, the masks."""

import pytest
from botocore.exceptions import ClientError

from callslip.settings import EXAMPLE_INSTANCE_ID as INSTANCE

ARN = f"arn:aws:connect:us-east-1:123456789012:instance/{INSTANCE}"
USER = "User: arn:aws:iam::123456789012:user/ana is not authorized to"
ALLOW_ALL = {"Effect": "Allow", "Action": "*", "Resource": "*"}


def allow(action="*", resource="*", **conditions):
    return {"Effect": "Allow", "Action": action, "Resource": resource, "Condition": conditions}


def deny(action="*", resource="*", **conditions):
    return allow(action, resource, **conditions) | {"Effect": "Deny"}


def start(client, **members):
    given = {"InstanceId": INSTANCE, "ContactFlowId": "flow", "Name": "task"}
    return client.start_task_contact(**{**given, **members})["ContactId"]


def get(client, contact_id, instance_id=INSTANCE):
    return client.get_contact_attributes(InstanceId=instance_id, InitialContactId=contact_id)["Attributes"]


def update(client, contact_id, **attributes):
    client.update_contact_attributes(InstanceId=INSTANCE, InitialContactId=contact_id, Attributes=attributes)


def refusal(call, *arguments, **more):
    """The text of an AccessDeniedException."""
    with pytest.raises(ClientError) as caught:
        call(*arguments, **more)
    answer = caught.value.response
    assert (answer["Error"]["Code"], answer["ResponseMetadata"]["HTTPStatusCode"]) == ("AccessDeniedException", 403)
    return answer["Error"]["Message"]


def test_a_key_without_limits_may_do_everything(limited, owner):
    ana = limited()
    contact_id = start(ana, Attributes={"ssn": "1"})

    assert get(ana, contact_id) == get(owner, contact_id) == {"ssn": "1"}


def test_what_no_statement_allows_is_denied(limited, owner):
    ana = limited([allow("connect:Get*", f"{ARN}/contact/*")])
    contact_id = start(owner, Attributes={"k": "v"})

    assert get(ana, contact_id) == {"k": "v"}
    assert refusal(update, ana, contact_id, k="w") == (
        f"{USER} perform: connect:UpdateContactAttributes on resource: {ARN}/contact/{contact_id}"
    )
    assert get(owner, contact_id) == {"k": "v"}


def test_an_explicit_deny_says_so(limited, owner):
    ana = limited([ALLOW_ALL, deny("connect:UpdateContactAttributes")])
    contact_id = start(owner)

    assert refusal(update, ana, contact_id, k="v").endswith(f"{ARN}/contact/{contact_id} with an explicit deny")


def test_the_resource_is_named_by_the_ids_as_given(limited):
    ana = limited([allow("connect:GetContactAttributes", f"{ARN}/contact/allowed")])
    given = f"{ARN}/contact/allowed"

    assert refusal(get, ana, given).endswith(
        f"{ARN}/contact/arn%3Aaws%3Aconnect%3Aus-east-1%3A123456789012%3Ainstance%2F{INSTANCE}%2Fcontact%2Fallowed"
    )
    assert refusal(get, ana, "a/b c").endswith(f"{ARN}/contact/a%2Fb%20c")


def test_a_denied_contact_cannot_be_had_by_its_arn(limited, owner):
    ana = limited()
    contact_id = start(owner)
    limited([ALLOW_ALL, deny(resource=f"{ARN}/contact/{contact_id}")])

    assert "explicit deny" in refusal(get, ana, contact_id)
    assert "explicit deny" in refusal(get, ana, f"{ARN}/contact/{contact_id}")
    assert "explicit deny" in refusal(get, ana, contact_id, ARN)


def test_denied_wins_over_not_found_and_after_invalid(limited):
    ana = limited([allow("connect:List*")])

    assert "GetContactAttributes" in refusal(get, ana, "nobody")
    with pytest.raises(ClientError, match="InvalidRequestException"):
        get(ana, "c" * 257)


@pytest.mark.parametrize(
    ("call", "members", "needed"),
    [
        ("list_instances", {}, "*"),
        ("describe_instance", {"InstanceId": INSTANCE}, ARN),
        ("describe_contact", {"InstanceId": INSTANCE, "ContactId": "c"}, f"{ARN}/contact/c"),
        ("stop_contact", {"InstanceId": INSTANCE, "ContactId": "c"}, f"{ARN}/contact/c"),
        (
            "start_outbound_voice_contact",
            {"InstanceId": INSTANCE, "ContactFlowId": "f", "DestinationPhoneNumber": "+4930123456"},
            f"{ARN}/contact/*",
        ),
        (
            "start_task_contact",
            {"InstanceId": INSTANCE, "ContactFlowId": "f", "Name": "n", "PreviousContactId": "c"},
            f"{ARN}/contact-flow/f",
        ),
        (
            "create_contact",
            {"InstanceId": INSTANCE, "Channel": "TASK", "InitiationMethod": "API"},
            ARN,
        ),
        (
            "start_chat_contact",
            {"InstanceId": INSTANCE, "ContactFlowId": "f", "ParticipantDetails": {"DisplayName": "n"}},
            f"{ARN}/contact-flow/f",
        ),
    ],
)
def test_what_an_operation_is_checked_against(limited, call, members, needed):
    ana = limited([allow("s3:*")])

    assert refusal(getattr(ana, call), **members).endswith(f" on resource: {needed}")


def test_a_linked_contact_must_be_allowed_too(limited, owner):
    ana = limited([allow(resource=f"{ARN}/contact-flow/flow")])
    contact_id = start(owner)

    assert start(ana)
    assert refusal(start, ana, PreviousContactId=contact_id).endswith(f"{ARN}/contact/{contact_id}")
    assert refusal(start, ana, RelatedContactId=contact_id).endswith(f"{ARN}/contact/{contact_id}")


def test_conditions_on_what_the_request_says(limited, owner):
    create = {"IdentityManagementType": "CONNECT_MANAGED", "InboundCallsEnabled": True, "OutboundCallsEnabled": True}
    tags = {"ForAllValues:StringEquals": {"aws:TagKeys": "team"}, "StringEquals": {"aws:RequestTag/Team": "red"}}
    ana = limited([allow("connect:CreateInstance", **tags), allow(StringEquals={"connect:InstanceId": INSTANCE})])

    assert ana.create_instance(**create, InstanceAlias="a", Tags={"team": "red"})["Id"]
    assert "CreateInstance" in refusal(ana.create_instance, **create, InstanceAlias="b", Tags={"team": "blue"})
    assert "CreateInstance" in refusal(ana.create_instance, **create, InstanceAlias="b")
    assert get(ana, start(owner)) == {}
    assert "other" in refusal(ana.describe_instance, InstanceId="other")


def test_conditions_on_what_the_store_knows(limited, owner):
    ana = limited([ALLOW_ALL, deny("connect:*Contact*Attributes", StringNotEquals={"connect:Channel": "TASK"})])
    task = start(owner)
    chat = {"InstanceId": INSTANCE, "ContactFlowId": "f", "ParticipantDetails": {"DisplayName": "n"}}
    chat_id = owner.start_chat_contact(**chat)["ContactId"]

    update(ana, task, k="v")
    assert get(ana, task) == {"k": "v"}
    assert "explicit deny" in refusal(get, ana, chat_id)
    assert "explicit deny" in refusal(update, ana, chat_id, k="v")
    assert "explicit deny" in refusal(get, ana, "nobody")
    assert get(owner, chat_id) == {}


def test_a_chain_is_found_by_its_association(limited, owner):
    ana = limited()
    first, other = start(owner), start(owner)
    second = start(owner, PreviousContactId=first)
    limited([allow(StringEquals={"connect:ContactAssociationId": first})])

    assert get(ana, first) == get(ana, second) == {}
    assert "GetContactAttributes" in refusal(get, ana, other)


def test_an_agent_and_the_tags_of_an_instance_are_known(limited, owner):
    voice = {"InstanceId": INSTANCE, "Channel": "VOICE", "InitiationMethod": "TRANSFER"}
    ana = limited()
    contact_id = owner.create_contact(**voice, UserInfo={"UserId": "u"})["ContactId"]
    other_id = owner.create_contact(**voice, UserInfo={"UserId": "w"})["ContactId"]
    flags = {"InboundCallsEnabled": True, "OutboundCallsEnabled": True, "Tags": {"Team": "red"}}
    tagged = owner.create_instance(IdentityManagementType="CONNECT_MANAGED", InstanceAlias="a", **flags)["Id"]
    limited(
        [allow(StringEquals={"connect:UserArn": f"{ARN}/agent/u"}), allow(StringEquals={"aws:ResourceTag/team": "red"})]
    )

    assert get(ana, contact_id) == {}
    assert "GetContactAttributes" in refusal(get, ana, other_id)
    assert ana.describe_instance(InstanceId=tagged)["Instance"]["Id"] == tagged
    assert "DescribeInstance" in refusal(ana.describe_instance, InstanceId=INSTANCE)


def test_a_read_mask_hides_the_key_everywhere(limited, owner):
    ana = limited(masks={"read": ["ssn", "card_*"], "write": []})
    contact_id = start(owner, Attributes={"ssn": "1", "card_1": "2", "SSN": "3", "name": "Ana"})

    described = ana.describe_contact(InstanceId=INSTANCE, ContactId=contact_id)["Contact"]
    assert described["Attributes"] == get(ana, contact_id) == {"name": "Ana"}
    assert described["Id"] == contact_id
    assert len(get(owner, contact_id)) == 4


def test_a_key_hidden_from_reading_can_be_written_blind(limited, owner):
    ana = limited(masks={"read": ["ssn"], "write": []})
    contact_id = start(owner, Attributes={"ssn": "1"})

    update(ana, contact_id, ssn="2", name="Ana")

    assert get(ana, contact_id) == {"name": "Ana"}
    assert get(owner, contact_id) == {"ssn": "2", "name": "Ana"}


def test_a_write_mask_refuses_the_whole_request(limited, owner):
    ana = limited(masks={"read": [], "write": ["ssn"]})
    contact_id = start(owner, Attributes={"ssn": "1"})

    text = refusal(update, ana, contact_id, name="Ana", ssn="a-value")

    assert text == (
        f"{USER} write the attribute 'ssn', which is masked from the access key: "
        "connect:UpdateContactAttributes was not performed."
    )
    assert get(ana, contact_id) == {"ssn": "1"}
    assert "a-value" not in refusal(start, ana, Attributes={"ssn": "a-value"})


def test_a_policy_and_masks_go_together(limited, owner):
    ana = limited([allow("connect:*ContactAttributes")], {"read": ["ssn"], "write": ["ssn"]})
    contact_id = start(owner, Attributes={"ssn": "1"})

    assert get(ana, contact_id) == {}
    assert "DescribeContact" in refusal(ana.describe_contact, InstanceId=INSTANCE, ContactId=contact_id)


def test_a_masked_key_can_neither_be_said_nor_guessed(limited, owner):
    ana = limited(masks={"read": ["ssn"], "write": []})
    contact_id = start(owner, Attributes={"ssn": "the-value"})

    with pytest.raises(ClientError) as caught:
        update(ana, contact_id, ssn="x" * 32_767)

    assert "the-value" not in str(caught.value)
