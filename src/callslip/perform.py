"""Performs accepted calls in transactions of the store; must not know how a request came."""

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager

import msgspec

from callslip.domain.caller import Caller
from callslip.domain.errors import InternalServiceException, ServiceError, declared
from callslip.operation import Context, Members, ServedOperation, World
from callslip.protocol.message import Response
from callslip.protocol.model import Model, Operation
from callslip.protocol.serialize import serialize, serialize_error
from callslip.store import Backend, Store, StoreError, UncertainError

Found = Members | Response | None
"""The output of an operation, or the answer that says why there is none."""

_log = logging.getLogger("callslip.gateway")


class Call(msgspec.Struct, frozen=True):
    """A request that may be performed: routed, authenticated, parsed and validated."""

    operation: Operation
    served: ServedOperation
    members: Members
    caller: Caller
    request_id: str


def serialized(call: Call, found: Found) -> Response:
    """The answer to a call from what `operate` found. Raises as `serialize` does."""
    return found if isinstance(found, Response) else serialize(call.operation, found, call.request_id)


def prepare(calls: Sequence[Call], begun: Callable[[], Store]) -> None:
    """Let operations that are asked for more than once read at once what each request is about to look for (0012).

    Raises StoreError; whatever else goes wrong, each of them will meet itself.
    """
    asked: dict[str, list[Call]] = {}
    for call in calls:
        if call.served.prepare is not None:
            asked.setdefault(call.operation.name, []).append(call)
    for name, several in asked.items():
        together = several[0].served.prepare
        if together is None or len(several) == 1:
            continue
        try:
            together(begun(), [call.members for call in several])
        except StoreError:
            raise
        except Exception:  # noqa: BLE001 - as the docstring says
            _log.exception("requests for %s could not be prepared", name)


class UndoneError(Exception):
    """A transaction was undone whole; its calls may be tried again."""


@contextmanager
def _undone() -> Iterator[None]:
    """What the store cannot keep is undone, unless it may have been kept after all."""
    try:
        yield
    except UncertainError:
        raise
    except StoreError as error:
        raise UndoneError from error


class Performer(msgspec.Struct, frozen=True):
    """Answers calls over one store."""

    model: Model
    backend: Backend
    world: World

    def operate(self, call: Call, store: Store) -> Found:
        """The output of the operation, or the answer that says why there is none.

        Raises StoreError, and UndoneError when the operation failed halfway.
        """
        changes = store.transaction.change_count
        try:
            return call.served.perform(self._context(call, store), call.members)
        except StoreError:
            raise
        except Exception as error:
            if store.transaction.change_count != changes:
                raise UndoneError from error
            return self.explain(error, call.request_id, call.operation)

    def begin(self, calls: Sequence[Call]) -> tuple[list[Response], Callable[[], None]]:
        """Perform writes without waiting for anybody: the answers, good once the function beside them has committed.

        Raises UndoneError, and so may the function.
        """
        scope = ExitStack()
        with _undone(), scope:
            responses = self._together(calls, Store(scope.enter_context(self.backend.transaction(waits=False))))
            return responses, _undone()(scope.pop_all().close)

    def complete(self, calls: Sequence[Call], *, apart: bool = False) -> list[Response]:
        """Perform calls in one transaction and answer after its commit; when it fails, try each alone.

        With `apart` what a failed operation changed is undone alone, at the price of a savepoint.
        """
        has_begun = False
        try:
            with self.backend.transaction(read_only=not any(call.served.writes for call in calls)) as transaction:
                has_begun = True
                store = Store(transaction)
                return [self._apart(call, store) for call in calls] if apart else self._together(calls, store)
        except UndoneError:
            return self.complete(calls, apart=True)
        except StoreError as error:
            if len(calls) == 1 or not has_begun or isinstance(error, UncertainError):
                # each alone would wait for its turn as long again, or be performed twice
                return [self.explain(error, call.request_id) for call in calls]
            return [self.complete([call])[0] for call in calls]

    def _together(self, calls: Sequence[Call], store: Store) -> list[Response]:
        """Prepare all, operate all, then serialise all: a processor has the code of one at hand, not of all (0011)."""
        prepare(calls, lambda: store)
        found = [self.operate(call, store) for call in calls]
        store.transaction.settle()
        try:
            return [serialized(call, output) for call, output in zip(calls, found, strict=True)]
        except Exception as error:
            raise UndoneError from error

    def _apart(self, call: Call, store: Store) -> Response:
        try:
            with store.transaction.savepoint():
                return serialized(call, call.served.perform(self._context(call, store), call.members))
        except StoreError:
            raise
        except Exception as error:  # noqa: BLE001 - the translator of last resort
            return self.explain(error, call.request_id, call.operation)

    def _context(self, call: Call, store: Store) -> Context:
        now_ms = self.world.clock.now_ms()
        return Context(store, self.world, call.caller, now_ms, call.members.get("InstanceId", ""))

    def explain(self, error: Exception, request_id: str, operation: Operation | None = None) -> Response:
        """The answer that says what was wrong, in the operation's codes; a fault of ours is told to the log alone."""
        if not isinstance(error, ServiceError):
            _log.error("request %s failed", request_id, exc_info=error)
            error = InternalServiceException(
                "The database was lost in a commit. Look whether the change is there before you repeat it."
                if isinstance(error, UncertainError)
                else "The server failed; nothing was changed. Its log names this request's id."
            )
        elif operation is not None:
            error = declared(error, operation.errors)
        return serialize_error(self.model, error, request_id)


class Snapshot:
    """Reads that share one state of the store, from the first of them to `end`."""

    __slots__ = ("_performer", "_refused", "_scope", "_store")

    def __init__(self, performer: Performer) -> None:
        self._performer = performer
        self._scope = ExitStack()
        self._store: Store | None = None
        self._refused: StoreError | None = None

    def prepare(self, calls: Sequence[Call]) -> None:
        """Read at once what several calls are about to look for; each of them tells if that fails."""
        try:
            prepare(calls, self._begun)
        except StoreError:
            self._undo()

    def operate(self, call: Call) -> Found:
        """Perform a call that changes nothing: its output, or the answer that says why there is none."""
        try:
            return self._performer.operate(call, self._begun())
        except StoreError as error:
            self._undo()  # what comes next may be better off in another transaction
            return self._performer.explain(error, call.request_id)

    def end(self) -> None:
        """The next read begins another."""
        self._refused = None
        self._undo()

    def _undo(self) -> None:
        self._store = None
        try:
            self._scope.close()
        except StoreError:
            _log.exception("a read transaction did not end well")

    def _begun(self) -> Store:
        """Where one cannot begin, none of the others is tried: each might wait as long for a database that is away."""
        if self._refused is not None:
            raise self._refused
        if self._store is None:
            try:
                self._store = Store(self._scope.enter_context(self._performer.backend.transaction(read_only=True)))
            except StoreError as error:
                self._refused = error
                raise
        return self._store
