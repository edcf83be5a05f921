"""A client of the server's own pages below /_callslip/: signed with the caller's credentials where there are any."""

import argparse
import json
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote, urlencode

import botocore.session
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.exceptions import BotoCoreError
from botocore.httpsession import URLLib3Session

from callslip.shell.endpoint import LOCAL_REGION, LOCAL_URL, choose_endpoint, choose_trust
from callslip.shell.failures import ShellError

_CONNECT_S = 5
_READ_S = 45
"""Longer than the feed is ever silent."""
_OK = 200
_FAULTS = 500


class RefusedError(ShellError):
    """The server answered, and said no: trying again would not help."""


class OwnPagesClient:
    """Speaks to one server. Every call raises ShellError: RefusedError where it said no, else where it is not there."""

    def __init__(self, options: argparse.Namespace) -> None:
        """`options` are those of `own_routes.add_server_options`."""
        try:
            self._session = botocore.session.Session(profile=options.profile)
            chosen = choose_endpoint(self._session, options.endpoint_url, aws=False)
            self._url = (chosen.url or LOCAL_URL).rstrip("/")
            self._region = options.region or self._session.get_config_variable("region") or LOCAL_REGION
            self._session.get_component("credential_provider").remove("iam-role")
            self._credentials = self._session.get_credentials() if options.sign_request else None
        except BotoCoreError as error:
            raise ShellError(str(error)) from error
        trust: Any = choose_trust(options)
        if trust is None:
            trust = self._session.get_config_variable("ca_bundle") or True
        self._http = URLLib3Session(
            verify=trust,
            timeout=(_CONNECT_S, _READ_S),  # type: ignore[arg-type]  # the stubs know one number only
        )

    def get(self, path: str, query: Mapping[str, str]) -> Any:
        """What a page answers."""
        return json.loads(self._send("GET", path, query, b"", {}, streams=False).content)

    def post(self, path: str, members: Mapping[str, Any]) -> Any:
        """What a page answers to a body."""
        body = json.dumps(members).encode()
        return json.loads(
            self._send("POST", path, {}, body, {"Content-Type": "application/json"}, streams=False).content
        )

    def lines(self, path: str, query: Mapping[str, str], headers: Mapping[str, str]) -> Iterator[str]:
        """The lines of an answer as they come, until the server ends it."""
        answer = self._send("GET", path, query, b"", headers, streams=True)
        rest = b""
        try:
            for piece in answer.raw.stream():
                *whole, rest = (rest + piece).split(b"\n")
                yield from (line.decode() for line in whole)
        except Exception as error:
            raise ShellError(f"the connection broke: {type(error).__name__}") from error

    def _send(
        self,
        method: str,
        path: str,
        query: Mapping[str, str],
        body: bytes,
        headers: Mapping[str, str],
        *,
        streams: bool,
    ) -> Any:
        url = f"{self._url}{path}"
        if query:
            url += "?" + urlencode(query, quote_via=quote)
        request = AWSRequest(method, url, dict(headers), body, stream_output=streams)
        if self._credentials is not None:
            SigV4Auth(self._credentials.get_frozen_credentials(), "connect", self._region).add_auth(request)
        try:
            answer = self._http.send(request.prepare())
        except BotoCoreError as error:
            raise ShellError(f"no server answers at {self._url}") from error
        if answer.status_code != _OK:
            kind = ShellError if answer.status_code >= _FAULTS else RefusedError
            raise kind(_message(answer.content, answer.status_code))
        return answer


def _message(content: bytes, status: int) -> str:
    try:
        return str(json.loads(content)["message"])
    except (ValueError, KeyError, TypeError):
        return f"the server answered {status}"
