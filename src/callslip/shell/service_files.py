"""The data files that botocore asks for, with the API model cut down to the one operation that is called.

Reading Amazon's whole model and listing every service takes longer than the call itself. A loader of one's own is
botocore's official way to bring data from elsewhere: the component `data_loader` of a session.
"""

from collections.abc import Iterator
from typing import Any

from botocore.loaders import Loader

from callslip.protocol.model import Member, Model, Operation, Shape

API_VERSION = "2017-08-08"
_SERVICE = "connect"
_METADATA = {
    "apiVersion": API_VERSION,
    "endpointPrefix": "connect",
    "jsonVersion": "1.1",
    "protocol": "rest-json",
    "protocols": ["rest-json"],
    "serviceFullName": "Amazon Connect Service",
    "serviceId": "Connect",
    "signatureVersion": "v4",
    "signingName": "connect",
    "uid": "connect-2017-08-08",
    "auth": ["aws.auth#sigv4"],
}


class ServiceFiles(Loader):
    """Answers for Amazon Connect from our own cut of the model, and for every other service from botocore's files."""

    def __init__(self, operation: Operation, *, alone: bool) -> None:
        """`alone`: no other service is needed to come by credentials, so that the list of endpoints can be empty."""
        super().__init__()
        self._operation = operation
        self._alone = alone

    def list_available_services(self, type_name: str) -> list[str]:  # noqa: ARG002 - each has files of every type
        """Connect, and the services that credentials can come from; no folder need be searched for others."""
        return [_SERVICE, "sts", "sso", "sso-oidc", "signin"]

    def load_data_with_path(self, name: str) -> Any:
        """A data file and its folder. The list of all services' endpoints is large, and of no use to a given URL."""
        if name == "endpoints" and self._alone:
            return {"version": 3, "partitions": []}, self.BUILTIN_DATA_PATH
        return super().load_data_with_path(name)

    def load_service_model(self, service_name: str, type_name: str, api_version: str | None = None) -> Any:
        """One data file of a service, as a dict. Raises botocore's UnknownServiceError, DataNotFoundError."""
        if service_name != _SERVICE:
            return super().load_service_model(service_name, type_name, api_version)
        if type_name == "service-2":
            return service_description(self._operation)
        return self.load_data(f"{_SERVICE}/{API_VERSION}/{type_name}")


def service_description(operation: Operation) -> dict[str, Any]:
    """A service model, as botocore reads it, that has one operation."""
    model = operation.model
    names = [name for name in (operation.input_name, operation.output_name, *operation.error_names) if name]
    description: dict[str, Any] = {
        "name": operation.name,
        "http": {"method": operation.method, "requestUri": operation.template},
        "errors": [{"shape": name} for name in operation.error_names],
    }
    if operation.input_name:
        description["input"] = {"shape": operation.input_name}
    if operation.output_name:
        description["output"] = {"shape": operation.output_name}
    shapes = {name: _shape(model.shape(name)) for name in _reachable(model, names)}
    return {"version": "2.0", "metadata": _METADATA, "operations": {operation.name: description}, "shapes": shapes}


def _reachable(model: Model, names: list[str]) -> set[str]:
    seen: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting.extend(_parts(model.shape(name)))
    return seen


def _parts(shape: Shape) -> Iterator[str]:
    yield from (member.shape for member in shape.members.values())
    yield from (part for part in (shape.member, shape.key, shape.value) if part)


def _shape(shape: Shape) -> dict[str, Any]:
    found: dict[str, Any] = {"type": shape.type}
    if shape.type == "structure":
        found["members"] = {name: _member(name, member) for name, member in shape.members.items()}
        found["required"] = [name for name in shape.members if name in shape.required]
    for part in ("member", "key", "value"):
        if named := getattr(shape, part):
            found[part] = {"shape": named}
    plain = {"min": shape.min, "max": shape.max, "timestampFormat": shape.timestamp_format, "enum": list(shape.enum)}
    found |= {key: value for key, value in plain.items() if value not in (None, [])}
    if shape.union:
        found["union"] = True
    if shape.http_status_code is not None:
        found |= {"exception": True, "error": {"httpStatusCode": shape.http_status_code}}
    return found


def _member(name: str, member: Member) -> dict[str, Any]:
    found: dict[str, Any] = {"shape": member.shape}
    if member.location:
        found["location"] = member.location
    if member.location == "uri":
        found["locationName"] = name
    elif member.location_name:
        found["locationName"] = member.location_name
    if member.idempotency_token:
        found["idempotencyToken"] = True
    return found
