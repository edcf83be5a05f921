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
    """The prompt among these parameters; a text that leads to nothing is said as an empty one.

    Raises ParameterError for a recording that is not named.
    """
    for kind in PROMPTS:
        if kind not in parameters:
            continue
        value = parameters[kind]
        if kind == "Media":
            value = value.get("Uri") if isinstance(value, dict) else None
        if not value and kind in ("Media", "PromptId"):
            raise ParameterError(f"{kind} leads to nothing")
        return (MessageSaid(kind, text_of(value)),)
    return ()
