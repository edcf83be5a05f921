"""RenderMessageTemplate: fill a message template; only a stub knows what comes of it."""

from callslip.flows.action_type import ActionType, Step, free, static_or_path
from callslip.flows.outcome import Outcome
from callslip.flows.outside import ask_outside


@ActionType(
    name="RenderMessageTemplate",
    summary="fills a message template",
    parameters={
        "WisdomKnowledgeBaseArn": static_or_path(required=True),
        "WisdomMessageTemplateArn": static_or_path(required=True),
        "CustomAttributes": free(),
    },
    errors=("TemplateRenderingError", "NoMatchingError"),
    channels=frozenset({"CHAT", "EMAIL"}),
    fills=("MessageTemplate",),
    is_outside=True,
)
def render_message_template(step: Step) -> Outcome:
    """The answer's data becomes `$.MessageTemplate`."""
    return ask_outside(step, "MessageTemplate")
