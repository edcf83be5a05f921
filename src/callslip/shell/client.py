"""One call through botocore: its configuration, credentials, retries, signatures, requests and answers."""

import argparse
import logging
import os
import sys
from collections.abc import Iterator, Mapping
from typing import Any, Self

import botocore.session
from botocore import UNSIGNED, xform_name
from botocore.config import Config
from botocore.utils import parse_timestamp

from callslip import __version__
from callslip.shell.arguments import OUTPUTS
from callslip.shell.catalogue import Command
from callslip.shell.endpoint import LOCAL_REGION, Endpoint, choose_endpoint, choose_trust
from callslip.shell.failures import ParameterError
from callslip.shell.service_files import ServiceFiles

_LOGGERS_WITH_VALUES = ("botocore.auth", "botocore.endpoint", "botocore.parsers", "botocore.awsrequest", "urllib3")
"""Their debug lines show bodies, tokens and signatures."""

_KEYS_OF_OTHER_SERVICES = ("role_arn", "sso_session", "sso_start_url", "login_session", "web_identity_token_file")
"""Of a profile: credentials are asked of another service."""


class Caller:
    """Calls one operation as the global options say; use it in a `with` block."""

    def __init__(self, command: Command, options: argparse.Namespace) -> None:
        """Open a session. Raises ParameterError, botocore's errors about configuration."""
        self._opened: Any = None
        self._command = command
        self._options = options
        self._session = botocore.session.Session(profile=options.profile)
        self._session.user_agent_name = "callslip"
        self._session.user_agent_version = __version__
        if options.debug:
            _show_steps()
        self.endpoint: Endpoint = choose_endpoint(self._session, options.endpoint_url, aws=options.aws)

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the connections."""
        if self._opened is not None:
            self._opened.close()

    @property
    def output(self) -> str:
        """The format of the answer, by option, environment or profile. Raises ParameterError."""
        chosen = self._options.output or str(self._setting("output", "AWS_DEFAULT_OUTPUT") or "json")
        if chosen not in OUTPUTS:
            raise ParameterError(f"Unknown output type: {chosen}, valid types are: {', '.join(OUTPUTS)}")
        return chosen

    def call(self, members: Mapping[str, Any]) -> dict[str, Any]:
        """The members of the answer. Raises botocore's errors."""
        client = self._client()
        answer: dict[str, Any] = getattr(client, xform_name(self._command.operation.name))(**members)
        answer.pop("ResponseMetadata", None)
        return answer

    def pages(self, members: Mapping[str, Any], turning: Mapping[str, Any]) -> Any:
        """The answer page by page: botocore's iterator, which can build the whole too."""
        paginator = self._client().get_paginator(xform_name(self._command.operation.name))
        return paginator.paginate(**members, PaginationConfig=dict(turning))

    def _client(self) -> Any:
        """Botocore's client, made at the first call."""
        if self._opened is None:
            self._opened = self._open()
        return self._opened

    def _open(self) -> Any:
        session, options = self._session, self._options
        local = self.endpoint.is_local
        if self.endpoint.url is None:
            session.set_config_variable("ignore_configured_endpoint_urls", True)
        else:
            session.register_component("data_loader", self._files())
        if local:
            _ask_no_metadata(session)
        factory = session.get_component("response_parser_factory")
        factory.set_parser_defaults(timestamp_parser=lambda value: parse_timestamp(value).isoformat())
        return session.create_client(
            "connect",
            region_name=options.region or self._setting("region", "AWS_REGION") or (LOCAL_REGION if local else None),
            endpoint_url=self.endpoint.url,
            verify=choose_trust(options),
            config=self._config(),
        )

    def _files(self) -> ServiceFiles:
        """The data files; credentials that come from another service need the list of endpoints."""
        profile = self._session.get_scoped_config()
        away = any(key in profile for key in _KEYS_OF_OTHER_SERVICES) or "AWS_WEB_IDENTITY_TOKEN_FILE" in os.environ
        return ServiceFiles(self._command.operation, alone=not away)

    def _config(self) -> Config:
        options = self._options
        unsigned = not options.sign_request or (self.endpoint.is_local and self._has_no_credentials())
        return Config(
            connect_timeout=_seconds("--cli-connect-timeout", options.cli_connect_timeout),
            read_timeout=_seconds("--cli-read-timeout", options.cli_read_timeout),
            signature_version=UNSIGNED if unsigned else None,
            retries=None if self._setting("retry_mode", "AWS_RETRY_MODE") else {"mode": "standard"},
        )

    def _has_no_credentials(self) -> bool:
        """Whether nobody configured credentials; a metadata service of a cloud is not asked for a local server."""
        self._session.get_component("credential_provider").remove("iam-role")
        return self._session.get_credentials() is None

    def _setting(self, name: str, variable: str) -> Any:
        """What environment or profile say; None where only botocore's default would be left."""
        if name in ("retry_mode", "output"):
            return os.environ.get(variable) or self._session.get_scoped_config().get(name)
        return os.environ.get(variable) or self._session.get_config_variable(name)


def _ask_no_metadata(session: Any) -> None:
    """The mode `auto` would ask the metadata service of a cloud where this machine is."""
    if session.get_config_variable("defaults_mode") == "auto":
        session.set_config_variable("defaults_mode", "legacy")


def _seconds(flag: str, text: str | None) -> int | None:
    """A timeout in seconds; 60 unless one is given, None (for ever) for 0. Raises ParameterError."""
    if text is None:
        return 60
    if not (text.isascii() and text.isdecimal()):
        raise ParameterError(f"argument {flag}: {text!r} was received, a whole number is allowed, 0 or more")
    return int(text) or None


class _WithoutValues(logging.Filter):
    """Lets the steps through and holds back every line that can show a value, a token or a signature."""

    def filter(self, record: logging.LogRecord) -> bool:
        return not record.name.startswith(_LOGGERS_WITH_VALUES)


def _show_steps() -> None:
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(asctime)s - %(name)s - %(levelname)s - %(message)s"))
    handler.addFilter(_WithoutValues())
    logger = logging.getLogger("botocore")
    logger.setLevel(logging.DEBUG)
    logger.addHandler(handler)


def strip_metadata(pages: Any) -> Iterator[dict[str, Any]]:
    """The pages without what the transport says of them."""
    for page in pages:
        yield {name: value for name, value in page.items() if name != "ResponseMetadata"}
