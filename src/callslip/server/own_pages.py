"""Pages below /_callslip/ that need to know who asks: authenticated as the API is, performed in threads."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from callslip.bootstrap import build_flag_desk
from callslip.domain.caller import Caller
from callslip.gateway import Gateway
from callslip.protocol.message import Request, Response
from callslip.server.flag_pages import FlagPages
from callslip.server.flow_pages import FlowPages
from callslip.server.history_pages import HistoryPages
from callslip.server.pages import PREFIX

_THREADS = 2

Page = Callable[[Request, Caller], Response]


class OwnPages:
    """Answers what it knows; the rest is for the pages that anyone may see."""

    def __init__(self, gateway: Gateway) -> None:
        self._gateway = gateway
        self._pages: dict[str, Page] = {
            f"{PREFIX}flags": FlagPages(build_flag_desk(gateway)).answer,
            f"{PREFIX}flows": FlowPages(gateway).answer,
        }
        self._history = HistoryPages(gateway)
        self._threads = ThreadPoolExecutor(_THREADS, "callslip-pages")

    async def answer(self, request: Request) -> Response | None:
        """The answer, or None for a path that is not one of these. Raises ServiceError."""
        page = self._pages.get(request.path) or self._history.page(request.path)
        if page is None:
            return None
        caller = self._gateway.guard.authenticate_unlimited(request)
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, self._perform, page, request, caller)

    def close(self) -> None:
        """Finish what was accepted."""
        self._threads.shutdown()

    def _perform(self, page: Page, request: Request, caller: Caller) -> Response:
        """As the gateway does: what goes wrong is explained, and a fault of ours told to the log alone."""
        try:
            return page(request, caller)
        except Exception as error:  # noqa: BLE001 - the translator of last resort
            return self._gateway.explain(error, self._gateway.world.ids.new_request_id())
