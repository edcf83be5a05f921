"""From a method and a raw path to an operation and its labels."""

import re

import msgspec
import pytest

from callslip.domain.errors import InvalidParameterException, InvalidRequestException, UnknownOperationException
from callslip.protocol.model import Model
from callslip.protocol.route import Router

CONTACT = "/contact/attributes"


def make_router(*lines):
    """A router over operations A, B, … given as "METHOD template"."""
    operations = {}
    for name, line in zip("ABCDEFGH", lines, strict=False):
        method, template = line.split()
        operations[name] = {"method": method, "template": template}
    return Router(Model(msgspec.json.encode({"botocore": "0", "operations": operations, "shapes": {}})))


def test_every_operation_of_the_model_routes_to_itself(model, router):
    for operation in model.operations.values():
        names = re.findall(r"\{(\w+)\}", operation.template)
        path = re.sub(r"\{(\w+)\}", r"x-\1", operation.template)

        assert router.route(operation.method, path) == (operation, {name: f"x-{name}" for name in names})


def test_every_label_of_the_model_is_a_member(model):
    for operation in model.operations.values():
        labels = re.findall(r"\{(\w+)\}", operation.template)
        members = [name for name, member in operation.input.members.items() if member.location == "uri"]

        assert sorted(labels) == sorted(members)


def test_two_operations_at_one_place_are_refused():
    with pytest.raises(ValueError, match="A share GET"):
        make_router("GET /x/{A}", "GET /x/{B}")


def test_leading_slashes_collapse(router):
    operation, labels = router.route("POST", "///contact/attributes")

    assert (operation.name, labels) == ("UpdateContactAttributes", {})


@pytest.mark.parametrize(
    ("segment", "label"),
    [
        ("plain", "plain"),
        ("arn%3Aaws%3Ax%2Fy", "arn:aws:x/y"),
        ("a%2F%2Fb", "a//b"),
        ("..%2Fx", "../x"),
        ("%252F%2525", "%2F%25"),
        ("a+b", "a+b"),
        ("%e6%97%a5", "日"),
        ("\xe6\x97\xa5", "日"),
        ("%20", " "),
        ("", ""),
        ("...", "..."),
    ],
)
def test_labels_are_split_first_and_decoded_once(router, segment, label):
    operation, labels = router.route("GET", f"{CONTACT}/i/{segment}")

    assert operation.name == "GetContactAttributes"
    assert labels == {"InstanceId": "i", "InitialContactId": label}


def test_an_empty_segment_inside_is_an_empty_label(router):
    assert router.route("GET", f"{CONTACT}//c")[1] == {"InstanceId": "", "InitialContactId": "c"}


@pytest.mark.parametrize("segment", [".", "..", "%2e", "%2E%2e", ".%2e", "%", "%4", "%zz", "%ff", "\xe6", "a%00b"])
def test_a_label_that_cannot_be_read_is_refused_by_name(router, segment):
    with pytest.raises(InvalidRequestException, match=r"^InitialContactId: "):
        router.route("GET", f"{CONTACT}/i/{segment}")


def test_the_refusal_does_not_show_the_label(router):
    with pytest.raises(InvalidRequestException) as refused:
        router.route("GET", f"{CONTACT}/i/secret%zz")

    assert "secret" not in refused.value.message


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/"),
        ("GET", ""),
        ("GET", "/nothing/here"),
        ("POST", f"{CONTACT}/"),
        ("GET", f"{CONTACT}/c"),
        ("GET", f"{CONTACT}/i/c/d"),
        ("POST", "/base/contact/attributes"),
        ("POST", "/contact//attributes"),
        ("GET", "/a" * 5000),
    ],
)
def test_an_unknown_path_is_an_unknown_operation(router, method, path):
    with pytest.raises(UnknownOperationException, match="No operation"):
        router.route(method, path)


def test_a_known_path_with_another_method_names_those_it_takes():
    router = make_router("GET /x/{A}", "POST /x/{B}", "PUT /y")
    with pytest.raises(UnknownOperationException, match=r"it takes GET, POST\.$"):
        router.route("DELETE", "/x/1")
    with pytest.raises(UnknownOperationException, match=r"it takes PUT\.$"):
        router.route("nonsense", "/y")


def test_literals_win_over_labels_and_labels_still_get_the_rest():
    router = make_router("GET /x/{A}/end", "GET /x/fixed/{B}", "GET /x/fixed/end", "POST /x/{C}/end")

    assert router.route("GET", "/x/fixed/end")[0].name == "C"
    assert router.route("GET", "/x/fixed/other")[1] == {"B": "other"}
    assert router.route("GET", "/x/other/end")[1] == {"A": "other"}
    assert router.route("POST", "/x/fixed/end")[1] == {"C": "fixed"}


def test_a_walk_turns_back_when_a_literal_leads_nowhere():
    router = make_router("GET /x/fixed/one", "GET /x/{A}/two")

    assert router.route("GET", "/x/fixed/two")[1] == {"A": "fixed"}


def test_a_slash_at_the_end_of_a_template_counts():
    router = make_router("GET /x/{A}/", "GET /x/{B}")

    assert router.route("GET", "/x/1/")[0].name == "A"
    assert router.route("GET", "/x/1")[0].name == "B"


def test_a_bad_label_is_the_error_that_the_operation_declares():
    line = {"method": "GET", "template": "/{A}", "errors": ["InvalidParameterException"]}
    router = Router(Model(msgspec.json.encode({"botocore": "0", "operations": {"A": line}, "shapes": {}})))
    with pytest.raises(InvalidParameterException):
        router.route("GET", "/..")
