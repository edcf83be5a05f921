"""Calls Lambda functions that flows have asked for, outside of any transaction, and gives runs their answers."""

import queue
import threading
from typing import Any

from callslip.domain.flow_run import Invocation
from callslip.flows.events import Answered
from callslip.functions.due import call_of, take_due
from callslip.functions.handlers import invoke
from callslip.operation import World
from callslip.runner.invocations import ATTEMPTS_MAX, complete
from callslip.runner.world import Stage
from callslip.store import Backend, Store

_ERROR = "NoMatchingError"


def perform(backend: Backend, world: World, invocation: Invocation) -> None:
    """Call the function and give the run its answer. Raises StoreError: then it is called again later."""
    answered = _answer(world, invocation)
    with backend.transaction() as transaction:
        complete(Stage(Store(transaction), world, world.clock.now_ms()), invocation, answered)


def perform_all(backend: Backend, world: World) -> int:
    """Call all that is due, one after another; how many were."""
    count = 0
    while taken := take_due(backend, world, 1):
        perform(backend, world, taken[0])
        count += 1
    return count


def _answer(world: World, invocation: Invocation) -> Answered:
    if invocation.attempts > ATTEMPTS_MAX:
        return Answered(error=_ERROR, reason=f"the server ended {ATTEMPTS_MAX} times while the function was called")
    call = call_of(invocation)
    found, function = world.outside.find_function(call["arn"])
    if not found:
        return Answered(error=_ERROR, reason="nothing says any more who answers for the function")
    answers: queue.SimpleQueue[Answered] = queue.SimpleQueue()
    threading.Thread(target=lambda: answers.put(_call(function, call)), daemon=True).start()
    try:
        return answers.get(timeout=call["limit_s"])
    except queue.Empty:
        return Answered(error=_ERROR, reason=f"no answer came within {call['limit_s']} seconds")


def _call(function: Any, call: Any) -> Answered:
    arn, event = call["arn"], call["event"]
    hand_over = getattr(function, "hand_over", None)
    if not call["asynchronous"] or hand_over is None:
        return invoke(function, arn, event)
    return invoke(lambda given, context: hand_over(given, context.invoked_function_arn), arn, event)
