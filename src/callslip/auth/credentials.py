"""Access keys: what a credential is, and the file that keeps them."""

import logging
import shlex
from base64 import b32encode, b64encode
from collections.abc import Callable
from hashlib import sha512
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Literal

import msgspec
from msgspec.structs import replace

from callslip.auth.policy import Policy, compile_policy, read_policy
from callslip.auth.private_file import CredentialFileError, hold_lock, read_private, read_stamp, write_private
from callslip.domain.masks import Masks
from callslip.domain.ports import Clock, Ids

__all__ = ["Credential", "CredentialFile", "CredentialFileError"]

NAME = r"[A-Za-z0-9_+=,.@-]{1,64}"

_MASKS = frozenset(Masks.__struct_fields__)
_HOUR_MS = 3_600_000
_SESSION_HOURS_MAX = 8760
_CHECK_EVERY_MS = 1000
_TimeMs = Annotated[int, msgspec.Meta(ge=0, lt=253_402_300_800_000)]  # to the end of the year 9999
_logger = logging.getLogger(__name__)


class Credential(msgspec.Struct, frozen=True):
    """An access key of the user `name`; times in milliseconds since 1970, `expires_ms` None for never.

    Without a policy it may do everything, without masks on every attribute.
    """

    access_key_id: Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9_]{1,128}\Z")]
    secret_access_key: Annotated[str, msgspec.Meta(min_length=1)]
    session_token: Annotated[str, msgspec.Meta(min_length=1)] | None
    name: Annotated[str, msgspec.Meta(pattern=rf"^{NAME}\Z")]
    created_ms: _TimeMs
    expires_ms: _TimeMs | None
    policy: Policy | None = None
    masks: Masks | None = None

    def __repr__(self) -> str:
        """Without the secret and the token."""
        return f"Credential({self.access_key_id!r}, {self.name!r})"


_MEMBERS = frozenset(Credential.__struct_fields__)


class _Document(msgspec.Struct, frozen=True):
    version: Literal[1, 2]
    credentials: tuple[Credential, ...]


