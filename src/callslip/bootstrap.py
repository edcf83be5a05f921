"""Settings in, a wired gateway out: the only builder of store, clock, ids and the checks of callers."""

import ipaddress
import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from callslip.auth.authorize import authorize
from callslip.auth.guard import Authenticate, Authorize, Guard, Throttle
from callslip.auth.local import Anyone, LocalOnly
from callslip.auth.private_file import read_private
from callslip.auth.throttle import RequestRates, unlimited
from callslip.clock import SystemChance, SystemClock, SystemIds
from callslip.domain.arn import ArnMaker
from callslip.domain.caller import Caller
from callslip.domain.flag import FlagRule
from callslip.domain.instance import Instance
from callslip.domain.new_instance import first_resources
from callslip.domain.ports import Chance, Clock, Ids
from callslip.domain.rules import Rules
from callslip.gateway import Gateway
from callslip.operation import Operations, World
from callslip.protocol.model import Model, load_model_with_extensions
from callslip.protocol.route import Router
from callslip.runner.world import Outside
from callslip.settings import Settings, SettingsError
from callslip.store import Backend, Store, open_store
from callslip.store.indexing import configure_keys

if TYPE_CHECKING:
    from callslip.auth.credentials import CredentialFile
    from callslip.auth.sight import Sight
    from callslip.delivery.feed import Feed
    from callslip.delivery.message import Destination
    from callslip.delivery.worker import Worker
    from callslip.store.deliveries import Deliveries, DeliveryCount

_log = logging.getLogger("callslip.delivery")


def build(settings: Settings, clock: Clock | None = None, ids: Ids | None = None) -> Gateway:
    """A server's gateway. Raises SettingsError, StoreError, CredentialFileError."""
    clock = clock or SystemClock()
    return _wire(settings, _authenticate(settings, clock), clock, ids or SystemIds())


def build_mock(
    settings: Settings, clock: Clock | None = None, ids: Ids | None = None, outside: Outside | None = None
) -> Gateway:
    """A gateway for calls inside this process: whoever calls is trusted. `outside` wins over `flow_answers`."""
    authenticate = Anyone(settings.account_id).authenticate
    return _wire(settings, authenticate, clock or SystemClock(), ids or SystemIds(), outside)


def build_outside(functions: Mapping[str, Any], answers: Mapping[str, Any]) -> Outside:
    """Who answers for the outside of flows, as Python says it. Raises SettingsError."""
    from callslip.functions.choices import ChoiceError, outside_of

    try:
        return outside_of(functions, answers)
    except ChoiceError as error:
        raise SettingsError(str(error)) from error


def build_deliveries(settings: Settings, gateway: Gateway, chance: Chance | None = None) -> "list[Worker]":
    """One worker for each destination of the settings; from now on the outbox is written for them.

    A destination that the store knows and the settings do not name keeps what waits for it. Raises SettingsError,
    StoreError, CredentialFileError.
    """
    clock = gateway.world.clock
    destinations = _open_destinations(settings, clock)
    with gateway.backend.transaction() as transaction:
        store = Store(transaction)
        for destination in destinations:
            store.deliveries.add(destination.name, store.outbox.last_id)
        waiting = {count.delivery.destination: count.waiting for count in store.deliveries.all()}
    for name in waiting.keys() - {destination.name for destination in destinations}:
        _log.warning(
            "%s is not among deliver_to any more; %d entries wait for it. `callslip deliveries forget` gives them up",
            name,
            waiting[name],
        )
    if not destinations:
        return []
    from callslip.delivery.compose import Composer
    from callslip.delivery.worker import Worker

    composer = Composer(gateway.world.arns, with_values=settings.event_values)
    return [
        Worker(each, gateway.backend, composer, clock, chance or SystemChance(), settings.delivery_attempts_max)
        for each in destinations
    ]


def build_feed(gateway: Gateway) -> "Feed":
    """Changes of attributes, page by page."""
    from callslip.delivery.feed import Feed

    return Feed(gateway.backend)


def build_sight(gateway: Gateway, caller: Caller) -> "Sight":
    """What this caller may see of the changes of attributes."""
    from callslip.auth.sight import Sight

    return Sight(gateway.world.arns, caller)


def delivery_counts(gateway: Gateway) -> "Sequence[DeliveryCount]":
    """How far each destination is. Raises StoreError."""
    with gateway.backend.transaction(read_only=True) as transaction:
        return Store(transaction).deliveries.all()


@contextmanager
def open_deliveries(store_url: str) -> "Iterator[Deliveries]":
    """The deliveries of a store, whether a server runs or not; changes are kept at the end. Raises StoreError."""
    backend = open_store(store_url, create=False)
    try:
        with backend.transaction() as transaction:
            yield Store(transaction).deliveries
    finally:
        backend.close()


