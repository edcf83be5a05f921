"""`callslip credentials`: make, list, limit and revoke access keys."""

import argparse
import json
import os
import shlex
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from callslip.auth.credentials import Credential, CredentialFile

ENVIRONMENT = "CALLSLIP_CREDENTIALS"
DEFAULT = "~/.config/callslip/credentials.json"


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser("credentials", help="make, list, limit and revoke access keys")
    parser.set_defaults(run=run)
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    create = _add_action(actions, "create", "make an access key and show its secret, once")
    create.add_argument("--name", required=True, metavar="NAME", help="the user the key is for")
    create.add_argument("--session-hours", type=int, metavar="N", help="make a session that ends after N hours")
    _add_json(create)
    _add_json(_add_action(actions, "list", "show all access keys, without secrets"))
    _add_key(_add_action(actions, "revoke", "make an access key worthless"))
    attach = _add_action(actions, "attach-policy", "let an access key do only what an IAM policy allows")
    _add_key(attach)
    attach.add_argument("policy", type=Path, metavar="POLICY", help="a file with the policy, in JSON; - for the input")
    _add_key(_add_action(actions, "show-policy", "show the policy of an access key"))
    _add_key(_add_action(actions, "remove-policy", "let an access key do everything again"))
    mask = _add_action(actions, "mask", "bar an access key from attributes; without --read and --write, from none")
    _add_key(mask)
    for option, verb in (("--read", "hide"), ("--write", "protect")):
        meaning = f"attribute key to {verb}; * is any text, ? any character; may be repeated"
        mask.add_argument(option, action="append", default=[], metavar="PATTERN", help=meaning)


def run(arguments: argparse.Namespace) -> int:
    """Perform the command; the exit code is 1 where the file cannot be used or a key to revoke is not known."""
    path = arguments.file or Path(os.environ.get(ENVIRONMENT) or DEFAULT)
    try:
        return _ACTIONS[arguments.action](path.expanduser(), arguments)
    except (OSError, ValueError) as error:
        sys.stderr.write(f"callslip credentials: {error}\n")
        return 1


def _add_action(
    actions: "argparse._SubParsersAction[argparse.ArgumentParser]", name: str, summary: str
) -> argparse.ArgumentParser:
    action = actions.add_parser(name, help=summary, description=f"{summary[0].upper()}{summary[1:]}.")
    action.add_argument(
        "--file", type=Path, metavar="PATH", help=f"the credential file (default: {ENVIRONMENT}, else {DEFAULT})"
    )
    return action


def _add_key(action: argparse.ArgumentParser) -> None:
    action.add_argument("access_key_id", metavar="ACCESS_KEY_ID", help="the key, as `list` shows it")


def _add_json(action: argparse.ArgumentParser) -> None:
    action.add_argument("--json", action="store_true", help="answer in JSON")


def _open(path: Path) -> "CredentialFile":
    from callslip.bootstrap import open_credentials  # so that the start of other commands does not wait for it

    return open_credentials(str(path))


def _create(path: Path, arguments: argparse.Namespace) -> int:
    credential = _open(path).create(arguments.name, arguments.session_hours)
    secrets = {"AWS_ACCESS_KEY_ID": credential.access_key_id, "AWS_SECRET_ACCESS_KEY": credential.secret_access_key}
    if credential.session_token:
        secrets["AWS_SESSION_TOKEN"] = credential.session_token
    if arguments.json:
        secret = {"secret_access_key": credential.secret_access_key, "session_token": credential.session_token}
        _write_json(_describe(credential) | secret)
        return 0
    until = f" until {_time(credential.expires_ms)}" if credential.expires_ms is not None else ""
    exports = "\n".join(f"export {variable}={shlex.quote(value)}" for variable, value in secrets.items())
    sys.stdout.write(
        f"Access key {credential.access_key_id} for {credential.name}{until}, kept in {path}\n"
        f"The secret is not shown again. To use the key in this shell:\n\n{exports}\n"
    )
    return 0


