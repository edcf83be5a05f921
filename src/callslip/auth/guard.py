"""What stands between a request and its operation: who calls, whether they may, and not too often."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec

from callslip.domain.caller import Caller
from callslip.operation import Members, ServedOperation

if TYPE_CHECKING:
    from callslip.protocol.message import Request
    from callslip.protocol.model import Operation

Authenticate = Callable[["Request"], Caller]
Authorize = Callable[[Caller, "Operation", Members, ServedOperation], ServedOperation]
Throttle = Callable[[Caller, "Operation", Members], None]


class Guard(msgspec.Struct, frozen=True):
    """Three checks, each of which raises a ServiceError.

    `authorize` answers the operation as the caller may perform it: what only the store can decide, and what must be
    taken out of the answer, is wrapped around it.
    """

    authenticate: Authenticate
    authorize: Authorize
    throttle: Throttle
