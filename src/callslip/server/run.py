"""Runs a server in this process until it is told to stop."""

import asyncio
import contextlib
import gc
import logging
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

from callslip.bootstrap import build, build_deliveries
from callslip.gateway import Gateway
from callslip.server.asgi import Application
from callslip.server.connection import Outgoing, connection_class
from callslip.server.deliveries import Deliveries
from callslip.server.invocations import Invocations
from callslip.server.logs import configure_logs
from callslip.server.ticker import Ticker
from callslip.server.uvicorn_parts import Config, Server
from callslip.settings import Settings, SettingsError

_BACKLOG = 2048
_TICKS_A_SECOND = 10
_DESCRIPTORS_BESIDE = 256
_ACCEPTED_AT_ONCE = 8
"""Handles on the one listening socket: the loop accepts one connection a turn from each."""


class _Server(Server):
    """uvicorn's server: exits 0 after SIGTERM, ends requests that take too long to arrive, says when it is ready."""

    def __init__(self, config: Config, ready: Callable[[], None], stopping: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready
        self._stopping = stopping

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._stopping()
        await super().shutdown(sockets)

    async def on_tick(self, counter: int) -> bool:
        if counter % _TICKS_A_SECOND == 0:
            now_s = asyncio.get_running_loop().time()
            for connection in list(self.server_state.connections):
                connection.check_time(now_s)  # type: ignore[union-attr]
        return await super().on_tick(counter)

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """As uvicorn's, without raising the signal again at the end: stopping when told to is success."""
        with super().capture_signals():
            yield
            self._captured_signals.clear()


def serve(settings: Settings, announce: Callable[[str], None]) -> None:
    """Serve until SIGTERM or SIGINT; `announce` gets the URL once requests are answered.

    A caller may switch the garbage collector off until then; it is on while requests are answered, and stays so.
    Raises SettingsError, StoreError, CredentialFileError.
    """
    configure_logs(settings)
    _allow_descriptors(settings.connections_max + _DESCRIPTORS_BESIDE)
    gateway = build(settings)
    with contextlib.closing(gateway.backend):
        _serve(settings, gateway, announce)
    logging.getLogger("callslip").info("stopped: everything answered is on disk")


def _serve(settings: Settings, gateway: Gateway, announce: Callable[[str], None]) -> None:
    deliveries = Deliveries(build_deliveries(settings, gateway))
    invocations = Invocations(gateway)
    outgoing = Outgoing()
    application = Application(gateway, settings, outgoing.flush)
    config = Config(
        application,
        http=connection_class(
            settings, outgoing, begin=application.begin, refuse=gateway.refuse, cut_off=application.cut_off
        ),
        ws="none",
        lifespan="off",
        proxy_headers=False,
        log_config=None,
        access_log=False,
        server_header=False,
        backlog=_BACKLOG,
        timeout_keep_alive=settings.keep_alive_s,
        timeout_graceful_shutdown=settings.shutdown_timeout_s,
        ssl_certfile=settings.tls_certificate or None,
        ssl_keyfile=settings.tls_key or None,
    )
    _check_tls(settings)
    listener = _listen(settings)
    server = _Server(config, lambda: announce(_url(settings, listener)), application.tell_to_stop)

    async def run() -> None:
        ticker = Ticker(gateway, sweep_s=settings.retention_sweep_s)
        deliveries.start()
        invocations.start()
        try:
            await server.serve(sockets=[listener, *(listener.dup() for _ in range(_ACCEPTED_AT_ONCE - 1))])
        finally:
            await ticker.close()
            invocations.stop()
            deliveries.stop()
            await application.close()

    gc.freeze()  # what lives as long as the server need not be looked at again: 30 ms each time
    gc.enable()
    with asyncio.Runner(loop_factory=config.get_loop_factory()) as runner:
        runner.run(run())


def _allow_descriptors(count: int) -> None:
    """Ask the system for as many open files as connections may come, up to what it grants without privileges."""
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = count if hard == resource.RLIM_INFINITY else min(count, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def _listen(settings: Settings) -> socket.socket:
    try:
        family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
        listener = socket.socket(family)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((settings.host, settings.port))
    except OSError as error:
        raise SettingsError(
            f"Cannot listen on {settings.host} port {settings.port}: {error.strerror}. Choose another with --port, "
            "or --port 0 for a free one."
        ) from error
    listener.set_inheritable(True)
    return listener


def _url(settings: Settings, listener: socket.socket) -> str:
    scheme = "https" if settings.tls_certificate else "http"
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    return f"{scheme}://{host}:{listener.getsockname()[1]}"


def _check_tls(settings: Settings) -> None:
    for name in ("tls_certificate", "tls_key"):
        path = getattr(settings, name)
        if path and not Path(path).is_file():
            raise SettingsError(f"{name}: there is no file {path}.")
