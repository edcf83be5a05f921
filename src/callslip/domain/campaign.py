"""Dial requests of an outbound campaign: what BatchPutContact finds wrong with one of them."""

from collections.abc import Mapping
from typing import Any

from callslip.domain.attributes import BYTES_MAX, check_names, size_of
from callslip.domain.errors import InvalidParameterException

Failure = tuple[str, str]
"""A FailureReasonCode of the API model, and why."""


def dial_request_failure(item: Mapping[str, Any], *, has_queue: bool, is_repeated: bool) -> Failure | None:
    """The first failure of an item in the order in which the API model lists the codes; None for a good one.

    Attributes that are too large fail as INVALID_ATTRIBUTE_KEY: no code is closer (our decision).
    """
    failures = (
        _attributes(item.get("Attributes", {})),
        _endpoint(item, "CustomerEndpoint", ("TELEPHONE_NUMBER",), "INVALID_CUSTOMER_ENDPOINT"),
        _endpoint(item, "SystemEndpoint", ("TELEPHONE_NUMBER", "CONNECT_PHONENUMBER_ARN"), "INVALID_SYSTEM_ENDPOINT"),
        None if has_queue else ("INVALID_QUEUE", "QueueId: there is no such queue in the instance."),
        _missing(item, ("Campaign",), "MISSING_CAMPAIGN"),
        _missing(item, ("CustomerEndpoint",), "MISSING_CUSTOMER_ENDPOINT"),
        _missing(item, ("QueueId", "SystemEndpoint"), "MISSING_QUEUE_ID_AND_SYSTEM_ENDPOINT"),
        ("IDEMPOTENCY_EXCEPTION", "RequestIdentifier: an earlier request of the batch has it.")
        if is_repeated
        else None,
    )
    return next((failure for failure in failures if failure is not None), None)


def _attributes(attributes: Mapping[str, str]) -> Failure | None:
    try:
        check_names(attributes)
    except InvalidParameterException as error:
        return "INVALID_ATTRIBUTE_KEY", error.message
    if (size := size_of(attributes)) > BYTES_MAX:
        return "INVALID_ATTRIBUTE_KEY", f"Attributes: {size:,} bytes of keys and values; {BYTES_MAX:,} are allowed."
    return None


def _endpoint(item: Mapping[str, Any], name: str, types: tuple[str, ...], code: str) -> Failure | None:
    if name not in item:
        return None
    if item[name].get("Type") not in types:
        return code, f"{name}: Type must be {' or '.join(types)}."
    if not item[name].get("Address"):
        return code, f"{name}: Address is required."
    return None


def _missing(item: Mapping[str, Any], names: tuple[str, ...], code: str) -> Failure | None:
    return None if any(name in item for name in names) else (code, f"{' or '.join(names)} is required.")
