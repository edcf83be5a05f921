import hashlib
import json

import pytest

from resource_fixtures import FLOW_CONTENT


def test_answers_id_arn_and_checksum(ask):
    answer = ask("create_contact_flow", Name="Main", Type="CONTACT_FLOW", Content=FLOW_CONTENT)
    assert answer["ContactFlowArn"].endswith(f"/contact-flow/{answer['ContactFlowId']}")
    assert answer["FlowContentSha256"] == hashlib.sha256(FLOW_CONTENT.encode()).hexdigest()


def test_content_survives_byte_for_byte(ask, make):
    odd = '"Metadata":{"b":1.0,"ä\\u00e9\\/":"\U0001f642"}'
    content = f" {FLOW_CONTENT[:-1]}\n\t, {odd} }}\r\n"
    flow = ask("describe_contact_flow", ContactFlowId=make.flow(Content=content))["ContactFlow"]
    assert flow["Content"] == content


def flow_of(*actions):
    return json.dumps({"Version": "2019-10-30", "StartAction": "end", "Actions": actions})


END = {"Identifier": "end", "Type": "DisconnectParticipant", "Parameters": {}, "Transitions": {}}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("no json", "Invalid contact flow format"),
        ("[]", "Invalid contact flow format"),
        ("[" * 100_000, "Invalid contact flow format"),
        (f'{{"Version":"2019-10-30","StartAction":"a","Actions":[],"Metadata":{"[" * 100_000}', "Invalid contact flow"),
        ('{"Version":"2008","StartAction":"a","Actions":[]}', "Invalid contact flow format"),
        (flow_of({**END, "Parameters": {"x": json.loads("[" * 90 + "]" * 90)}}), "Invalid contact flow format"),
        (flow_of({**END, "Transitions": 7}), "Invalid contact flow format"),
        (flow_of(END, END), "Invalid Action property value. Path: Actions[1].Identifier"),
        (flow_of({**END, "Parameters": {"Why": "x"}}), "Invalid Action property name. Path: Actions[0].Parameters.Why"),
        (flow_of({**END, "Type": "TransferToFlow"}), "missing required property. Path: Actions[0].Parameters.ContactF"),
        (flow_of(), "Path: StartAction"),
        (flow_of({**END, "Type": "Sing"}), "Invalid Action type. Type: Sing"),
        (flow_of({**END, "Transitions": {"NextAction": "end"}}), "Action does not support transitions"),
    ],
)
def test_what_is_published_is_checked(connect, make, content, message):
    with pytest.raises(connect.exceptions.InvalidContactFlowException, match="Content: ") as caught:
        make.flow(Content=content)
    assert message in caught.value.response["problems"][0]["message"]


def test_fifty_problems_at_most(connect, make):
    actions = [{**END, "Identifier": str(number), "Type": "Sing"} for number in range(99)]
    with pytest.raises(connect.exceptions.InvalidContactFlowException, match="100") as caught:
        make.flow(Content=flow_of(*actions))
    assert len(caught.value.response["problems"]) == 50


def test_what_is_seldom_meant_is_no_error(ask, make):
    content = flow_of(END, {**END, "Identifier": "never reached"})
    assert ask("describe_contact_flow", ContactFlowId=make.flow(Content=content))["ContactFlow"]["Content"] == content


def test_what_is_only_saved_is_not_checked(ask, make):
    flow_id = make.flow(Content="not yet", Status="SAVED")
    flow = ask("describe_contact_flow", ContactFlowId=f"{flow_id}:$SAVED")["ContactFlow"]
    assert (flow["Content"], flow["Status"]) == ("not yet", "SAVED")
    make.flow(Content=flow_of({**END, "Type": "Sing"}), Status="SAVED")


@pytest.mark.parametrize("length", [0, 256_001])
def test_content_of_the_wrong_length(connect, make, length):
    with pytest.raises(connect.exceptions.InvalidParameterException, match="256,000"):
        make.flow(Content="x" * length, Status="SAVED")


def test_a_name_is_taken_once(connect, make):
    make.flow(Name="Main")
    with pytest.raises(connect.exceptions.DuplicateResourceException, match="Name"):
        make.flow(Name="Main", Type="CUSTOMER_QUEUE")


@pytest.mark.parametrize("name", ["x" * 257, "a\0b"])
def test_a_name_that_is_too_long_or_has_a_nul(connect, make, name):
    with pytest.raises(connect.exceptions.InvalidParameterException, match="Name: the name has"):
        make.flow(Name=name)


def test_an_unknown_type(connect, make):
    with pytest.raises(connect.exceptions.InvalidParameterException, match="Type"):
        make.flow(Type="IVR")
