"""Which of the two 400s a refusal becomes."""

import pytest

from callslip.domain.errors import InvalidParameterException, InvalidRequestException
from callslip.protocol.refusal import Refused, Unreadable, index_step, member_step, refuse

SHAPES = {
    "Text": {"type": "string"},
    "Texts": {"type": "list", "member": "Text"},
    "Map": {"type": "map", "key": "Text", "value": "Text"},
}
MEMBERS = {
    "Id": {"shape": "Text"},
    "QueueId": {"shape": "Text"},
    "FlowArn": {"shape": "Text"},
    "RoleARN": {"shape": "Text"},
    "Paid": {"shape": "Text"},
    "Name": {"shape": "Text"},
    "QueueIds": {"shape": "Texts"},
    "MapId": {"shape": "Map"},
}
REQUEST, PARAMETER = "InvalidRequestException", "InvalidParameterException"


def kind_of(operation, *place, as_type=Refused):
    """The name of the class that a refusal at a place becomes."""
    refused = as_type("it is wrong")
    for step in reversed(place):
        refused.within(step)
    return type(refuse(operation, refused)).__name__


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Id", REQUEST),
        ("QueueId", REQUEST),
        ("FlowArn", REQUEST),
        ("RoleARN", REQUEST),
        ("Paid", PARAMETER),
        ("Name", PARAMETER),
        ("QueueIds", PARAMETER),
        ("MapId", PARAMETER),
    ],
)
def test_ids_and_arns_are_of_the_request_other_members_are_parameters(make_operation, name, kind):
    assert kind_of(make_operation(MEMBERS, SHAPES), member_step(name)) == kind


def test_what_is_inside_a_member_is_a_parameter_whatever_its_key(make_operation):
    operation = make_operation(MEMBERS, SHAPES)

    assert kind_of(operation, member_step("MapId"), member_step("QueueId")) == PARAMETER
    assert kind_of(operation, member_step("QueueIds"), index_step(0)) == PARAMETER


def test_what_cannot_be_read_is_of_the_request_whatever_the_member(make_operation):
    operation = make_operation(MEMBERS, SHAPES)

    assert kind_of(operation, as_type=Unreadable) == REQUEST
    assert kind_of(operation, member_step("Name"), as_type=Unreadable) == REQUEST


@pytest.mark.parametrize("name", ["Id", "Name"])
def test_the_other_stands_in_where_one_is_not_declared(make_operation, name):
    assert kind_of(make_operation(MEMBERS, SHAPES, errors=[REQUEST]), member_step(name)) == REQUEST
    assert kind_of(make_operation(MEMBERS, SHAPES, errors=[PARAMETER]), member_step(name)) == PARAMETER
    assert kind_of(make_operation(MEMBERS, SHAPES, errors=[]), member_step(name)) == REQUEST


def test_the_message_names_the_place(make_operation):
    refused = Refused("it is wrong").within(index_step(3)).within(member_step("QueueIds"))

    assert refuse(make_operation(MEMBERS, SHAPES), refused).message == "QueueIds[3]: it is wrong."


def test_the_two_operations_on_attributes_differ_as_the_model_has_them(model):
    update, get = model.operations["UpdateContactAttributes"], model.operations["GetContactAttributes"]

    assert isinstance(refuse(update, Refused("x").within(member_step("Attributes"))), InvalidParameterException)
    assert isinstance(refuse(update, Refused("x").within(member_step("InstanceId"))), InvalidRequestException)
    assert isinstance(refuse(get, Refused("x").within(member_step("Attributes"))), InvalidRequestException)
