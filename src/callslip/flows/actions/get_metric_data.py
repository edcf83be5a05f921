"""GetMetricData: load the figures of a queue or an agent."""

from callslip.flows.action_type import ActionType, Step, static, static_or_path
from callslip.flows.outcome import Outcome, Wait, failure
from callslip.flows.outside import take_answer
from callslip.flows.target import target_of


@ActionType(
    name="GetMetricData",
    summary="loads a queue's or an agent's figures",
    parameters={
        "QueueId": static_or_path(),
        "AgentId": static_or_path(),
        "QueueChannel": static("Voice", "Chat", "Task", "Email"),
    },
    at_most_one=("QueueId", "AgentId"),
    errors=("NoMatchingError",),
    fills=("Metrics",),
)
def get_metric_data(step: Step) -> Outcome:
    """The answer's data becomes `$.Metrics`."""
    if step.event is not None:
        return take_answer(step.event, "Metrics")
    target = step.text("QueueId") or step.text("AgentId") or target_of(step.scope)
    if not target:
        return failure("it names no queue, and no target queue was set before")
    return Wait("metric", question={"Target": target, "QueueChannel": step.text("QueueChannel", "Voice")})
