"""Routing profiles: how many contacts a user takes at a time, and from which queues."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from callslip.domain.errors import InvalidParameterException, InvalidRequestException
from callslip.domain.quotas import ROUTING_PROFILE_QUEUES_LEAVING_MAX, ROUTING_PROFILE_QUEUES_MAX

_CONCURRENCY_MAX = {"VOICE": 1, "CHAT": 10, "TASK": 10, "EMAIL": 10}

Configs = Sequence[Mapping[str, Any]]
"""`QueueConfigs` or `ManualAssignmentQueueConfigs`: each has a `QueueReference`."""


def check_concurrencies(given: Configs) -> None:
    """One entry a channel: one call at a time, 1 to 10 chats, tasks or e-mails. Raises InvalidParameterException."""
    channels = [each["Channel"] for each in given]
    if len(set(channels)) < len(channels):
        raise InvalidParameterException("MediaConcurrencies: each channel can be given once.")
    for each in given:
        most = _CONCURRENCY_MAX[each["Channel"]]
        if not 1 <= each.get("Concurrency", 1) <= most:
            raise InvalidParameterException(
                f"MediaConcurrencies: Concurrency of the channel {each['Channel']} is {each['Concurrency']}; "
                f"it must be {'1' if most == 1 else f'1 to {most}'}."
            )


def queue_key(config: Mapping[str, Any]) -> str:
    """A queue and a channel: what a profile has once."""
    reference = config.get("QueueReference", config)
    return f"{reference['QueueId']}/{reference['Channel']}"


def with_queues(current: Configs, given: Configs) -> list[Mapping[str, Any]]:
    """Associate: the configurations in the order of their keys, those given over those that are there.

    Raises InvalidRequestException when a profile would have too many.
    """
    merged = {queue_key(each): each for each in (*current, *given)}
    if len(merged) > ROUTING_PROFILE_QUEUES_MAX:
        raise InvalidRequestException(
            f"The routing profile would have {len(merged)} pairs of queue and channel; "
            f"{ROUTING_PROFILE_QUEUES_MAX} are allowed."
        )
    return [merged[key] for key in sorted(merged)]


def without_queues(current: Configs, leaving: Configs) -> list[Mapping[str, Any]]:
    """Disassociate: what is left; a queue that is not associated is left out in silence (our decision)."""
    if len(leaving) > ROUTING_PROFILE_QUEUES_LEAVING_MAX:
        raise InvalidParameterException(
            f"{len(leaving)} queues are given; at most {ROUTING_PROFILE_QUEUES_LEAVING_MAX} can leave "
            "a routing profile in one request."
        )
    gone = {queue_key(each) for each in leaving}
    return [each for each in current if queue_key(each) not in gone]


def check_associated(current: Configs, given: Configs) -> None:
    """Only queues of the profile can be updated. Raises InvalidParameterException."""
    known = {queue_key(each) for each in current}
    strange = [queue_key(each) for each in given if queue_key(each) not in known]
    if strange:
        raise InvalidParameterException(
            f"QueueConfigs: {', '.join(strange)} (queue and channel) are not of this routing profile. "
            "Associate them first."
        )


def associations(document: Mapping[str, Any]) -> dict[str, Any]:
    """What a description says of a profile's queues, each queue once whatever its channels."""
    queues = _ids(document.get("QueueConfigs", ()))
    manual = _ids(document.get("ManualAssignmentQueueConfigs", ()))
    return {
        "AssociatedQueueIds": queues,
        "NumberOfAssociatedQueues": len(queues),
        "AssociatedManualAssignmentQueueIds": manual,
        "NumberOfAssociatedManualAssignmentQueues": len(manual),
    }


def concurrencies_found(given: Configs) -> list[dict[str, Any]]:
    """Concurrencies as SearchRoutingProfiles shows them: without the behaviour across channels."""
    return [{name: value for name, value in each.items() if name != "CrossChannelBehavior"} for each in given]


def _ids(configs: Iterable[Mapping[str, Any]]) -> list[str]:
    return sorted({each["QueueReference"]["QueueId"] for each in configs})
