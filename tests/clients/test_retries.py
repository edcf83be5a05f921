"""Every client that retries gets through a server that is busy for a moment."""

import pytest

from callslip.domain.errors import TooManyRequestsException
from foreign_client import CONTACT, INSTANCE, Call, Target

pytestmark = pytest.mark.client


def test_a_429_is_retried(client, scripted):
    scripted.tell([TooManyRequestsException("slower"), TooManyRequestsException("slower")])
    (outcome,) = client.run(Target(scripted.url), [Call("update", INSTANCE, CONTACT, {"k": "v"})])
    if client.retries:
        assert outcome.code is None
        assert scripted.served == 3
    else:
        assert (outcome.code, outcome.status) == ("TooManyRequestsException", 429)
        assert scripted.served == 1
