"""The canonical forms of a request's path, query and headers, as Signature Version 4 wants them signed."""

import re
from collections.abc import Mapping
from urllib.parse import quote, unquote_to_bytes

_UNRESERVED = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~"
_PLAIN_PATH = _UNRESERVED + b"/"
_BLANKS = re.compile(r"[ \t]+")


def canonical_path(path: str) -> str:
    """The raw path percent-encoded once more: `%2F` on the wire is signed as `%252F`."""
    raw = path.encode("latin-1")
    return quote(raw, safe="/") if raw.translate(None, _PLAIN_PATH) else path


def normal_path(path: str) -> str:
    """The raw path without empty and dot segments; a slash at the end stays."""
    kept: list[str] = []
    segments = path.split("/")
    for segment in segments:
        if segment == "..":
            del kept[-1:]
        elif segment not in {"", "."}:
            kept.append(segment)
    end = "/" if kept and not segments[-1] else ""
    return f"/{'/'.join(kept)}{end}"


def canonical_query(query: str) -> str:
    """The raw query decoded, encoded strictly and sorted by name, then by value; `+` is a plus, not a space."""
    if not query:
        return ""
    pairs = (piece.partition("=") for piece in query.split("&"))
    return "&".join(
        f"{name}={value}" for name, value in sorted((_encode(name), _encode(value)) for name, _, value in pairs)
    )


def canonical_headers(headers: Mapping[str, str], names: tuple[str, ...]) -> str:
    """One line for each signed header, in the order signed; a header that is absent counts as empty.

    Blanks around a value go, those inside it become one space.
    """
    lines = "".join([f"{name}:{headers.get(name, '')}\n" for name in names])
    if " " in lines or "\t" in lines:
        return "".join([f"{name}:{_trim(headers.get(name, ''))}\n" for name in names])
    return lines


def _encode(text: str) -> str:
    return quote(unquote_to_bytes(text.encode("latin-1")), safe="")


def _trim(value: str) -> str:
    if "  " in value or "\t" in value:
        value = _BLANKS.sub(" ", value)
    return value.strip(" ")
