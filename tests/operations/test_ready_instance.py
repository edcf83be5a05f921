"""Every operation that is served takes the id of the instance that is ready, which is no UUID, and its ARN."""

import pytest
from botocore.exceptions import ClientError

from callslip.operation import Operations
from callslip.protocol.model import load_model
from callslip.protocol.validate import compile_pattern
from stand_ins import NOW_MS

TEXTS = ("a", "+12065550100", "ana@example.com", "Secret-123", "text/plain", "0" * 64, "d-0123456789")
MODEL = load_model()
SERVED = sorted(
    (each for each in MODEL.operations.values() if each.function_name in Operations()),
    key=lambda each: (each.name == "DeleteInstance", each.name),
)


def least(name):
    """A value that the model allows, with nothing in it that is not required, and without an instance."""
    shape = MODEL.shape(name)
    if shape.type == "structure":
        return {each: least(shape.members[each].shape) for each in shape.required if each != "InstanceId"}
    if shape.type == "list":
        return [least(shape.member) for _ in range(int(shape.min or 0))]
    if shape.type == "map":
        return {least(shape.key): least(shape.value)} if shape.min else {}
    if shape.type == "string":
        texts = shape.enum or [text * int(shape.min or 1) for text in TEXTS]
        return next(text for text in texts if shape.pattern is None or compile_pattern(shape.pattern).search(text))
    return {"boolean": True, "timestamp": NOW_MS / 1000, "blob": b"a"}.get(shape.type, int(shape.min or 1))


@pytest.mark.parametrize("form", ["{}", "arn:aws:connect:us-east-1:123456789012:instance/{}"])
def test_no_operation_refuses_it(connect, instance_id, form):
    asked, refused = set(), {}
    for operation in SERVED:
        if "InstanceId" not in operation.input.members:
            continue
        asked.add(operation.name)
        members = {**least(operation.input_name), "InstanceId": form.format(instance_id)}
        try:
            getattr(connect, operation.function_name)(**members)
        except ClientError as error:
            text = error.response["Error"]["Message"]
            if "InstanceId" in text or "No instance" in text:
                refused[operation.name] = text
    assert refused == {}
    assert {"SearchResourceTags", "ListContactFlowAliases", "UpdateContactAttributes"} <= asked
