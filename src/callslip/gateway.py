"""The way of a request, top to bottom; the order of the steps is the order in which errors win."""

from collections.abc import Mapping

from callslip.auth.guard import Guard
from callslip.domain.errors import NotImplementedException, ServiceError
from callslip.operation import ServedOperation
from callslip.perform import Call, Performer
from callslip.protocol.message import Request, Response
from callslip.protocol.parse import parse
from callslip.protocol.route import Router
from callslip.protocol.serialize import serialize_error
from callslip.protocol.validate import validate


class Gateway(Performer, frozen=True):
    """Answers requests over one store. `accept` needs no store; what it accepts is then performed."""

    router: Router
    operations: Mapping[str, ServedOperation]
    guard: Guard

    def accept(self, request: Request) -> Call | Response:
        """From route to throttle: a call to perform, or the answer that says why not."""
        request_id = self.world.ids.new_request_id()
        try:
            operation, labels = self.router.route(request.method, request.path)
            caller = self.guard.authenticate(request)
            if (served := self.operations.get(operation.function_name)) is None:
                raise NotImplementedException(f"{operation.name} is not served by Callslip: see docs/coverage.md.")
            members = parse(operation, labels, request)
            validate(operation, members)
            served = self.guard.authorize(caller, operation, members, served)
            self.guard.throttle(caller, operation, members)
            return Call(operation, served, members, caller, request_id)
        except Exception as error:  # noqa: BLE001 - the translator of last resort
            return self.explain(error, request_id)

    def handle(self, request: Request) -> Response:
        """The whole way, in the caller's thread."""
        call = self.accept(request)
        return call if isinstance(call, Response) else self.complete([call])[0]

    def refuse(self, error: ServiceError) -> Response:
        """The answer to a request that never got as far as a route."""
        return serialize_error(self.model, error, self.world.ids.new_request_id())
