"""A request and a response, free of any HTTP server."""

from collections.abc import Mapping

import msgspec


class Request(msgspec.Struct, frozen=True):
    """One HTTP request as it came.

    `path` is the raw path, still percent-encoded, without the query; `query` the raw query string without `?`.
    `headers` have lower-case names; a header sent twice is joined with `,`. Text is latin-1 of the wire's bytes.
    """

    method: str
    path: str
    query: str
    headers: Mapping[str, str]
    body: bytes


class Response(msgspec.Struct, frozen=True):
    """One HTTP response; the server adds Date and Content-Length."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
