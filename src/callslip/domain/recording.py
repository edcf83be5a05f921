"""Recordings of a voice contact, by type: each starts once, may be suspended and resumed, and stops once."""

from collections.abc import Mapping
from typing import Any

from callslip.domain.errors import InvalidRequestException

_PARTICIPANTS = {"FROM_AGENT": "AGENT", "TO_AGENT": "CUSTOMER", "ALL": "ALL"}
_KEPT = "VoiceRecordings"
_RUNNING = ("WAITING", "ON", "SUSPENDED")

Details = Mapping[str, Any]
"""A contact's details. Its recordings are kept in them by type, AGENT or IVR: state, participant and times."""


def start_recording(details: Details, configuration: Mapping[str, str], now_ms: int) -> dict[str, Any]:
    """The details with a recording begun; one of the agent waits until an agent joins.

    Raises InvalidRequestException unless exactly one track is named, and for a type that was started before.
    """
    if len(configuration) != 1:
        raise InvalidRequestException(
            "VoiceRecordingConfiguration: give exactly one of VoiceRecordingTrack and IvrRecordingTrack."
        )
    ((member, track),) = configuration.items()
    kind = "AGENT" if member == "VoiceRecordingTrack" else "IVR"
    recordings = details.get(_KEPT, {})
    if kind in recordings:
        raise InvalidRequestException(
            f"The {kind} recording of this contact was started before ({recordings[kind]['State']}); "
            "a recording is started once in a contact."
        )
    waits = kind == "AGENT" and "ConnectedToAgentTimestamp" not in details.get("AgentInfo", {})
    recording = {"State": "WAITING"} if waits else {"State": "ON", "StartTimestamp": now_ms}
    recording["ParticipantType"] = _PARTICIPANTS[track]
    return {**details, _KEPT: {**recordings, kind: recording}}


def stop_recording(details: Details, kind: str | None, now_ms: int) -> dict[str, Any]:
    """The details with a type of recording stopped, or all where `kind` is None. Raises InvalidRequestException."""
    return _moved(details, kind, _RUNNING, {"State": "STOPPED", "StopTimestamp": now_ms}, "stopped")


def suspend_recording(details: Details, kind: str | None) -> dict[str, Any]:
    """The details with recordings suspended. Raises InvalidRequestException when none is on."""
    return _moved(details, kind, ("ON",), {"State": "SUSPENDED"}, "suspended")


def resume_recording(details: Details, kind: str | None) -> dict[str, Any]:
    """The details with recordings resumed. Raises InvalidRequestException when none is suspended."""
    return _moved(details, kind, ("SUSPENDED",), {"State": "ON"}, "resumed")


def agent_joined(details: Details, now_ms: int) -> dict[str, Any]:
    """The details with the recording that waited for the agent begun."""
    return _changed(details, None, ("WAITING",), {"State": "ON", "StartTimestamp": now_ms})


def all_stopped(details: Details, now_ms: int) -> dict[str, Any]:
    """The details of a contact that ends: every recording stops."""
    return _changed(details, None, _RUNNING, {"State": "STOPPED", "StopTimestamp": now_ms})


def recordings_shown(details: Details) -> list[dict[str, Any]]:
    """The recordings that began, as DescribeContact shows them. There is no sound, so no place where it is kept."""
    names = ("ParticipantType", "StartTimestamp", "StopTimestamp")
    return [
        {"MediaStreamType": "AUDIO", **{name: recording[name] for name in names if name in recording}}
        for recording in details.get(_KEPT, {}).values()
        if "StartTimestamp" in recording
    ]


def _moved(
    details: Details, kind: str | None, states: tuple[str, ...], change: Mapping[str, Any], word: str
) -> dict[str, Any]:
    changed = _changed(details, kind, states, change)
    if changed == details:
        what = "No recording" if kind is None else f"No {kind} recording"
        raise InvalidRequestException(
            f"{what} of this contact can be {word}: it would have to be {' or '.join(states)}."
        )
    return changed


def _changed(details: Details, kind: str | None, states: tuple[str, ...], change: Mapping[str, Any]) -> dict[str, Any]:
    if _KEPT not in details:
        return dict(details)
    recordings = {
        each: {**recording, **change} if recording["State"] in states and kind in (None, each) else recording
        for each, recording in details[_KEPT].items()
    }
    return {**details, _KEPT: recordings}
