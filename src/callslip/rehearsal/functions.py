"""Lambda functions of a rehearsal: the same as a server's."""

from callslip.flows.lambda_functions import find_function, lambda_event, name_of
from callslip.functions.handlers import Function, FunctionContext, FunctionLoadError, invoke, load_function

__all__ = [
    "Function",
    "FunctionContext",
    "FunctionLoadError",
    "find_function",
    "invoke",
    "lambda_event",
    "load_function",
    "name_of",
]