def _list(path: Path, arguments: argparse.Namespace) -> int:
    described = [_describe(credential) for credential in _open(path).all()]
    if arguments.json:
        _write_json(described)
        return 0
    rows = [("ACCESS KEY ID", "NAME", "CREATED", "EXPIRES", "LIMITS")]
    rows += [(c["access_key_id"], c["name"], c["created"], c["expires"] or "never", _limits(c)) for c in described]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        line = "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        sys.stdout.write(f"{line.rstrip()}\n")
    return 0


def _revoke(path: Path, arguments: argparse.Namespace) -> int:
    done = f"Revoked {arguments.access_key_id}; servers that read {path} refuse it within a second"
    return _tell(path, arguments, done if _open(path).revoke(arguments.access_key_id) else None)


def _attach_policy(path: Path, arguments: argparse.Namespace) -> int:
    text = sys.stdin.buffer.read() if str(arguments.policy) == "-" else arguments.policy.read_bytes()
    known = _open(path).set_policy(arguments.access_key_id, text)
    done = f"{arguments.access_key_id} may do what the policy allows, and nothing else, within a second"
    return _tell(path, arguments, done if known else None)


def _show_policy(path: Path, arguments: argparse.Namespace) -> int:
    found = next((each for each in _open(path).all() if each.access_key_id == arguments.access_key_id), None)
    if found is None:
        return _tell(path, arguments, None)
    if found.policy is None:
        return _tell(path, arguments, f"{arguments.access_key_id} has no policy: it may do everything")
    _write_json(found.policy.document)
    return 0


def _remove_policy(path: Path, arguments: argparse.Namespace) -> int:
    known = _open(path).set_policy(arguments.access_key_id, None)
    return _tell(path, arguments, f"{arguments.access_key_id} may do everything within a second" if known else None)


def _mask(path: Path, arguments: argparse.Namespace) -> int:
    from callslip.domain.masks import Masks

    masks = Masks(tuple(arguments.read), tuple(arguments.write))
    known = _open(path).set_masks(arguments.access_key_id, masks if masks.read or masks.write else None)
    hidden, protected = ", ".join(masks.read) or "none", ", ".join(masks.write) or "none"
    done = f"Attributes hidden from {arguments.access_key_id}: {hidden}; not to be written by it: {protected}"
    return _tell(path, arguments, done if known else None)


def _tell(path: Path, arguments: argparse.Namespace, done: str | None) -> int:
    """Say what was done; None stands for a key that is not in the file."""
    if done is None:
        sys.stderr.write(f"callslip credentials: {arguments.access_key_id} is not in {path}; nothing was changed\n")
        return 1
    sys.stdout.write(f"{done}\n")
    return 0


_ACTIONS = {
    "create": _create,
    "list": _list,
    "revoke": _revoke,
    "attach-policy": _attach_policy,
    "show-policy": _show_policy,
    "remove-policy": _remove_policy,
    "mask": _mask,
}


def _describe(credential: "Credential") -> dict[str, Any]:
    masks = credential.masks
    return {
        "access_key_id": credential.access_key_id,
        "name": credential.name,
        "created": _time(credential.created_ms),
        "expires": None if credential.expires_ms is None else _time(credential.expires_ms),
        "policy": credential.policy is not None,
        "masks": None if masks is None else {"read": masks.read, "write": masks.write},
    }


def _limits(described: dict[str, Any]) -> str:
    return ", ".join(name for name in ("policy", "masks") if described[name]) or "none"


def _time(at_ms: int) -> str:
    return f"{datetime.fromtimestamp(at_ms // 1000, UTC):%Y-%m-%dT%H:%M:%SZ}"


def _write_json(answer: object) -> None:
    json.dump(answer, sys.stdout, indent=2)
    sys.stdout.write("\n")
