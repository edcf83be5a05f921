"""/_callslip/flags over HTTP: what is asked in JSON and query, and the answer; the behaviour is the desk's."""

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl

import msgspec

from callslip.domain.caller import Caller
from callslip.domain.errors import InvalidParameterException, InvalidRequestException
from callslip.domain.flag import Flag, FlagFilter
from callslip.flagging import PAGE_MAX, FlagDesk
from callslip.protocol.message import Request, Response

_QUERY = frozenset({"instanceId", "contactId", "state", "name", "assignee", "maxResults", "nextToken"})


class _Ask(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="camel", kw_only=True):
    """The body of a POST."""

    action: str
    instance_id: str
    contact_id: str
    name: str
    reason: str = ""
    assignee: str = ""


class FlagPages:
    """GET lists, POST raises, takes or closes; both wait for the store, so they run in a thread."""

    def __init__(self, desk: FlagDesk) -> None:
        self._desk = desk
        self._actions: dict[str, Callable[[Caller, _Ask], Flag]] = {
            "raise": lambda caller, ask: desk.raise_flag(caller, ask.instance_id, ask.contact_id, ask.name, ask.reason),
            "take": lambda caller, ask: desk.take(caller, ask.instance_id, ask.contact_id, ask.name, ask.assignee),
            "close": lambda caller, ask: desk.close(caller, ask.instance_id, ask.contact_id, ask.name, ask.reason),
        }

    def answer(self, request: Request, caller: Caller) -> Response:
        """The answer. Raises ServiceError, StoreError."""
        if request.method == "GET":
            return _json(self._list(request))
        if request.method != "POST":
            raise InvalidRequestException(f"{request.method} is not for this path; GET lists flags, POST changes one.")
        try:
            ask = msgspec.json.decode(request.body, type=_Ask)
        except msgspec.DecodeError as error:
            raise InvalidRequestException(f"The body is not what is needed: {error}") from error
        action = self._actions.get(ask.action)
        if action is None:
            raise InvalidParameterException(f"action: {ask.action!a} was given; allowed: raise, take, close.")
        return _json(_shown(action(caller, ask)))

    def _list(self, request: Request) -> dict[str, Any]:
        query = dict(parse_qsl(request.query, keep_blank_values=True))
        for name in query:
            if name not in _QUERY:
                raise InvalidParameterException(f"{name!a} is not known. Known: {', '.join(sorted(_QUERY))}.")
        if not query.get("instanceId"):
            raise InvalidRequestException("instanceId is needed: whose flags?")
        chosen = FlagFilter(
            query["instanceId"], query.get("state", ""), query.get("name", ""), query.get("assignee", "")
        )
        limit = _limit(query.get("maxResults", str(PAGE_MAX)))
        found, token = self._desk.page(chosen, query.get("contactId", ""), limit, query.get("nextToken"))
        return {"flags": [_shown(flag) for flag in found], "nextToken": token}


def _limit(text: str) -> int:
    if not text.isdecimal() or not text.isascii():
        raise InvalidParameterException(f"maxResults: {text!a} was given; 1 to {PAGE_MAX} are allowed.")
    return int(text[:9])


def _shown(flag: Flag) -> dict[str, Any]:
    return {
        "instanceId": flag.instance_id,
        "initialContactId": flag.initial_contact_id,
        "contactId": flag.contact_id,
        "name": flag.name,
        "state": flag.state,
        "reason": flag.reason,
        "raisedBy": flag.raised_by,
        "raisedAt": flag.raised_ms,
        "assignee": flag.assignee or None,
        "resolution": flag.resolution or None,
        "changedBy": flag.changed_by,
        "changedAt": flag.changed_ms,
    }


def _json(content: dict[str, Any]) -> Response:
    return Response(200, (("Content-Type", "application/json"),), json.dumps(content).encode())
