"""Lambda functions in Python: how a handler is loaded, what it is given, what becomes of its answer."""

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from callslip.flows.events import Answered
from callslip.flows.lambda_functions import name_of

Function = Callable[[dict[str, Any], Any], Any]
"""A handler: the event and a context in, the answer out."""


class HandlerLoadError(ValueError):
    """What should answer for a Lambda function cannot be loaded."""


@dataclass(frozen=True, slots=True)
class FunctionContext:
    """What a handler finds in its second argument, as far as it makes sense here."""

    invoked_function_arn: str
    aws_request_id: str
    function_name: str
    function_version: str = "$LATEST"
    memory_limit_in_mb: int = 128

    def get_remaining_time_in_millis(self) -> int:
        """Always eight seconds: time stands still while a rehearsal asks."""
        return 8_000


def invoke(function: Any, arn: str, event: dict[str, Any]) -> Answered:
    """Call a handler, or take a canned answer; an exception is the function's error.

    The answer goes through JSON, as a real one does.
    """
    if not callable(function):
        return Answered(data=function)
    context = FunctionContext(arn, event["Details"]["ContactData"]["ContactId"] or "", name_of(arn))
    try:
        return Answered(data=json.loads(json.dumps(function(event, context))))
    except Exception as error:  # noqa: BLE001 - whatever it raises, the flow takes its error branch
        return Answered(error="NoMatchingError", reason=f"the function raised {type(error).__name__}: {error}")


def load_function(text: str) -> Any:
    """A canned answer from `file.json`, or a handler from `package.module:function`. Raises HandlerLoadError."""
    if text.endswith(".json"):
        try:
            return json.loads(Path(text).read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise HandlerLoadError(f"the answer in {text} cannot be read: {error}") from None
    module_name, _, name = text.partition(":")
    if not name:
        raise HandlerLoadError(f"{text!a} is neither a .json file nor package.module:function")
    if "" not in sys.path:
        sys.path.insert(0, "")
    try:
        function = getattr(import_module(module_name), name)
    except (ImportError, AttributeError) as error:
        raise HandlerLoadError(f"{text} cannot be loaded: {error}") from None
    if not callable(function):
        raise HandlerLoadError(f"{text} is no function")
    return function
