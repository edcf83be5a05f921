"""The server's own pages below /_callslip/: health, readiness, metrics. They need no signature and tell no data."""

import json
from collections.abc import Callable

from callslip.domain.errors import ServiceUnavailableException, UnknownOperationException
from callslip.gateway import Gateway
from callslip.protocol.message import Request, Response
from callslip.server.metrics import CONTENT_TYPE, Metrics

PREFIX = "/_callslip/"
METRICS = f"{PREFIX}metrics"


class Pages:
    """Answers GET and HEAD."""

    def __init__(self, gateway: Gateway, metrics: Metrics) -> None:
        self._gateway = gateway
        self._metrics = metrics
        self._pages: dict[str, Callable[[], Response]] = {
            "health": lambda: _json({"status": "ok"}),
            "ready": self._ready,
            "metrics": lambda: Response(200, (("Content-Type", CONTENT_TYPE),), self._metrics.text()),
        }

    def has(self, path: str) -> bool:
        """Whether there is such a page; other paths below the prefix are operations of our own."""
        return path.removeprefix(PREFIX) in self._pages

    def answer(self, request: Request) -> Response:
        """A page, or UnknownOperationException as every unknown path."""
        page = self._pages.get(request.path.removeprefix(PREFIX))
        if page is None or request.method not in ("GET", "HEAD"):
            known = ", ".join(f"GET {PREFIX}{name}" for name in self._pages)
            raise UnknownOperationException(f"No such page. There are: {known}.")
        return page()

    def _ready(self) -> Response:
        if not self._gateway.backend.responds():
            raise ServiceUnavailableException("The store does not answer.")
        return _json({"status": "ready"})


def _json(content: dict[str, str]) -> Response:
    return Response(200, (("Content-Type", "application/json"),), json.dumps(content).encode())
