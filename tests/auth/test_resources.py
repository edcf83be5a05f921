"""Which ARNs each operation is checked against, and what conditions know of a request."""

import pytest

from callslip.auth.policy import Resource
from callslip.auth.resources import PARTS, facts_of, named_contact_id, parts_of, resources_of
from callslip.domain.arn import ArnMaker
from callslip.operation import Operations
from callslip.protocol.model import load_model_with_extensions

MODEL = load_model_with_extensions()
ARNS = ArnMaker("eu-west-2", "123456789012")
ACCOUNT = "arn:aws:connect:eu-west-2:123456789012"


def raw(name, **members):
    found = resources_of(MODEL.operations[name], members, ARNS)
    return [resource.raw.removeprefix(f"{ACCOUNT}:instance/") for resource in found]


@pytest.mark.parametrize(
    ("name", "members", "expected"),
    [
        ("UpdateContactAttributes", {"InitialContactId": "c"}, ["i/contact/c"]),
        ("GetContactAttributes", {"InitialContactId": "c"}, ["i/contact/c"]),
        ("DescribeContact", {"ContactId": "c"}, ["i/contact/c"]),
        ("UpdateContact", {"ContactId": "c"}, ["i/contact/c"]),
        ("UpdateContactRoutingData", {"ContactId": "c"}, ["i/contact/c"]),
        ("UpdateContactSchedule", {"ContactId": "c"}, ["i/contact/c"]),
        ("ListContactReferences", {"ContactId": "c"}, ["i/contact/c"]),
        ("StopContact", {"ContactId": "c"}, ["i/contact/c"]),
        ("TagContact", {"ContactId": "c"}, ["i/contact/c"]),
        ("UntagContact", {"ContactId": "c"}, ["i/contact/c"]),
        ("ListAssociatedContacts", {"ContactId": "c"}, ["i/contact/c"]),
        ("SearchContacts", {}, ["i"]),
        ("BatchPutContact", {}, ["i"]),
        ("TransferContact", {"ContactId": "c", "ContactFlowId": "f"}, ["i/contact/c", "i/contact-flow/f", "i"]),
        ("PauseContact", {"ContactId": "c"}, ["i/contact/c", "i"]),
        ("ResumeContact", {"ContactId": "c", "ContactFlowId": "f"}, ["i/contact/c", "i", "i/contact-flow/f"]),
        ("StartTaskContact", {"ContactFlowId": "f", "RelatedContactId": "c"}, ["i/contact-flow/f", "i/contact/c"]),
        ("StartTaskContact", {"TaskTemplateId": "t"}, ["i/task-template/t"]),
        ("StartTaskContact", {"QuickConnectId": "q"}, ["i/transfer-destination/q"]),
        ("StartTaskContact", {}, ["i"]),
        ("StartChatContact", {"ContactFlowId": "f"}, ["i/contact-flow/f"]),
        (
            "StartChatContact",
            {"ContactFlowId": "f", "PersistentChat": {"SourceContactId": "c"}},
            ["i/contact-flow/f", "i/contact/c"],
        ),
        ("StartOutboundVoiceContact", {"ContactFlowId": "f"}, ["i/contact/*"]),
        ("CreateContact", {"UserInfo": {"UserId": "u"}}, ["i", "i/agent/u"]),
        ("DescribeInstance", {}, ["i"]),
        ("DescribeContactFlow", {"ContactFlowId": "f"}, ["i/contact-flow/f"]),
        ("ListContactFlows", {}, ["i/contact-flow/*"]),
        ("DescribeQueue", {"QueueId": "q"}, ["i/queue/q"]),
    ],
)
def test_resources(name, members, expected):
    assert raw(name, InstanceId="i", **members) == expected


def test_without_an_instance_it_is_everything_or_the_arn_given():
    assert raw("ListInstances") == ["*"]
    (found,) = resources_of(
        MODEL.operations["TagResource"], {"resourceArn": "arn:aws:connect:us-east-1:999999999999:instance/i"}, ARNS
    )
    assert found == Resource("arn:aws:connect:us-east-1:999999999999:instance/i", f"{ACCOUNT}:instance/i")


def test_an_arn_in_place_of_an_id_is_encoded_and_understood():
    contact = f"{ACCOUNT}:instance/i/contact/c"
    members = {"InstanceId": f"{ACCOUNT}:instance/i", "InitialContactId": contact}
    (found,) = resources_of(MODEL.operations["GetContactAttributes"], members, ARNS)

    assert found.meant == contact
    assert found.raw.count(":") == 5
    assert found.raw.endswith(
        "instance%2Fi/contact/arn%3Aaws%3Aconnect%3Aeu-west-2%3A123456789012%3Ainstance%2Fi%2Fcontact%2Fc"
    )


def test_the_table_names_operations_and_members_of_the_model():
    for name, parts in PARTS.items():
        members = MODEL.operations[name].input.members
        assert [place for _, place in parts if place not in ("", "*") and place.split(".")[0] not in members] == []


def test_every_served_operation_that_names_a_contact_is_checked_against_it():
    served = [each for each in MODEL.operations.values() if each.function_name in Operations()]
    naming = [each for each in served if each.input and {"ContactId", "InitialContactId"} & each.input.required]

    assert naming
    assert [each.name for each in naming if parts_of(each)[0][0] != "contact"] == []


def test_the_contact_named():
    get, task = (MODEL.operations[name] for name in ("GetContactAttributes", "StartTaskContact"))

    assert named_contact_id(get, {"InstanceId": "i", "InitialContactId": "c"}) == "c"
    assert named_contact_id(get, {"InstanceId": "i", "InitialContactId": f"{ACCOUNT}:instance/i/contact/c"}) == "c"
    assert named_contact_id(task, {"InstanceId": "i"}) is None
    assert named_contact_id(task, {"InstanceId": "i", "RelatedContactId": "c"}) == "c"


def test_what_a_request_says():
    assert facts_of({}) == {}
    assert facts_of({"InstanceId": f"{ACCOUNT}:instance/i", "InitiationMethod": "API"}) == {
        "connect:instanceid": ("i",),
        "connect:contactinitiationmethod": ("API",),
    }
    assert facts_of({"Tags": {"Team": "red", "b": "c"}}) == {
        "aws:tagkeys": ("Team", "b"),
        "aws:requesttag/team": ("red",),
        "aws:requesttag/b": ("c",),
    }
    assert facts_of({"TagKeys": ["a"]}) == {"aws:tagkeys": ("a",)}
