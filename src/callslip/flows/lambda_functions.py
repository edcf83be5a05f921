"""Lambda functions as flows see them: the event they get, and how one is found by its ARN."""

from collections.abc import Mapping
from typing import Any

from callslip.flows.scope import Scope

_FROM_CONTACT = (
    "Channel",
    "ContactId",
    "InitialContactId",
    "PreviousContactId",
    "InitiationMethod",
    "InstanceARN",
    "CustomerEndpoint",
    "SystemEndpoint",
    "CustomerId",
    "Name",
    "Description",
    "LanguageCode",
    "AwsRegion",
)


def lambda_event(scope: Scope, parameters: Mapping[str, Any]) -> dict[str, Any]:
    """The event that Amazon Connect sends.

    Source: https://docs.aws.amazon.com/connect/latest/adminguide/connect-lambda-functions.html
    """
    contact = scope.contact
    data: dict[str, Any] = {name: contact.get(name) for name in _FROM_CONTACT}
    data["Attributes"] = dict(scope.attributes)
    data["Channel"] = scope.channel
    data["Queue"] = contact.get("Queue")
    data["MediaStreams"] = contact.get("MediaStreams") or {"Customer": {"Audio": None}}
    for name in ("References", "SegmentAttributes", "Tags"):
        data[name] = contact.get(name) or {}
    return {"Name": "ContactFlowEvent", "Details": {"ContactData": data, "Parameters": dict(parameters)}}


def find_function(functions: Mapping[str, Any], arn: str) -> tuple[bool, Any]:
    """Whether one answers for that ARN, and which: by ARN, by the function's name, or `*`."""
    for name in (arn, name_of(arn), "*"):
        if name in functions:
            return True, functions[name]
    return False, None


def name_of(arn: str) -> str:
    """The function's name in an ARN: what follows `function:`, without version or alias."""
    _, found, rest = arn.partition(":function:")
    return rest.partition(":")[0] if found else arn
