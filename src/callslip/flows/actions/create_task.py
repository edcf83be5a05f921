"""CreateTask: begin a task from this contact."""

from callslip.flows.action_type import ActionType, Step, free, static, static_or_path
from callslip.flows.outcome import Outcome, Wait
from callslip.flows.outside import take_answer


@ActionType(
    name="CreateTask",
    summary="begins a task from this contact",
    parameters={
        "Name": free(),
        "Description": free(),
        "ContactFlowId": static_or_path(),
        "TaskTemplateId": static_or_path(),
        "Attributes": free(),
        "References": free(),
        "DelaySeconds": static(bounds=(1, 518_400)),
        "ScheduledTime": static_or_path(),
    },
    exactly_one=("ContactFlowId", "TaskTemplateId"),
    at_most_one=("DelaySeconds", "ScheduledTime"),
    required_errors=("NoMatchingError",),
    fills=("Task",),
)
def create_task(step: Step) -> Outcome:
    """Whoever drives the run makes the contact; its id becomes `$.Task.ContactId`."""
    if step.event is None:
        return Wait("contact", question={"Channel": "TASK", "InitiationMethod": "API"})
    return take_answer(step.event, "Task")
