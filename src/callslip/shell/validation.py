"""A request held against the API model without sending it."""

from collections.abc import Mapping
from typing import Any

from botocore.model import ServiceModel
from botocore.validate import ParamValidator

from callslip.protocol.model import Operation
from callslip.shell.failures import ParameterError
from callslip.shell.service_files import service_description


def check_members(operation: Operation, members: Mapping[str, Any]) -> None:
    """Look for missing, unknown, ill-typed and too short members. Raises ParameterError, which names them all."""
    shape = ServiceModel(service_description(operation), "connect").operation_model(operation.name).input_shape
    if shape is None:
        return
    found = ParamValidator().validate(members, shape)
    if found.has_errors():
        raise ParameterError(f"Parameter validation failed:\n{found.generate_report()}")
