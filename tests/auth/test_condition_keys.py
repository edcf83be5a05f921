"""Every condition key of contacts under three operators, through a real client: what it lets pass, and what not."""

import datetime as dt

import pytest
from botocore.exceptions import ClientError

from callslip.settings import EXAMPLE_INSTANCE_ID as INSTANCE

ARN = f"arn:aws:connect:us-east-1:123456789012:instance/{INSTANCE}"


@pytest.fixture
def contact_id(limited, owner):
    """A contact in the hands of the user `u`, with the tag team = red."""
    limited()
    voice = {"InstanceId": INSTANCE, "Channel": "VOICE", "InitiationMethod": "TRANSFER"}
    contact_id = owner.create_contact(**voice, UserInfo={"UserId": "u"})["ContactId"]
    owner.tag_contact(InstanceId=INSTANCE, ContactId=contact_id, Tags={"Team": "red"})
    return contact_id


def search(client, **criteria):
    now = dt.datetime.now(dt.UTC)
    times = {"Type": "INITIATION_TIMESTAMP", "StartTime": now - dt.timedelta(hours=1), "EndTime": now}
    return client.search_contacts(InstanceId=INSTANCE, TimeRange=times, SearchCriteria=criteria)


def read(client, contact_id):
    return client.get_contact_attributes(InstanceId=INSTANCE, InitialContactId=contact_id)


CALLS = {
    "connect:InstanceId": (read, INSTANCE),
    "connect:ContactAssociationId": (read, "{contact}"),
    "connect:Channel": (read, "VOICE"),
    "connect:UserArn": (read, f"{ARN}/agent/u"),
    "aws:ResourceTag/team": (read, "red"),
    "connect:ContactInitiationMethod": (
        lambda client, _: client.create_contact(InstanceId=INSTANCE, Channel="VOICE", InitiationMethod="TRANSFER"),
        "TRANSFER",
    ),
    "aws:RequestTag/Team": (
        lambda client, contact: client.tag_contact(InstanceId=INSTANCE, ContactId=contact, Tags={"team": "red"}),
        "red",
    ),
    "aws:TagKeys": (
        lambda client, contact: client.untag_contact(InstanceId=INSTANCE, ContactId=contact, TagKeys=["a", "team"]),
        "team",
    ),
    "connect:SearchTag/Team": (
        lambda client, _: search(
            client,
            ContactTags={
                "OrConditions": [
                    [{"TagKey": "team", "TagValue": "red"}],
                    [{"TagKey": "team", "TagValue": "blue"}],
                ]
            },
        ),
        "red",
    ),
    "connect:SearchContactsByContactAnalysis": (
        lambda client, _: search(
            client,
            ContactAnalysis={
                "Transcript": {
                    "Criteria": [{"ParticipantRole": "AGENT", "SearchText": ["refund"], "MatchType": "MATCH_ALL"}]
                }
            },
        ),
        "Transcript",
    ),
}
SEVERAL = ("aws:TagKeys", "connect:SearchContactsByContactAnalysis")


OPERATORS = ("StringEquals", "StringLike", "ForAnyValue:StringEquals", "ForAnyValue:StringLike")
CASES = [(key, operator) for key in CALLS for operator in OPERATORS if key not in SEVERAL or "For" in operator]
"""A key with several values takes no operator without ForAnyValue: or ForAllValues:, as test_policy shows."""


def is_refused(client, key, contact_id):
    """Whether the call is denied, in Amazon's words; a search by analysis is allowed, and not built."""
    try:
        CALLS[key][0](client, contact_id)
    except client.exceptions.AccessDeniedException as error:
        text = error.response["Error"]["Message"]
        words = "User: arn:aws:iam::123456789012:user/ana is not authorized to perform: connect:"
        return text.startswith(words) and f" on resource: {ARN}" in text
    except ClientError as error:
        return error.response["Error"]["Code"] != "NotImplementedException"
    return False


@pytest.mark.parametrize("effect", ["Allow", "Deny"])
@pytest.mark.parametrize(("key", "operator"), CASES)
def test_a_key_decides(limited, contact_id, key, operator, effect):
    value = CALLS[key][1].replace("{contact}", contact_id)
    pattern = f"{value[:-1]}?" if operator.endswith("Like") else value
    other = f"{value[:-1]}~" if operator.endswith("Like") else f"not {value}"
    for given, fits in ((pattern, True), (other, False), (["never", pattern], True)):
        condition = {"Effect": effect, "Action": "connect:*", "Resource": "*", "Condition": {operator: {key: given}}}
        everything = {"Effect": "Allow", "Action": "*", "Resource": "*"}
        client = limited([condition] if effect == "Allow" else [everything, condition])
        assert is_refused(client, key, contact_id) is (fits if effect == "Deny" else not fits)
