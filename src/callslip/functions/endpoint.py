"""Lambda functions behind an HTTP endpoint that speaks the Lambda API: moto, SAM, LocalStack, or Amazon's own."""

from functools import lru_cache
from typing import Any

import msgspec

from callslip.flows.actions.invoke_lambda_function import ANSWER_BYTES_MAX

_RETRIES = 3
_REGION = "us-east-1"
_REGION_PLACE = 3


class FunctionError(Exception):
    """The function, or the endpoint, did not answer with what was asked for."""


class Endpoint:
    """Calls functions at one endpoint; signed with the credentials that boto3 would find.

    Throttling and errors of the server's side are tried again, three times at most; whoever calls bounds the time.
    """

    def __init__(self, name: str, url: str) -> None:
        """`name` is what was configured, for messages; an empty `url` leaves it to AWS_ENDPOINT_URL_LAMBDA."""
        self.name = name
        self._url = url

    def __call__(self, event: dict[str, Any], context: Any) -> Any:
        """The function's answer, read from JSON. Raises FunctionError, and botocore's errors."""
        arn = context.invoked_function_arn
        answer = self._invoke(arn, event, "RequestResponse")
        payload = answer["Payload"].read(ANSWER_BYTES_MAX + 1)
        if "FunctionError" in answer:
            raise FunctionError(f"{answer['FunctionError']}: {payload[:200].decode(errors='replace')}")
        if len(payload) > ANSWER_BYTES_MAX:
            raise FunctionError(f"the answer is longer than {ANSWER_BYTES_MAX:,} bytes")
        try:
            return msgspec.json.decode(payload)
        except msgspec.DecodeError as error:
            raise FunctionError(f"the answer is no JSON: {error}") from None

    def hand_over(self, event: dict[str, Any], arn: str) -> None:
        """Have the function called by and by; its answer goes nowhere."""
        self._invoke(arn, event, "Event")

    def _invoke(self, arn: str, event: dict[str, Any], how: str) -> Any:
        return _client(self._url, _region_of(arn)).invoke(
            FunctionName=arn, InvocationType=how, Payload=msgspec.json.encode(event)
        )


@lru_cache(maxsize=16)
def _client(url: str, region: str) -> Any:
    """One client for all calls: making one takes longer than most of them."""
    try:
        from botocore.config import Config
        from botocore.session import get_session
    except ImportError:
        raise FunctionError("botocore is not installed: pip install 'callslip[connect]'") from None
    config = Config(
        connect_timeout=8, read_timeout=60, retries={"mode": "standard", "total_max_attempts": 1 + _RETRIES}
    )
    return get_session().create_client("lambda", region_name=region, endpoint_url=url or None, config=config)


def _region_of(arn: str) -> str:
    parts = arn.split(":")
    return parts[_REGION_PLACE] if arn.startswith("arn:") and len(parts) > _REGION_PLACE else _REGION
