"""Lambda functions of a rehearsal: the same as a server's, called at once."""

from typing import Any

from callslip.flows.lambda_functions import find_function, lambda_event, name_of
from callslip.functions import handlers
from callslip.functions.handlers import Function, invoke
from callslip.rehearsal.errors import FunctionLoadError

__all__ = ["Function", "find_function", "invoke", "lambda_event", "load_function", "name_of"]


def load_function(text: str) -> Any:
    """A canned answer from `file.json`, or a handler from `package.module:function`. Raises FunctionLoadError."""
    try:
        return handlers.load_function(text)
    except handlers.HandlerLoadError as error:
        raise FunctionLoadError(str(error)) from None
