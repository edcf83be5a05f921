"""/_callslip/contacts/ID/history over HTTP: who changed which attribute when, or with `at` what they were then."""

import json
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl, unquote

from callslip.domain.caller import Caller
from callslip.domain.errors import InvalidParameterException, InvalidRequestException
from callslip.gateway import Gateway
from callslip.keeping.reading import ask, get_contact_attributes_at, get_contact_history
from callslip.protocol.message import Request, Response
from callslip.server.pages import PREFIX

_PATH = re.compile(rf"{PREFIX}contacts/([^/]+)/history")
_MEMBERS = {"instanceId": "InstanceId", "key": "Key", "maxResults": "MaxResults", "nextToken": "NextToken", "at": "At"}


class HistoryPages:
    """GET with `instanceId`, and `key`, `maxResults`, `nextToken`, or `at`; it waits for the store, in a thread."""

    def __init__(self, gateway: Gateway) -> None:
        self._gateway = gateway

    def page(self, path: str) -> Callable[[Request, Caller], Response] | None:
        """What answers this path, or None."""
        return self.answer if _PATH.fullmatch(path) else None

    def answer(self, request: Request, _: Caller) -> Response:
        """The answer. Raises ServiceError, StoreError."""
        if request.method != "GET":
            raise InvalidRequestException(f"{request.method} is not for this path; GET shows a history.")
        members = _members(request)
        question = get_contact_attributes_at if "At" in members else get_contact_history
        answer = ask(self._gateway.backend, self._gateway.world, question, members)
        return Response(200, (("Content-Type", "application/json"),), json.dumps(answer).encode())


def _members(request: Request) -> dict[str, Any]:
    found = _PATH.fullmatch(request.path)
    members: dict[str, Any] = {"ContactId": unquote(found[1]) if found else ""}
    for name, value in parse_qsl(request.query, keep_blank_values=True):
        if name not in _MEMBERS:
            raise InvalidParameterException(f"{name!a} is not known. Known: {', '.join(sorted(_MEMBERS))}.")
        members[_MEMBERS[name]] = value
    if not members.get("InstanceId"):
        raise InvalidRequestException("instanceId is needed: whose contact?")
    limit = members.get("MaxResults")
    if limit is not None:
        members["MaxResults"] = int(limit[:9]) if limit.isdecimal() and limit.isascii() else 0
    return members
