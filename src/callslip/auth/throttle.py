"""How often operations may be called: Amazon's rates, as token buckets."""

from collections import OrderedDict
from collections.abc import Mapping
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from callslip.domain.caller import Caller
from callslip.domain.errors import ThrottlingException, TooManyRequestsException
from callslip.domain.ports import Clock
from callslip.operation import Members

if TYPE_CHECKING:
    from callslip.protocol.model import Operation

BUCKETS_MAX = 10_000
"""The bucket that was not asked for longest makes room for a new one."""

_TWO_WEEKS_MS = 14 * 24 * 3_600_000


class Rate(NamedTuple):
    """Requests a second, and how many may come at once."""

    per_second: int
    burst: int


DEFAULT_RATE = Rate(2, 5)
RATES: Mapping[str, Rate] = {
    "BatchPutContact": Rate(10, 15),
    "CreatePersistentContactAssociation": Rate(5, 8),
    "DescribeContact": Rate(10, 15),
    "GetContactAttributes": Rate(10, 15),
    "ListContactReferences": Rate(10, 15),
    "SearchContacts": Rate(10, 30),
    "StartChatContact": Rate(5, 8),
    "StopContact": Rate(10, 15),
    "TagContact": Rate(20, 25),
    "UntagContact": Rate(20, 25),
    "UpdateContact": Rate(10, 15),
    "UpdateContactAttributes": Rate(10, 15),
    "UpdateContactRoutingData": Rate(20, 20),
}
"""Amazon's current quotas; operations not named have the default.

https://docs.aws.amazon.com/connect/latest/adminguide/amazon-connect-service-limits.html
"""
_WIDE_SEARCH_RATE = Rate(1, 1)


class RequestRates:
    """Counts requests by operation, over all callers as Amazon does, or for each access key by itself."""

    def __init__(self, clock: Clock, *, by_credential: bool, buckets_max: int = BUCKETS_MAX) -> None:
        self._clock = clock
        self._by_credential = by_credential
        self._buckets_max = buckets_max
        self._buckets: OrderedDict[tuple[str, str, Rate], tuple[float, int]] = OrderedDict()
        self._lock = Lock()

    def __call__(self, caller: Caller, operation: "Operation", members: Members) -> None:
        """Count one request. Raises ThrottlingException where the operation declares it, TooManyRequestsException."""
        rate = rate_of(operation.name, members)
        if not self._take((caller.access_key_id if self._by_credential else "", operation.name, rate), rate):
            declares = ThrottlingException.__name__ in operation.errors
            raise (ThrottlingException if declares else TooManyRequestsException)(
                f"Rate exceeded: {operation.name} may be called {rate.per_second} times a second, "
                f"{rate.burst} times at once. Try again in a second."
            )

    def _take(self, key: tuple[str, str, Rate], rate: Rate) -> bool:
        """Whether a token was there; tokens come back with time, a clock set back brings none."""
        with self._lock:
            now_ms = self._clock.now_ms()
            tokens, at_ms = self._buckets.pop(key, (rate.burst, now_ms))
            tokens = min(rate.burst, tokens + max(0, now_ms - at_ms) * rate.per_second / 1000)
            taken = tokens >= 1
            self._buckets[key] = (tokens - taken, now_ms)
            if len(self._buckets) > self._buckets_max:
                self._buckets.popitem(last=False)
        return taken


def unlimited(caller: Caller, operation: "Operation", members: Members) -> None:
    """In place of a throttle where there is none."""


def rate_of(operation_name: str, members: Members) -> Rate:
    """The rate of one request; a search is slower unless it looks at two weeks of initiation times at most."""
    if operation_name == "SearchContacts" and not _is_narrow(members["TimeRange"]):
        return _WIDE_SEARCH_RATE
    return RATES.get(operation_name, DEFAULT_RATE)


def _is_narrow(time_range: Members) -> bool:
    length_ms: int = time_range["EndTime"] - time_range["StartTime"]
    return time_range["Type"] == "INITIATION_TIMESTAMP" and length_ms <= _TWO_WEEKS_MS
