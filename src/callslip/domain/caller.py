"""Who signed a request."""

import msgspec

from callslip.domain.masks import NO_MASKS, Masks


class Caller(msgspec.Struct, frozen=True):
    """The identity behind a request; `arn` is what the history keeps.

    `region` is the one that the request was signed for, empty where none was named. `masks` bar attribute keys:
    whatever shows attributes to this caller asks them.
    """

    access_key_id: str
    arn: str
    region: str = ""
    masks: Masks = NO_MASKS


def user_arn(account_id: str, name: str) -> str:
    """The ARN of a user who calls."""
    return f"arn:aws:iam::{account_id}:user/{name}"
