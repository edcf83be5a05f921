"""Effects: what a run does to the world. Whoever drives the run performs them, in order."""

from collections.abc import Mapping
from typing import Any, Literal

import msgspec

Target = Literal["Current", "Related"]


class MessageSaid(msgspec.Struct, frozen=True, tag=True, tag_field="effect"):
    """The participant is told something. `kind`: Text, SSML, PromptId or Media; `content` is the text, id or URI."""

    kind: str
    content: str


class AttributesSet(msgspec.Struct, frozen=True, tag=True, tag_field="effect"):
    """Contact attributes are set, checked by the rules of `domain.attributes`."""

    values: Mapping[str, str]
    target: Target = "Current"


class ContactDataSet(msgspec.Struct, frozen=True, tag=True, tag_field="effect"):
    """Data of the contact that references reach: root name to value (`Queue`, `LanguageCode`, `Tags` …)."""

    values: Mapping[str, Any]
    target: Target = "Current"


class SettingChanged(msgspec.Struct, frozen=True, tag=True, tag_field="effect"):
    """A setting of the contact that no reference reaches: hooks, recording, routing, logging and others."""

    name: str
    value: Any


class StepTaken(msgspec.Struct, frozen=True, tag=True, tag_field="effect", omit_defaults=True):
    """One action is done: what it was given, what came of it, and where that leads.

    `branch` is `NextAction`, `Errors[n]` or `Conditions[n]`, None where the run ends here.
    """

    identifier: str
    type: str
    parameters: Mapping[str, Any]
    result: str | None = None
    error: str | None = None
    reason: str = ""
    branch: str | None = None
    next_action: str | None = None


class RunEnded(msgspec.Struct, frozen=True, tag=True, tag_field="effect"):
    """The run is over; `how` and `detail` as in `run.Ending`."""

    how: str
    detail: str


Effect = MessageSaid | AttributesSet | ContactDataSet | SettingChanged | StepTaken | RunEnded
