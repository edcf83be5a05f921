"""Routing data of a contact: priority, age, and criteria whose steps expire one after another."""

from collections.abc import Mapping
from typing import Any

from callslip.domain.errors import InvalidParameterException

_ONE_OF = ("QueuePriority", "QueueTimeAdjustmentSeconds")

Details = Mapping[str, Any]


def routing_updated(details: Details, members: Mapping[str, Any], now_ms: int, *, queued: bool) -> dict[str, Any]:
    """A contact's details with the routing data of a request; its criteria count from now if it is queued already.

    Raises InvalidParameterException when priority and age are both given, or nothing is.
    """
    given = [name for name in _ONE_OF if name in members]
    if len(given) == len(_ONE_OF):
        raise InvalidParameterException(f"Give {' or '.join(_ONE_OF)}, not both.")
    if not given and "RoutingCriteria" not in members:
        raise InvalidParameterException(f"Nothing to update: give {', '.join(_ONE_OF)} or RoutingCriteria.")
    kept = {name: value for name, value in details.items() if not given or name not in _ONE_OF}
    kept |= {name: members[name] for name in given}
    if "RoutingCriteria" in members:
        steps = members["RoutingCriteria"].get("Steps", [])
        index = details["RoutingCriteria"]["Index"] + 1 if "RoutingCriteria" in details else 0
        kept["RoutingCriteria"] = {"Steps": steps, "Index": index}
    return activated(kept, now_ms) if queued else kept


def activated(details: Details, at_ms: int) -> dict[str, Any]:
    """The details with the criteria's first step active from `at_ms`, unless one is already, or there are none."""
    criteria = details.get("RoutingCriteria")
    if criteria is None or "ActivationTimestamp" in criteria:
        return dict(details)
    return {**details, "RoutingCriteria": {**criteria, "ActivationTimestamp": at_ms}}


def routing_shown(details: Details, now_ms: int, ended_ms: int | None) -> dict[str, Any]:
    """The routing data as DescribeContact shows it, each step with its status at `now_ms`."""
    shown = {name: details[name] for name in _ONE_OF if name in details}
    criteria = details.get("RoutingCriteria")
    if criteria is not None:
        joined_ms = details.get("AgentInfo", {}).get("ConnectedToAgentTimestamp")
        at_ms = min(each for each in (now_ms, ended_ms, joined_ms) if each is not None)
        shown["RoutingCriteria"] = {**criteria, "Steps": _steps(criteria, at_ms, joined=joined_ms is not None)}
    return shown


def _steps(criteria: Mapping[str, Any], at_ms: int, *, joined: bool) -> list[dict[str, Any]]:
    """Each step with its status: those whose time is over, the one that counts, those that wait."""
    begins_ms = criteria.get("ActivationTimestamp")
    shown = []
    for step in criteria["Steps"]:
        seconds = step.get("Expiry", {}).get("DurationInSeconds")
        ends_ms = None if begins_ms is None or seconds is None else begins_ms + seconds * 1000
        expiry = {"Expiry": {"DurationInSeconds": seconds, "ExpiryTimestamp": ends_ms}} if seconds is not None else {}
        if begins_ms is None:
            status = "INACTIVE"
        elif ends_ms is not None and ends_ms <= at_ms:
            status, begins_ms = "EXPIRED", ends_ms
        else:
            status, begins_ms = "JOINED" if joined else "ACTIVE", None
        shown.append({**step, **expiry, "Status": status})
    return shown
