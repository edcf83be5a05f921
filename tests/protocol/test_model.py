"""The model as data: names, shapes, declared errors."""

import botocore
import pytest

from callslip.protocol.model import snake_case


def test_every_function_name_is_what_boto3_calls_it(model):
    names = [operation.name for operation in model.operations.values()]

    assert [snake_case(name) for name in names] == [botocore.xform_name(name) for name in names]
    assert len({snake_case(name) for name in names}) == len(names)


@pytest.mark.parametrize(
    ("name", "snake"),
    [
        ("UpdateContactAttributes", "update_contact_attributes"),
        ("StartWebRTCContact", "start_web_rtc_contact"),
        ("GetMetricDataV2", "get_metric_data_v2"),
        ("ListEvaluationFormAIVersions", "list_evaluation_form_ai_versions"),
    ],
)
def test_words_start_at_capitals_but_not_inside_acronyms(name, snake):
    assert snake_case(name) == snake


def test_an_operation_knows_its_shapes_and_errors(model):
    update = model.operations["UpdateContactAttributes"]

    assert (update.method, update.template) == ("POST", "/contact/attributes")
    assert update.function_name == "update_contact_attributes"
    assert list(update.input.members) == ["InitialContactId", "InstanceId", "Attributes"]
    assert update.input.required == {"InitialContactId", "InstanceId", "Attributes"}
    assert update.output.members == {}
    assert {"InvalidRequestException", "InvalidParameterException"} <= update.errors


def test_lengths_of_attributes_are_those_of_the_api(model):
    attributes = model.shape("Attributes")
    key, value = model.shape(attributes.key), model.shape(attributes.value)

    assert (key.min, key.max, value.min, value.max) == (1, 32767, 0, 32767)


def test_statuses_of_errors_come_from_the_model(model):
    assert model.error_status("InvalidRequestException") == 400
    assert model.error_status("ContactNotFoundException") == 410
    assert model.error_status("ServiceQuotaExceededException") == 402
    assert model.error_status("LimitExceededException") == 429


def test_what_is_no_error_of_the_model_has_no_status(model):
    assert model.error_status("UnknownOperationException") is None
    assert model.error_status("Attributes") is None


def test_a_shape_is_read_once(model):
    assert model.shape("ContactId") is model.shape("ContactId")
    with pytest.raises(KeyError):
        model.shape("Nonsense")