def open_credentials(path: str) -> "CredentialFile":
    """The access keys in a file. Raises CredentialFileError when others can read it."""
    from callslip.auth.credentials import CredentialFile

    return CredentialFile(Path(path).expanduser(), SystemClock(), SystemIds())


def back_up(store_url: str, target: Path) -> None:
    """A whole, verified copy of the store, taken while a server may go on. Raises StoreError."""
    backend = open_store(store_url, create=False)
    try:
        backend.backup(target)
    finally:
        backend.close()


def copy_to(store_url: str, target_url: str, progress: Callable[[str, int], None]) -> int:
    """Copy a store into an empty one; the number of rows. Raises StoreError."""
    from callslip.store.copying import copy_store

    with ExitStack() as opened:
        source = open_store(store_url, create=False)
        opened.callback(source.close)
        target = open_store(target_url)
        opened.callback(target.close)
        return copy_store(source, target, progress)


def compact_store(store_url: str) -> None:
    """Write the store's files anew, without what was deleted. Raises StoreError while another program has them open."""
    backend = open_store(store_url, create=False)
    try:
        backend.compact()
    finally:
        backend.close()


@contextmanager
def opened(settings: Settings, clock: Clock | None = None, ids: Ids | None = None) -> Iterator[tuple[Backend, World]]:
    """A store that is there, for a command that works on it beside a server or without one. Raises StoreError."""
    backend = open_store(settings.store, create=False)
    try:
        yield backend, _world(settings, backend, clock or SystemClock(), ids or SystemIds())
    finally:
        backend.close()


def check_store(store_url: str) -> list[str]:
    """What is wrong with the store, in words; empty when nothing is. Raises StoreError."""
    from callslip.store.checkup import find_problems
    from callslip.store.flag_checkup import find_flag_problems
    from callslip.store.indexing import find_index_problems
    from callslip.store.outbox_checkup import find_outbox_problems

    backend = open_store(store_url, create=False)
    try:
        looks = (find_problems, find_index_problems, find_flag_problems, find_outbox_problems)
        return backend.integrity_problems() + [problem for look in looks for problem in look(backend)]
    finally:
        backend.close()


def anchor_store(store_url: str, path: Path) -> str:
    """Write the last digests of all histories to a new file; one digest over all. Raises StoreError, OSError."""
    from callslip.keeping.anchors import write_anchor

    backend = open_store(store_url, create=False)
    try:
        return write_anchor(backend, path)
    finally:
        backend.close()


def compare_with_anchor(store_url: str, path: Path) -> tuple[list[str], list[str]]:
    """What was changed since an anchor was written, and what has gone. Raises StoreError, OSError, AnchorError."""
    from callslip.keeping.anchors import check_anchor

    backend = open_store(store_url, create=False)
    try:
        return check_anchor(backend, path)
    finally:
        backend.close()


def reindex_store(store_url: str, progress: Callable[[int], None], *, from_scratch: bool) -> tuple[int, frozenset[str]]:
    """Put all contacts into the index of searchable attributes; the number of chains, the keys. Raises StoreError."""
    from callslip.store.indexing import reindex

    backend = open_store(store_url, create=False)
    try:
        with backend.transaction(read_only=True) as transaction:
            keys = Store(transaction).attribute_index.searchable().names
        return reindex(backend, progress, from_scratch=from_scratch) if keys else 0, keys
    finally:
        backend.close()


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach the address."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _wire(
    settings: Settings, authenticate: Authenticate, clock: Clock, ids: Ids, outside: Outside | None = None
) -> Gateway:
    outside = outside or _read_outside(settings.flow_answers)
    flag_rules = _read_flag_rules(settings.flag_rules)
    with ExitStack() as undo:
        backend = open_store(settings.store)
        undo.callback(backend.close)
        _make_searchable(backend, settings.searchable_keys())
        _make_instance(backend, settings.instance_id, clock)
        with backend.transaction() as transaction:
            Store(transaction).flags.set_rules(flag_rules)
        world = replace(_world(settings, backend, clock, ids), outside=outside)
        model, router, operations = _api()
        guard = Guard(authenticate, _authorize(settings, world.arns), _throttle(settings, clock))
        gateway = Gateway(model, backend, world, router, operations, guard)
        undo.pop_all()
    return gateway


@cache
def _api() -> tuple[Model, Router, Operations]:
    """What no setting changes: made once, for a mock is made anew for each test."""
    model = load_model_with_extensions()
    return model, Router(model), Operations(own=True)


