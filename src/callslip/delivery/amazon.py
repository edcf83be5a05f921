"""What Kinesis and EventBridge share: a boto3 client that does not try again by itself, and the names of its faults."""

from typing import Any

from callslip.delivery.message import DestinationError

_TIMEOUT_S = 10


def client(service: str) -> Any:
    """A client with credentials, region and endpoint from where boto3 always has them.

    The worker tries again, so boto3 does not. Raises DestinationError where boto3 or the region is missing.
    """
    try:
        import boto3
        from botocore.config import Config
        from botocore.exceptions import BotoCoreError
    except ModuleNotFoundError as error:
        raise DestinationError("Kinesis and EventBridge need boto3: pip install 'callslip[deliver]'") from error
    config = Config(connect_timeout=_TIMEOUT_S, read_timeout=_TIMEOUT_S, retries={"total_max_attempts": 1})
    try:
        return boto3.session.Session().client(service, config=config)  # type: ignore[call-overload]
    except BotoCoreError as error:
        raise DestinationError(f"no client for {service}: {error}") from error


def fault(error: Exception) -> str:
    """The service's code, or the name of what went wrong on the way; never a message, which may repeat content."""
    response = getattr(error, "response", None) or {}
    code = response.get("Error", {}).get("Code")
    return f"answered {code}" if code else f"no answer: {type(error).__name__}"
