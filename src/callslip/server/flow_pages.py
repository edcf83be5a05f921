"""/_callslip/flows over HTTP: what a contact's flows did, and input for the one under way."""

from typing import Any
from urllib.parse import parse_qs

import msgspec

from callslip import contact_flows
from callslip.domain.arn import contact_id_of, instance_id_of
from callslip.domain.caller import Caller
from callslip.domain.errors import InvalidRequestException
from callslip.gateway import Gateway
from callslip.protocol.message import Request, Response


class _Ask(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="camel", omit_defaults=True):
    """The body of a POST."""

    instance_id: str
    contact_id: str
    keys: str | None = None
    text: str | None = None
    event: str | None = None


class FlowPages:
    """GET tells, POST gives input; both wait for the store, so they run in a thread."""

    def __init__(self, gateway: Gateway) -> None:
        self._backend = gateway.backend
        self._world = gateway.world

    def answer(self, request: Request, _caller: Caller) -> Response:
        """The answer. Raises ServiceError, StoreError."""
        if request.method == "GET":
            return _json(self._tell(request))
        if request.method != "POST":
            raise InvalidRequestException(f"{request.method} is not for this path; GET tells, POST gives input.")
        try:
            ask = msgspec.json.decode(request.body, type=_Ask)
        except msgspec.DecodeError as error:
            raise InvalidRequestException(f"The body is not what is needed: {error}") from error
        given = {"Keys": ask.keys, "Text": ask.text, "Event": ask.event}
        contact_flows.give(
            self._backend,
            self._world,
            instance_id_of(ask.instance_id),
            contact_id_of(ask.contact_id),
            {name: value for name, value in given.items() if value is not None},
        )
        return _json({})

    def _tell(self, request: Request) -> dict[str, Any]:
        query = parse_qs(request.query)
        if query.keys() != {"instanceId", "contactId"}:
            raise InvalidRequestException("instanceId and contactId are needed in the query, and nothing else.")
        instance_id, contact_id = instance_id_of(query["instanceId"][0]), contact_id_of(query["contactId"][0])
        return {"flowRuns": contact_flows.record(self._backend, self._world, instance_id, contact_id)}


def _json(content: dict[str, Any]) -> Response:
    return Response(200, (("Content-Type", "application/json"),), msgspec.json.encode(content))
