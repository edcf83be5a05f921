"""Where a request goes, and who signs it: the server of this machine unless something else was said aloud."""

import argparse
import os
import re
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from callslip.shell.failures import ParameterError

if TYPE_CHECKING:
    from botocore.session import Session

LOCAL_URL = "http://127.0.0.1:8720"
LOCAL_REGION = "us-east-1"
_VARIABLES = ("CALLSLIP_ENDPOINT_URL", "AWS_ENDPOINT_URL_CONNECT", "AWS_ENDPOINT_URL")


@dataclass(frozen=True)
class Endpoint:
    """`url` is None for Amazon's own, which botocore finds by the region."""

    url: str | None

    @property
    def is_local(self) -> bool:
        """Whether requests stay on this machine."""
        return self.url is not None and _is_loopback(urlsplit(self.url).hostname or "")


def choose_endpoint(session: "Session", given: str | None, *, aws: bool) -> Endpoint:
    """The endpoint that was given, or else that of the environment, of the profile, or of this machine.

    Only `aws`, or a URL that names Amazon, leads to Amazon. Raises ParameterError.
    """
    if given is not None and aws:
        raise ParameterError("Only one of --endpoint-url and --aws may be specified.")
    if aws:
        return Endpoint(None)
    if given is not None:
        return Endpoint(check_url(given, "--endpoint-url"))
    for source, url in _configured(session):
        if url:
            return Endpoint(check_url(url, source))
    return Endpoint(LOCAL_URL)


def choose_trust(options: argparse.Namespace) -> str | bool | None:
    """The file of authorities to trust, False for any certificate, None for those of the configuration.

    Raises ParameterError for a file that is not there, which would look like a server that is not there.
    """
    if not options.verify_ssl:
        return False
    bundle: str | None = options.ca_bundle
    if bundle is not None and not Path(bundle).is_file():
        raise ParameterError(f"argument --ca-bundle: {bundle!r} was received, a file of certificates is allowed")
    return bundle


def check_url(url: str, source: str) -> str:
    """The URL, when it is one. Raises ParameterError, which names the source of the URL."""
    form = "Must be of the form http://<hostname>/ or https://<hostname>/"
    parts = urlsplit(url)
    if not parts.scheme:
        raise ParameterError(f'Bad value for {source} "{url}": scheme is missing.  {form}')
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ParameterError(f'Bad value for {source} "{url}": no server is named.  {form}')
    return url


def _configured(session: "Session") -> list[tuple[str, str | None]]:
    """What the environment and the profile say, the first with a URL wins; `ignore_...` of the profile is obeyed."""
    variables = [(name, os.environ.get(name)) for name in _VARIABLES]
    if session.get_config_variable("ignore_configured_endpoint_urls"):
        return variables[:1]
    profile = session.get_scoped_config()
    services = _mapping(_mapping(session.full_config.get("services")).get(str(profile.get("services"))))
    return [
        *variables,
        ("services of the profile", _mapping(services.get("connect")).get("endpoint_url")),
        ("endpoint_url of the profile", profile.get("endpoint_url")),
    ]


def _mapping(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _is_loopback(host: str) -> bool:
    if re.fullmatch(r"(?:.+\.)?localhost\.?", host, re.IGNORECASE):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
