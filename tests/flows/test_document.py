import json

import pytest

from callslip.flows.document import FlowFormatError, parse_flow
from flow_documents import action, text_of


def test_the_text_is_kept_to_the_byte():
    text = '\ufeff{ "StartAction":"a",\n\t"Version": "2019-10-30", "Actions":[], "Metadata":{"x": 1.50}} \n'

    assert parse_flow(text).text == text


def test_what_may_be_missing_is_empty():
    flow = parse_flow('{"Version":"2019-10-30","StartAction":"a","Actions":[{"Identifier":"a","Type":"Compare"}]}')

    assert flow.find("a").given == {}
    assert flow.find("a").ways.errors == ()
    assert flow.find("a").ways.next_action is None
    assert flow.metadata == {}


def test_what_may_be_null_is_empty():
    transitions = {"NextAction": None, "Errors": None, "Conditions": None}
    one = {"Identifier": "a", "Type": "Wait", "Parameters": None, "Transitions": transitions}
    flow = parse_flow(json.dumps({"Version": "2019-10-30", "StartAction": "a", "Actions": [one]}))

    assert flow.find("a").ways.conditions == ()
    assert flow.find("a").given == {}


def test_operands_are_texts_even_where_they_are_numbers():
    flow = parse_flow(text_of(action("a", "Compare", conditions=[("Equals", 1, "b"), ("Equals", True, "b")])))

    assert [each.condition.operands for each in flow.find("a").ways.conditions] == [("1",), ("true",)]


def test_the_first_of_two_actions_with_one_name_is_found():
    flow = parse_flow(text_of(action("a", "Wait"), action("a", "Loop")))

    assert flow.find("a").type == "Wait"
    assert [each.type for each in flow.actions][:2] == ["Wait", "Loop"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "no flow document"),
        ("[]", "no flow document: Expected `object`, got `array`"),
        ("{", "no flow document"),
        ('{"StartAction":"a","Actions":[]}', "`Version`"),
        ('{"Version":"2019-10-30","Actions":[]}', "`StartAction`"),
        ('{"Version":"2019-10-30","StartAction":"a","Actions":[{"Type":"Wait"}]}', "at Actions[0]: Object missing"),
        ('{"Version":"2019-10-30","StartAction":"a","Actions":[{"Identifier":1,"Type":"x"}]}', "Actions[0].Identifier"),
        ('{"Version":"2021-01-01","StartAction":"a","Actions":[]}', "the only version"),
        ('{"modules":[],"version":"1","type":"contactFlow","start":"x"}', "export of the old kind"),
    ],
)
def test_what_is_no_flow_document_is_named(text, words):
    with pytest.raises(FlowFormatError, match=r"flow|Version|export") as error:
        parse_flow(text)

    assert words in str(error.value)