def _world(settings: Settings, backend: Backend, clock: Clock, ids: Ids) -> World:
    rules = Rules(
        attributes_epoch_ms=settings.attributes_epoch_ms(),
        strict_initial_contact_id=settings.strict_initial_contact_id,
        refuses_unknown_resources=settings.unknown_resources == "refuse",
        retention_months=settings.retention_months,
        retention_archive=settings.retention_archive,
        search_weeks_max=settings.search_weeks_max,
    )
    return World(clock, ids, rules, ArnMaker(settings.region, settings.account_id), _page_secret(backend))


def _authorize(settings: Settings, arns: ArnMaker) -> Authorize:
    allowed = partial(authorize, arns)
    if not (settings.fault_active_region or settings.fault_hidden_ms or settings.fault_read_lag_ms):
        return allowed
    from callslip.auth.faults import Faults

    return Faults(
        allowed, settings.region, settings.fault_active_region, settings.fault_hidden_ms, settings.fault_read_lag_ms
    )


def _throttle(settings: Settings, clock: Clock) -> Throttle:
    if settings.throttle == "off":
        return unlimited
    return RequestRates(clock, by_credential=settings.throttle == "credential")


def _authenticate(settings: Settings, clock: Clock) -> Authenticate:
    if settings.auth == "open":
        if not is_loopback(settings.host):
            raise SettingsError(
                f"auth = open answers anyone, so it only listens on this machine; {settings.host} is reachable from "
                "others. Make a key with `callslip credentials create` and start with --auth sigv4, or listen on "
                "127.0.0.1."
            )
        return LocalOnly(settings.account_id).authenticate
    from callslip.auth.sigv4 import Sigv4

    regions = {settings.region, *filter(None, (name.strip() for name in settings.signing_regions.split(",")))}
    return Sigv4(
        open_credentials(settings.credentials),
        clock,
        regions=frozenset() if "*" in regions else frozenset(regions),
        account_id=settings.account_id,
    ).authenticate


def _make_searchable(backend: Backend, keys: frozenset[str]) -> None:
    """Configure the keys; those by which only contacts from now on are found are told to the log."""
    incomplete = configure_keys(backend, keys)
    if incomplete:
        logging.getLogger("callslip.search").warning(
            "attributes: by %s only contacts are found that begin or change from now on; `callslip reindex` adds "
            "those from before",
            ", ".join(sorted(incomplete)),
        )


def _page_secret(backend: Backend) -> str:
    """What signs pagination tokens: drawn by the machine once for each store, whatever ids were handed in."""
    with backend.transaction() as transaction:
        return Store(transaction).secrets.get_or_put("page tokens", SystemIds().new_secret())


def _read_outside(path: str) -> Outside:
    if not path:
        return Outside()
    from callslip.functions.choices import ChoiceError, read_outside

    try:
        return read_outside(Path(path).expanduser())
    except ChoiceError as error:
        raise SettingsError(f"flow_answers: {error}.") from error


def _read_flag_rules(path: str) -> list[FlagRule]:
    if not path:
        return []
    from callslip.flagging import read_rules

    try:
        return read_rules(Path(path).expanduser().read_text("utf-8"))
    except OSError as error:
        raise SettingsError(f"flag_rules: cannot read {path}: {error.strerror}.") from error
    except ValueError as error:
        raise SettingsError(f"flag_rules: {path}: {error}.") from error


def _open_destinations(settings: Settings, clock: Clock) -> "Sequence[Destination]":
    secret = None
    if settings.webhook_secret_file:
        path = Path(settings.webhook_secret_file).expanduser()
        try:
            secret = read_private(path)[1].strip()
        except FileNotFoundError as error:
            raise SettingsError(f"webhook_secret_file: there is no file {path}.") from error
    if not settings.deliver_to:
        return []
    from callslip.delivery.destinations import open_destination
    from callslip.delivery.message import DestinationError

    found: dict[str, Destination] = {}
    for number, text in enumerate(settings.deliver_to.split(), 1):
        try:
            destination = open_destination(text, secret, clock)
        except DestinationError as error:
            raise SettingsError(f"deliver_to, number {number}: {error}.") from error
        if destination.name in found:
            raise SettingsError(f"deliver_to names {destination.name} twice.")
        found[destination.name] = destination
    return list(found.values())


def _make_instance(backend: Backend, instance_id: str, clock: Clock) -> None:
    if not instance_id:
        return
    with backend.transaction() as transaction:
        store = Store(transaction)
        if store.instances.find(instance_id) is not None:
            return
        store.instances.put(Instance(instance_id, "CONNECT_MANAGED", clock.now_ms(), alias=None))
        for resource in first_resources(instance_id, clock.now_ms()):
            store.resources.create(resource)
