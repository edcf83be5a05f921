"""Lambda functions that are associated with an instance: which ARNs they have, and how many there may be."""

import re

from callslip.domain.errors import InvalidParameterException, ServiceQuotaExceededException
from callslip.domain.quotas import LAMBDA_FUNCTIONS_MAX

_ARN = re.compile(r"arn:aws[a-z-]*:lambda:[a-z0-9-]+:\d{12}:function:[A-Za-z0-9_-]{1,64}(:[A-Za-z0-9_$-]{1,128})?")


def check_function_arn(arn: str) -> None:
    """Whether it is the ARN of a function, with a version or an alias or without. Raises InvalidParameterException."""
    if not _ARN.fullmatch(arn):
        raise InvalidParameterException(
            "FunctionArn: it must be the ARN of a Lambda function, as "
            "arn:aws:lambda:us-east-1:123456789012:function:name."
        )


def check_functions_fit(count: int) -> None:
    """One more beside `count` others. Raises ServiceQuotaExceededException."""
    if count >= LAMBDA_FUNCTIONS_MAX:
        raise ServiceQuotaExceededException(
            f"The instance has {count} Lambda functions; at most {LAMBDA_FUNCTIONS_MAX} are allowed."
        )
