import hashlib
import json

import pytest

from resource_fixtures import FLOW_CONTENT


def test_answers_id_arn_and_checksum(ask):
    answer = ask("create_contact_flow", Name="Main", Type="CONTACT_FLOW", Content=FLOW_CONTENT)
    assert answer["ContactFlowArn"].endswith(f"/contact-flow/{answer['ContactFlowId']}")
    assert answer["FlowContentSha256"] == hashlib.sha256(FLOW_CONTENT.encode()).hexdigest()


def test_content_survives_byte_for_byte(ask, make):
    end = '{"Type":"DisconnectParticipant", "Identifier":"äé-"}'
    odd = f'"StartAction":"ä\\u00e9-","Metadata":{{"b":1.0,"a":"\U0001f642\\/"}}, "Actions" : [{end}]'
    content = f' {{"Version" :"2019-10-30",\n\t{odd}}}\r\n'
    flow = ask("describe_contact_flow", ContactFlowId=make.flow(Content=content))["ContactFlow"]
    assert flow["Content"] == content


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("no json", "Invalid contact flow format"),
        ("[]", "Invalid contact flow format"),
        ("[" * 100_000, "Invalid contact flow format"),
        ('{"StartAction":"a","Actions":[]}', "Path: Version"),
        ('{"Version":"2019-10-30","Actions":[]}', "Path: StartAction"),
        ('{"Version":"2019-10-30","StartAction":"a","Actions":[{"Type":"x"}]}', r"Path: Actions\[0\]\.Identifier"),
        ('{"Version":"2019-10-30","StartAction":"a","Actions":[7]}', r"Path: Actions\[0\]\.Identifier"),
    ],
)
def test_what_is_published_is_checked(connect, make, content, message):
    with pytest.raises(connect.exceptions.InvalidContactFlowException, match=message) as caught:
        make.flow(Content=content)
    assert caught.value.response["problems"]


def action(type_name="DisconnectParticipant", transitions=None, **parameters):
    return {"Identifier": "a", "Type": type_name, "Parameters": parameters, "Transitions": transitions or {}}


def content_of(*actions):
    return json.dumps({"Version": "2019-10-30", "StartAction": "a", "Actions": actions})


LEADS_NOWHERE = {"NextAction": "b", "Errors": [{"ErrorType": "NoMatchingError", "NextAction": "a"}]}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (content_of(action("PlayPrompt")), "Invalid Action type. Type: PlayPrompt"),
        (content_of({**action(), "Transitions": 7}), "Invalid contact flow format"),
        (content_of({**action(), "Parameters": {"x": json.loads("[" * 90 + "]" * 90)}}), "Invalid contact flow format"),
        (content_of(action(), action()), "Invalid Action property value. Path: Actions[1].Identifier"),
        (content_of(action(Reason="x")), "Invalid Action property name. Path: Actions[0].Parameters.Reason"),
        (
            content_of(action("UpdateContactAttributes", LEADS_NOWHERE, Attributes={"x": "y"})),
            "Invalid Action property value. Path: Actions[0].Transitions.NextAction",
        ),
        (
            content_of(action("UpdateContactAttributes", {"NextAction": "a"}, Attributes={"x": "y"})),
            "Action is missing required error. Error: NoMatchingError, Path: Actions[0]",
        ),
        (
            content_of(action("UpdateContactAttributes", LEADS_NOWHERE)),
            "Action is missing required property. Path: Actions[0].Parameters.Attributes",
        ),
    ],
)
def test_what_the_language_does_not_allow_is_refused_in_the_services_words(connect, make, content, message):
    with pytest.raises(connect.exceptions.InvalidContactFlowException) as caught:
        make.flow(Content=content)
    assert {"message": message} in caught.value.response["problems"]


def test_what_is_legal_and_seldom_meant_is_taken(ask, make):
    alone = {**action("TransferToFlow", {**LEADS_NOWHERE, "NextAction": "a"}, ContactFlowId="f"), "Identifier": "b"}
    flow_id = make.flow(Content=content_of(action(), alone), Type="CUSTOMER_QUEUE")
    assert ask("describe_contact_flow", ContactFlowId=flow_id)["ContactFlow"]["Status"] == "PUBLISHED"


def test_fifty_problems_at_most(connect, make):
    content = json.dumps({"Version": "2019-10-30", "StartAction": "a", "Actions": [{}] * 99})
    with pytest.raises(connect.exceptions.InvalidContactFlowException) as caught:
        make.flow(Content=content)
    assert len(caught.value.response["problems"]) == 50


def test_what_is_only_saved_is_not_checked(ask, make):
    flow_id = make.flow(Content="not yet", Status="SAVED")
    flow = ask("describe_contact_flow", ContactFlowId=f"{flow_id}:$SAVED")["ContactFlow"]
    assert (flow["Content"], flow["Status"]) == ("not yet", "SAVED")
    make.flow(Content=content_of(action("PlayPrompt")), Status="SAVED")


@pytest.mark.parametrize("length", [0, 256_001])
def test_content_of_the_wrong_length(connect, make, length):
    with pytest.raises(connect.exceptions.InvalidParameterException, match="256,000"):
        make.flow(Content="x" * length, Status="SAVED")


def test_a_name_is_taken_once(connect, make):
    make.flow(Name="Main")
    with pytest.raises(connect.exceptions.DuplicateResourceException, match="Name"):
        make.flow(Name="Main", Type="CUSTOMER_QUEUE")


def test_an_unknown_type(connect, make):
    with pytest.raises(connect.exceptions.InvalidParameterException, match="Type"):
        make.flow(Type="IVR")
