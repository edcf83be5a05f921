"""Where the model has contact attributes: found for every operation, none forgotten."""

from callslip.auth.places import change_at, places_of_shape, values_of_shape
from callslip.protocol.model import load_model

MODEL = load_model()


def operations_with(side):
    names = {name: getattr(operation, side) for name, operation in MODEL.operations.items()}
    return {name for name, shape in names.items() if places_of_shape(MODEL, shape, "Attributes")}


def test_every_operation_that_takes_or_answers_attributes_is_known():
    assert operations_with("output_name") == {"DescribeContact", "GetContactAttributes"}
    assert operations_with("input_name") >= {
        "BatchPutContact",
        "CreateContact",
        "StartChatContact",
        "StartOutboundVoiceContact",
        "StartTaskContact",
        "UpdateContactAttributes",
    }


def test_places_lead_through_structures_and_lists():
    assert places_of_shape(MODEL, "DescribeContactResponse", "Attributes") == (("Contact", "Attributes"),)
    assert places_of_shape(MODEL, "BatchPutContactRequest", "Attributes") == (
        ("ContactDataRequestList", "", "Attributes"),
    )
    assert places_of_shape(MODEL, None, "Attributes") == ()


def test_values_are_found_wherever_they_stand():
    batch = {"ContactDataRequestList": [{"Attributes": {"a": "1"}}, {}, {"Attributes": {"b": "2"}}]}
    name = "BatchPutContactRequest"

    assert list(values_of_shape(MODEL, name, "Attributes", batch)) == [{"a": "1"}, {"b": "2"}]
    assert list(values_of_shape(MODEL, name, "Attributes", {})) == []


def test_a_search_names_its_keys():
    search = {"SearchCriteria": {"SearchableContactAttributes": {"Criteria": [{"Key": "a", "Values": ["1"]}]}}}
    found = values_of_shape(MODEL, "SearchContactsRequest", "SearchableContactAttributesCriteria", search)

    assert [criterion["Key"] for criterion in found] == ["a"]


def test_a_change_leaves_the_original_and_what_is_absent():
    answer = {"Contacts": [{"Attributes": {"a": "1"}, "Id": "x"}, {"Id": "y"}], "More": None}
    place = ("Contacts", "", "Attributes")

    assert change_at(answer, place, lambda _: {}) == {
        "Contacts": [{"Attributes": {}, "Id": "x"}, {"Id": "y"}],
        "More": None,
    }
    assert answer["Contacts"][0]["Attributes"] == {"a": "1"}
    assert change_at({"by": {"k": {"a": "1"}}}, ("by", "", "a"), str.upper) == {"by": {"k": {"a": "1"}}}
    assert change_at({"a": None}, ("a", "b"), str) == {"a": None}
    assert change_at(None, ("a",), str) is None
