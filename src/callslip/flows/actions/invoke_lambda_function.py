"""InvokeLambdaFunction: call a Lambda function and keep its answer."""

from typing import Any

import msgspec

from callslip.flows.action_type import ActionType, Step, free, static
from callslip.flows.events import Answered
from callslip.flows.outcome import Outcome, Wait, failure, success
from callslip.flows.outside import take_answer
from callslip.flows.references import text_of

ANSWER_BYTES_MAX = 32_768
_SYNCHRONOUS_MAX_S = 8
_ASYNCHRONOUS_MAX_S = 60


@ActionType(
    name="InvokeLambdaFunction",
    summary="calls a Lambda function and keeps its answer",
    parameters={
        "LambdaFunctionARN": free(required=True),
        "InvocationTimeLimitSeconds": static(required=True, bounds=(1, _ASYNCHRONOUS_MAX_S)),
        "InvocationType": static("SYNCHRONOUS", "ASYNCHRONOUS"),
        "LambdaInvocationAttributes": free(),
        "ResponseValidation": static(),
    },
    required_errors=("NoMatchingError",),
    fills=("External", "LambdaInvocation"),
)
def invoke_lambda_function(step: Step) -> Outcome:
    """Wait for the answer; it replaces `$.External`. An error, a late or an unreadable answer is NoMatchingError."""
    if step.event is None:
        arn = step.text("LambdaFunctionARN")
        if not arn:
            return failure("LambdaFunctionARN leads to nothing")
        limit_s = step.whole_number("InvocationTimeLimitSeconds", 1, _ASYNCHRONOUS_MAX_S, default=_SYNCHRONOUS_MAX_S)
        parameters = step.mapping("LambdaInvocationAttributes")
        return Wait("lambda", min(limit_s, _limit(step)), question={"Arn": arn, "Parameters": parameters})
    if not isinstance(step.event, Answered) or step.event.error:
        return take_answer(step.event)
    if _is_asynchronous(step):
        return success(data={"LambdaInvocation": step.event.data})
    return _keep(step, step.event.data)


def _keep(step: Step, answer: Any) -> Outcome:
    if len(msgspec.json.encode(answer)) > ANSWER_BYTES_MAX:
        return failure(f"the answer is longer than {ANSWER_BYTES_MAX:,} bytes")
    if not isinstance(answer, dict):
        return failure("the answer is no object")
    if step.mapping("ResponseValidation").get("ResponseType", "STRING_MAP") == "STRING_MAP":
        nested = [name for name, value in answer.items() if isinstance(value, dict | list)]
        if nested:
            return failure(f"{nested[0]!a} in the answer is no text, and ResponseType is STRING_MAP")
        answer = {name: None if value is None else text_of(value) for name, value in answer.items()}
    return success(data={"External": answer, "LambdaInvocation": {"ResultData": answer}})


def _is_asynchronous(step: Step) -> bool:
    return step.text("InvocationType") == "ASYNCHRONOUS"


def _limit(step: Step) -> int:
    return _ASYNCHRONOUS_MAX_S if _is_asynchronous(step) else _SYNCHRONOUS_MAX_S
