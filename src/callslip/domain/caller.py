"""Who signed a request."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Caller:
    """The identity behind a request; `arn` is what the history keeps."""

    access_key_id: str
    arn: str
