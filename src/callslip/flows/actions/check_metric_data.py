"""CheckMetricData: choose by a number that the contact centre knows."""

from callslip.flows.action_type import ANY, ActionType, Step, static, static_or_path
from callslip.flows.conditions import OPERATORS
from callslip.flows.flow_types import WITH_CUSTOMER
from callslip.flows.outcome import Outcome, Wait, failure
from callslip.flows.outside import take_answer
from callslip.flows.target import target_of

METRICS = (
    "NumberOfAgentsAvailable",
    "NumberOfAgentsStaffed",
    "NumberOfAgentsOnline",
    "OldestContactInQueueAgeSeconds",
    "NumberOfContactsInQueue",
)


@ActionType(
    name="CheckMetricData",
    summary="chooses by a queue's or an agent's figure; ages are in milliseconds",
    parameters={
        "MetricType": static(*METRICS, required=True),
        "QueueId": static_or_path(),
        "AgentId": static_or_path(),
    },
    at_most_one=("QueueId", "AgentId"),
    required_errors=("NoMatchingError", "NoMatchingCondition"),
    results=ANY,
    operators=tuple(OPERATORS),
    conditions="some",
    flow_types=WITH_CUSTOMER,
)
def check_metric_data(step: Step) -> Outcome:
    """The result is the figure, for the queue or agent named, else for the target queue."""
    if step.event is not None:
        return take_answer(step.event)
    target = step.text("QueueId") or step.text("AgentId") or target_of(step.scope)
    if not target:
        return failure("it names no queue, and no target queue was set before")
    return Wait("metric", question={"MetricType": step.text("MetricType"), "Target": target})
