"""The way of a request, top to bottom; the order of the steps is the order in which errors win."""

import logging
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass

from callslip.domain.caller import Caller
from callslip.domain.errors import InternalServiceException, NotImplementedException, ServiceError, declared
from callslip.operation import Context, Members, ServedOperation, World
from callslip.protocol.message import Request, Response
from callslip.protocol.model import Model, Operation
from callslip.protocol.parse import parse
from callslip.protocol.route import Router
from callslip.protocol.serialize import serialize, serialize_error
from callslip.protocol.validate import validate
from callslip.store import Backend, Store, StoreError

_log = logging.getLogger("callslip.gateway")


@dataclass(frozen=True, slots=True)
class Call:
    """A request that may be performed: routed, authenticated, parsed and validated."""

    operation: Operation
    served: ServedOperation
    members: Members
    caller: Caller
    request_id: str


@dataclass(frozen=True, slots=True)
class Gateway:
    """Answers requests over one store. `accept` needs no store; `perform` needs a transaction."""

    model: Model
    router: Router
    operations: Mapping[str, ServedOperation]
    authenticate: Callable[[Request], Caller]
    backend: Backend
    world: World

    def accept(self, request: Request) -> Call | Response:
        """Route, authenticate, parse, validate: a call to perform, or the answer that says why not."""
        request_id = self.world.ids.new_request_id()
        try:
            operation, labels = self.router.route(request.method, request.path)
            caller = self.authenticate(request)
            served = self.operations.get(operation.function_name)
            if served is None:
                raise NotImplementedException(f"{operation.name} is not served by Callslip: see docs/coverage.md.")
            members = parse(operation, labels, request)
            validate(operation, members)
            return Call(operation, served, members, caller, request_id)
        except ServiceError as error:
            return serialize_error(self.model, error, request_id)
        except Exception:  # noqa: BLE001 - the translator of last resort
            return self._crashed(request_id)

    def perform(self, call: Call, store: Store) -> Response:
        """Operate and serialise; a failed operation leaves nothing in the transaction. Raises StoreError."""
        context = Context(store, self.world, call.caller, self.world.clock.now_ms())
        try:
            with store.savepoint() if call.served.access == "write" else nullcontext():
                return serialize(call.operation, call.served.perform(context, call.members), call.request_id)
        except StoreError:
            raise
        except ServiceError as error:
            return serialize_error(self.model, declared(error, call.operation.errors), call.request_id)
        except Exception:  # noqa: BLE001 - the translator of last resort
            return self._crashed(call.request_id)

    def complete(self, calls: Sequence[Call]) -> list[Response]:
        """Perform calls in one transaction and answer after its commit; when it fails, try each alone."""
        writes = any(call.served.access == "write" for call in calls)
        try:
            with self.backend.transaction(read_only=not writes) as transaction:
                store = Store(transaction)
                return [self.perform(call, store) for call in calls]
        except StoreError:
            if len(calls) == 1:
                return [self._crashed(calls[0].request_id)]
            return [self.complete([call])[0] for call in calls]

    def handle(self, request: Request) -> Response:
        """The whole way, in the caller's thread."""
        call = self.accept(request)
        return call if isinstance(call, Response) else self.complete([call])[0]

    def refuse(self, error: ServiceError) -> Response:
        """The answer to a request that never got as far as a route."""
        return serialize_error(self.model, error, self.world.ids.new_request_id())

    def _crashed(self, request_id: str) -> Response:
        _log.exception("request %s failed", request_id)
        error = InternalServiceException("The server failed; nothing was changed. Its log names this request's id.")
        return serialize_error(self.model, error, request_id)
