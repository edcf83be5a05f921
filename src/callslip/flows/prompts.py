"""Prompts: the one of Text, SSML, PromptId and Media that an action says."""

from collections.abc import Mapping
from typing import Any

from callslip.flows.action_type import PROMPTS, Parameter, ParameterError, Step, free, static_or_path
from callslip.flows.effects import MessageSaid
from callslip.flows.references import text_of

PROMPT_PARAMETERS: Mapping[str, Parameter] = {
    "Text": free(),
    "SSML": free(),
    "PromptId": static_or_path(),
    "Media": free(),
}


def prompts_of(step: Step) -> tuple[MessageSaid, ...]:
    """What the step says; nothing where it has no prompt."""
    return said(step.parameters)


def said(parameters: Mapping[str, Any]) -> tuple[MessageSaid, ...]:
    """The prompt among these parameters. Raises ParameterError for media without an address."""
    for kind in PROMPTS:
        if (value := parameters.get(kind)) is None:
            continue
        if kind == "Media":
            value = value.get("Uri") if isinstance(value, dict) else None
            if not value:
                raise ParameterError("Media has no Uri")
        return (MessageSaid(kind, text_of(value)),)
    return ()
