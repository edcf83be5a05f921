"""What an instance has from the start, as with Amazon: a queue, hours, profiles, and the statuses nobody can create.

Amazon's instances have default flows as well; those are not made here.
"""

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

from callslip.domain.kinds import AGENT_STATUS, HOURS_OF_OPERATION, QUEUE, ROUTING_PROFILE, SECURITY_PROFILE
from callslip.domain.resource import Kind, Resource

_DAYS = ("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY")
_MIDNIGHT = {"Hours": 0, "Minutes": 0}
_CHANNELS = {"VOICE": 1, "CHAT": 2, "TASK": 10}
_SECURITY_PROFILES = ("Admin", "Agent", "CallCenterManager", "QualityAnalyst")


def first_resources(instance_id: str, now_ms: int) -> list[Resource]:
    """The resources of a new instance; the same instance id gives the same ids."""
    return [
        Resource(kind, instance_id, _id(instance_id, kind, name), name, document, now_ms)
        for kind, name, document in _parts(instance_id)
    ]


def _parts(instance_id: str) -> Iterator[tuple[Kind, str, Mapping[str, Any]]]:
    hours_id = _id(instance_id, HOURS_OF_OPERATION, "Basic Hours")
    queue_id = _id(instance_id, QUEUE, "BasicQueue")
    open_always = [{"Day": day, "StartTime": _MIDNIGHT, "EndTime": _MIDNIGHT} for day in _DAYS]
    yield HOURS_OF_OPERATION, "Basic Hours", {"TimeZone": "UTC", "Config": open_always}
    yield QUEUE, "BasicQueue", {"HoursOfOperationId": hours_id, "Status": "ENABLED", "QueueType": "STANDARD"}
    yield ROUTING_PROFILE, "Basic Routing Profile", _basic_routing_profile(queue_id)
    for name in _SECURITY_PROFILES:
        yield SECURITY_PROFILE, name, {"Type": "CUSTOMER_MANAGED"}
    for name, kind in (("Available", "ROUTABLE"), ("Offline", "OFFLINE")):
        yield AGENT_STATUS, name, {"State": "ENABLED", "Type": kind}


def _basic_routing_profile(queue_id: str) -> dict[str, Any]:
    return {
        "Description": "A simple routing profile.",
        "IsDefault": True,
        "DefaultOutboundQueueId": queue_id,
        "MediaConcurrencies": [{"Channel": name, "Concurrency": number} for name, number in _CHANNELS.items()],
        "QueueConfigs": [
            {"QueueReference": {"QueueId": queue_id, "Channel": channel}, "Priority": 1, "Delay": 0}
            for channel in sorted(_CHANNELS)
        ],
    }


def _id(instance_id: str, kind: Kind, name: str) -> str:
    """A UUID in its usual form (version 8), made of what it names."""
    text = hashlib.sha256(f"{instance_id}/{kind.name}/{name}".encode()).hexdigest()
    return f"{text[:8]}-{text[8:12]}-8{text[13:16]}-a{text[17:20]}-{text[20:32]}"