class CredentialFile:
    """The credentials in one JSON file, which several processes may read and change.

    A file that cannot be used refuses to be opened (CredentialFileError); one that is not there has no credentials yet.
    While it cannot be used later on nobody is known, and the log says why, once.
    """

    def __init__(self, path: Path, clock: Clock, ids: Ids) -> None:
        self._path = path
        self._clock = clock
        self._ids = ids
        self._known = MappingProxyType[str, Credential]({})
        self._stamp: tuple[int, ...] | None = None
        self._checked_ms: int | None = None
        self._complaint = ""
        self.all()

    def find(self, access_key_id: str) -> Credential | None:
        """The credential of this key id, expired or not; looks whether the file has changed once a second at most."""
        now_ms = self._clock.now_ms()
        if self._checked_ms is None or not 0 <= now_ms - self._checked_ms < _CHECK_EVERY_MS:
            self._checked_ms = now_ms
            self._refresh()
        return self._known.get(access_key_id)

    def all(self) -> tuple[Credential, ...]:
        """Every credential in the order created; none where there is no file. Raises CredentialFileError."""
        try:
            return _decode(self._path, read_private(self._path)[1])
        except FileNotFoundError:
            return ()

    def create(self, name: str, session_hours: int | None = None) -> Credential:
        """A new credential for the user `name`, on disk when this returns; with `session_hours` it has a session token.

        Raises ValueError for a name or hours that cannot be, CredentialFileError for a file that cannot
        be used, another OSError for a folder that cannot be written.
        """
        credential = self._build(name, session_hours)
        with hold_lock(self._path):
            self._write((*self.all(), credential))
        return credential

    def revoke(self, access_key_id: str) -> bool:
        """Forget a credential; False where it was not known. Raises as `create` does."""
        with hold_lock(self._path):
            before = self.all()
            after = tuple(credential for credential in before if credential.access_key_id != access_key_id)
            if len(after) < len(before):
                self._write(after)
        return len(after) < len(before)

    def set_policy(self, access_key_id: str, text: bytes | None) -> bool:
        """Let a credential do what a policy in JSON allows, or everything; False where it was not known.

        Raises PolicyError, and as `create` does.
        """
        policy = None if text is None else read_policy(text)
        return self._change(access_key_id, lambda credential: replace(credential, policy=policy))

    def set_masks(self, access_key_id: str, masks: Masks | None) -> bool:
        """Replace the attributes barred from a credential; False where it was not known. Raises as `create` does."""
        return self._change(access_key_id, lambda credential: replace(credential, masks=masks))

    def _change(self, access_key_id: str, change: Callable[[Credential], Credential]) -> bool:
        with hold_lock(self._path):
            before = self.all()
            after = tuple(change(each) if each.access_key_id == access_key_id else each for each in before)
            if after != before:
                self._write(after)
        return any(each.access_key_id == access_key_id for each in before)

    def _build(self, name: str, session_hours: int | None) -> Credential:
        if session_hours is not None and not 1 <= session_hours <= _SESSION_HOURS_MAX:
            raise ValueError(f"A session lasts 1 to {_SESSION_HOURS_MAX} hours.")
        now_ms = self._clock.now_ms()
        draft = Credential(
            access_key_id=self._new_key_id("AKIA" if session_hours is None else "ASIA"),
            secret_access_key=self._new_text(30),
            session_token=None if session_hours is None else self._new_text(60),
            name=name,
            created_ms=now_ms,
            expires_ms=None if session_hours is None else now_ms + session_hours * _HOUR_MS,
        )
        try:
            return msgspec.convert(msgspec.to_builtins(draft), Credential)
        except msgspec.ValidationError as error:
            raise ValueError("A name has 1 to 64 letters, digits or characters of _+=,.@- and no others.") from error

    def _new_key_id(self, prefix: str) -> str:
        """20 characters, 16 of them drawn from 32."""
        return prefix + b32encode(sha512(self._ids.new_secret().encode()).digest())[:16].decode()

    def _new_text(self, size: int) -> str:
        """Base64 of `size` drawn bytes, 64 at most."""
        return b64encode(sha512(self._ids.new_secret().encode()).digest()[:size]).decode()

    def _write(self, credentials: tuple[Credential, ...]) -> None:
        version: Literal[1, 2] = 2 if any(one.policy or one.masks for one in credentials) else 1
        encoded = msgspec.json.encode(_Document(version, credentials), enc_hook=_encode)
        content = msgspec.json.format(encoded, indent=2)
        write_private(self._path, content + b"\n")
        self._checked_ms = None

    def _refresh(self) -> None:
        try:
            if read_stamp(self._path) != self._stamp:
                stamp, content = read_private(self._path)
                known = {credential.access_key_id: credential for credential in _decode(self._path, content)}
                self._known, self._stamp = MappingProxyType(known), stamp
            self._complaint = ""
        except FileNotFoundError:
            name = shlex.quote(str(self._path))
            self._refuse(f"{self._path} is not there. Make it: callslip credentials create --file {name} --name NAME")
        except OSError as error:
            self._refuse(str(error))

    def _refuse(self, complaint: str) -> None:
        self._known, self._stamp = MappingProxyType({}), None
        if complaint != self._complaint:
            self._complaint = complaint
            _logger.error("No access key is accepted: %s", complaint)


def _decode(path: Path, content: bytes) -> tuple[Credential, ...]:
    try:
        credentials = msgspec.json.decode(content, type=_Document, dec_hook=_convert).credentials
        _check_members(content)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise _malformed(path, str(error)) from error
    if len({credential.access_key_id for credential in credentials}) < len(credentials):
        raise _malformed(path, "An access key id stands there twice")
    return credentials


def _malformed(path: Path, reason: str) -> CredentialFileError:
    name = shlex.quote(str(path))
    return CredentialFileError(
        f"{path} is no credential file of a version that Callslip knows ({reason}). "
        f"Restore it, or begin anew: mv {name} {name}.broken"
    )


def _check_members(content: bytes) -> None:
    """A member by another name could be a limit misspelt: it must not be passed over."""
    for entry in msgspec.json.decode(content)["credentials"]:
        for name in [*entry.keys() - _MEMBERS, *(entry.get("masks") or {}).keys() - _MASKS]:
            raise msgspec.ValidationError(f"no member is called {name[:100]!a}")


def _convert(_: type, document: object) -> Policy:
    return compile_policy(document)


def _encode(policy: Policy) -> object:
    return policy.document
