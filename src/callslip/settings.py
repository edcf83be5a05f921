"""Every setting of a server in one place: a TOML file, then the environment, then flags; the later wins."""

import os
import re
from collections.abc import Mapping
from dataclasses import Field, dataclass, field, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from callslip.domain.searchable import parse_keys

_ACCOUNT_ID = re.compile("[0-9]{12}")
_PREFIX = "CALLSLIP_"
_TRUE = frozenset({"1", "true", "yes", "on"})
_FALSE = frozenset({"0", "false", "no", "off"})

EXAMPLE_INSTANCE_ID = "a1b2c3d4-5678-90ab-cdef-EXAMPLE11111"
"""The instance id of Amazon's own documentation examples, so that they run unchanged."""
_PASSWORD = re.compile(r"(://[^:@]*:).*(?=@)")


def _without_password(parameter: str) -> str:
    """One of a URL's parameters, whose name may be written with %XX."""
    name, sign, _ = parameter.partition("=")
    return f"{name}{sign}..." if "password" in unquote(name) else parameter


class SettingsError(Exception):
    """A setting that cannot be: the message names it, where it came from, and what is allowed."""


def _setting(
    default: Any, meaning: str, *, choices: tuple[str, ...] = (), least: int | None = None, most: int | None = None
) -> Any:
    return field(default=default, metadata={"help": meaning, "choices": choices, "least": least, "most": most})


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Settings:
    """One server. Sizes in bytes, times in seconds, as the names end.

    Nobody compares settings or prints them whole; to make the methods for that takes 2 ms at each start.
    """

    host: str = _setting("127.0.0.1", "address to listen on; another than loopback needs auth = sigv4")
    port: int = _setting(8720, "port to listen on; 0 takes a free one", least=0, most=65_535)
    store: str = _setting(
        "callslip.db", "where the data is: a path, sqlite:PATH, sqlite::memory:, or postgresql://USER@HOST/DATABASE"
    )
    auth: str = _setting(
        "open", "open: any credentials, this machine only; sigv4: signatures are verified", choices=("open", "sigv4")
    )
    credentials: str = _setting("~/.config/callslip/credentials.json", "file of access keys for auth = sigv4")
    tls_certificate: str = _setting("", "certificate chain in PEM; with tls_key the server speaks HTTPS")
    tls_key: str = _setting("", "private key in PEM")
    region: str = _setting("us-east-1", "region in ARNs, and the one that signatures must be scoped to")
    signing_regions: str = _setting("", "other regions that signatures may be scoped to, by commas; * for any")
    account_id: str = _setting("123456789012", "account id in ARNs")
    instance_id: str = _setting(EXAMPLE_INSTANCE_ID, "instance that is made at start if absent; empty for none")
    attributes_epoch: str = _setting("2018-09-12", "attributes of contacts that began earlier cannot be updated")
    retention_months: int = _setting(24, "months from initiation after which a contact is gone; 0 for never", least=0)
    retention_archive: str = _setting("", "folder where contacts are written before they are deleted; empty for none")
    retention_sweep_s: int = _setting(60, "seconds between looks for contacts past retention; 0 for none", least=0)
    strict_initial_contact_id: bool = _setting(
        default=False, meaning="only the first contact's id finds the attributes of a chain"
    )
    unknown_resources: str = _setting(
        "accept",
        "queues, users, flows and quick connects that contact operations name and the instance does not have: "
        "accept: kept as given; refuse: ResourceNotFoundException, as Amazon has it",
        choices=("accept", "refuse"),
    )
    throttle: str = _setting(
        "off",
        "Amazon's request rates: off; account: shared by all callers, as Amazon has it; credential: for each key",
        choices=("off", "account", "credential"),
    )
    fault_active_region: str = _setting("", "a fault for tests: changes signed for another region are refused")
    fault_hidden_ms: int = _setting(0, "a fault for tests: a new contact is not found for so long", least=0)
    fault_read_lag_ms: int = _setting(0, "a fault for tests: attributes are read as they were so long ago", least=0)
    searchable_attributes: str = _setting(
        "", "attribute keys that SearchContacts finds contacts by, by commas, 50 at most; * for every key"
    )
    search_weeks_max: int = _setting(
        8, "longest time range of SearchContacts, in weeks; 0 for any, as long as contacts are kept", least=0
    )
    deliver_to: str = _setting(
        "", "where contact records and events go, separated by spaces: file:PATH, http(s)://…, kinesis:…, eventbridge:…"
    )
    webhook_secret_file: str = _setting("", "private file with the secret that signs what webhooks get")
    delivery_attempts_max: int = _setting(12, "failures after which a message becomes a dead letter", least=1)
    event_values: bool = _setting(default=True, meaning="contact events carry the old and new values of attributes")
    flag_rules: str = _setting("", "TOML file of rules that raise a flag when an attribute changes")
    flow_answers: str = _setting(
        "", "TOML file that says who answers for the Lambda functions, bots and other outside of flows"
    )
    body_bytes_max: int = _setting(1_048_576, "largest request body", least=1)
    header_bytes_max: int = _setting(65_536, "largest request line and headers together", least=1024)
    connections_max: int = _setting(10_000, "open connections; more are answered 503", least=1)
    waiting_writes_max: int = _setting(4_096, "writes that may wait for the disk; more are answered 503", least=1)
    request_timeout_s: int = _setting(30, "time for a request to arrive whole, and for its answer to be taken", least=1)
    keep_alive_s: int = _setting(75, "time an idle connection is kept open", least=1)
    shutdown_timeout_s: int = _setting(20, "time for accepted requests to finish after SIGTERM", least=1)
    log_level: str = _setting("info", "least severe message to log", choices=("debug", "info", "warning", "error"))
    log_format: str = _setting("console", "console: for people; json: one object a line", choices=("console", "json"))
    log_requests: bool = _setting(default=False, meaning="log each request: id, operation, status, time; no values")

    def __post_init__(self) -> None:
        """Refuse what cannot be."""
        for one in fields(self):
            _check(one, getattr(self, one.name))
        if bool(self.tls_certificate) != bool(self.tls_key):
            raise SettingsError("tls_certificate and tls_key go together: give both, or neither.")
        if not _ACCOUNT_ID.fullmatch(self.account_id):
            raise SettingsError(f"account_id is {self.account_id!r}; 12 digits are needed.")
        self.attributes_epoch_ms()
        self.searchable_keys()

    def shown_store(self) -> str:
        """`store` without the password that a URL may have in it."""
        if not self.store.startswith("postgres"):
            return self.store
        url, asks, query = _PASSWORD.sub(r"\1...", self.store).partition("?")
        return url + asks + "&".join(map(_without_password, query.split("&")))

    def searchable_keys(self) -> frozenset[str]:
        """The keys in `searchable_attributes`, or `*`. Raises SettingsError."""
        try:
            return parse_keys(self.searchable_attributes)
        except ValueError as error:
            raise SettingsError(f"searchable_attributes: {error}.") from error

    def attributes_epoch_ms(self) -> int:
        """`attributes_epoch` in milliseconds since 1970; without an offset it is UTC. Raises SettingsError."""
        try:
            moment = datetime.fromisoformat(self.attributes_epoch)
        except ValueError as error:
            raise SettingsError(
                f"attributes_epoch is {self.attributes_epoch!r}; a date or time in ISO 8601 is needed, as 2018-09-12."
            ) from error
        return int((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp() * 1000)


def load_settings(
    flags: Mapping[str, Any], environment: Mapping[str, str] = os.environ, file: Path | None = None
) -> Settings:
    """Defaults, under the TOML file, under CALLSLIP_* variables, under the flags that are not None.

    `CALLSLIP_CONFIG` names a file where no flag does. Raises SettingsError.
    """
    known = {one.name: one for one in fields(Settings)}
    if file is None and environment.get("CALLSLIP_CONFIG"):
        file = Path(environment["CALLSLIP_CONFIG"])
    values: dict[str, Any] = {} if file is None else _from_file(file, known)
    for name, one in known.items():
        text = environment.get(_PREFIX + name.upper())
        if text is not None:
            values[name] = _from_text(one, text, _PREFIX + name.upper())
    values |= {name: value for name, value in flags.items() if value is not None}
    return Settings(**values)


def _from_file(file: Path, known: Mapping[str, Field[Any]]) -> dict[str, Any]:
    import tomllib

    try:
        values = tomllib.loads(file.read_text("utf-8"))
    except OSError as error:
        raise SettingsError(f"Cannot read the configuration file {file}: {error.strerror}.") from error
    except ValueError as error:
        raise SettingsError(f"{file} is not TOML: {error}.") from error
    for name in values:
        if name not in known:
            raise SettingsError(f"{file}: no setting is called {name!r}. Known: {', '.join(sorted(known))}.")
    return values


def _from_text(one: Field[Any], text: str, source: str) -> Any:
    if one.type is bool:
        if text.lower() not in _TRUE | _FALSE:
            raise SettingsError(f"{source} is {text!r}; true or false is needed.")
        return text.lower() in _TRUE
    if one.type is int:
        try:
            return int(text)
        except ValueError as error:
            raise SettingsError(f"{source} is {text!r}; a whole number is needed.") from error
    return text


def _check(one: Field[Any], value: Any) -> None:
    if type(value) is not one.type:
        raise SettingsError(f"{one.name} is {value!r}; {one.type.__name__} is needed.")  # type: ignore[union-attr]
    choices, least, most = (one.metadata[name] for name in ("choices", "least", "most"))
    if choices and value not in choices:
        raise SettingsError(f"{one.name} is {value!r}; allowed: {', '.join(choices)}.")
    if least is not None and value < least:
        raise SettingsError(f"{one.name} is {value}; {least} or more is needed.")
    if most is not None and value > most:
        raise SettingsError(f"{one.name} is {value}; {most} or less is needed.")
