"""An error becomes text on stderr and an exit code."""

import argparse
import json
import sys
import traceback
from typing import Any

from callslip.shell.failures import (
    CONFIGURATION,
    INVALID,
    OTHER,
    SERVICE,
    USAGE,
    ShellError,
    UnknownOptionsError,
    UsageError,
)

_NO_CREDENTIALS = (
    "Unable to locate credentials. You can set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or name a --profile."
)
_NO_REGION = "You must specify a region. You can set AWS_REGION, or give --region."
_HINTS = {
    "InvalidRegionError": " --region, AWS_REGION or the profile gives it; a name such as us-east-1 is allowed.",
    "ProfileNotFound": ". --profile or AWS_PROFILE names it; the profiles of the AWS configuration are allowed.",
}
_EXTRA = ("botocore", "jmespath", "yaml")
_ENVELOPE = ("Error", "ResponseMetadata", "Message", "message")


def report(error: Exception, options: argparse.Namespace | None) -> int:
    """Tell the error; the exit code."""
    if options is not None and options.debug:
        traceback.print_exception(error, limit=-8, file=sys.stderr)
    exit_code, name, message, details = describe_error(error)
    style = _style(options)
    if isinstance(error, UsageError):
        sys.stderr.write(f"\ncallslip: [ERROR]: {_named(name, message)}\n\n{USAGE}\n")
    elif isinstance(error, UnknownOptionsError):
        sys.stderr.write(f"\n{USAGE}\n\n\ncallslip: [ERROR]: {message}\n")
    elif name and style not in ("legacy", "enhanced"):
        _write_data(style, {**_pair(error, name, message), **details})
    else:
        text = message if exit_code == SERVICE else _named(name, message)
        sys.stderr.write(f"\ncallslip: [ERROR]: {text}\n{_details(details) if style == 'enhanced' else ''}")
    return exit_code


def describe_error(error: Exception) -> tuple[int, str, str, dict[str, Any]]:
    """Exit code, name, message, and the members that a service's error has besides."""
    if isinstance(error, ShellError):
        return error.exit_code, error.name, str(error), {}
    response = getattr(error, "response", None)
    if isinstance(response, dict) and "Error" in response:
        details = {key: value for key, value in response.items() if key not in _ENVELOPE}
        return SERVICE, response["Error"].get("Code", ""), str(error), details
    if isinstance(error, ModuleNotFoundError) and error.name in _EXTRA:
        return OTHER, "", f"{error.name} is not installed; `pip install 'callslip[connect]'` brings it", {}
    known: dict[str, tuple[int, str, str]] = {
        "ParamValidationError": (INVALID, "ParamValidation", str(error)),
        "NoCredentialsError": (CONFIGURATION, "NoCredentials", _NO_CREDENTIALS),
        "NoRegionError": (CONFIGURATION, "NoRegion", _NO_REGION),
    }
    message = str(error) + _HINTS.get(type(error).__name__, "")
    return (*known.get(type(error).__name__, (OTHER, "", message or type(error).__name__)), {})


def _pair(error: Exception, name: str, message: str) -> dict[str, Any]:
    """Code and message: as the service gave them, in the order it gave them, or our own."""
    response = getattr(error, "response", None)
    return response["Error"] if isinstance(response, dict) else {"Code": name, "Message": message}


def _style(options: argparse.Namespace | None) -> str:
    import os

    return str((options and options.cli_error_format) or os.environ.get("AWS_CLI_ERROR_FORMAT") or "enhanced")


def _named(name: str, message: str) -> str:
    return f"An error occurred ({name}): {message}" if name else message


def _details(details: dict[str, Any]) -> str:
    if not details:
        return ""
    return "\nAdditional error details:\n" + "".join(f"{key}: {_inline(value)}\n" for key, value in details.items())


def _inline(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_inline(part)}" for key, part in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_inline, value)) + "]"
    return str(value)


def _write_data(style: str, data: dict[str, Any]) -> None:
    if style == "json":
        sys.stderr.write(f"{json.dumps(data, indent=4, ensure_ascii=False, default=str)}\n")
        return
    from callslip.shell.formats import render

    for piece in render(style, "error", [data]):
        sys.stderr.write(piece)
