"""What every foreign client is to the suite: calls in, outcomes out, and the surroundings it runs in."""

import json
import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, Protocol

ROOT = Path(__file__).parents[2]
CLIENTS = ROOT / ".clients"
REGION = "us-east-1"
INSTANCE = "a1b2c3d4-5678-90ab-cdef-EXAMPLE11111"
CONTACT = "11111111-2222-3333-4444-12345678910"
FLOW = "a1b2c3d4-5678-90ab-cdef-EXAMPLE33333"
TIMEOUT_S = 60

_PASSED_ON = ("PATH", "TMPDIR", "LD_LIBRARY_PATH")
_HOME = CLIENTS / "home"


@dataclass(frozen=True)
class Call:
    """One call of UpdateContactAttributes or GetContactAttributes."""

    operation: Literal["update", "get"]
    instance: str
    contact: str
    attributes: Mapping[str, str] | None = None


@dataclass(frozen=True)
class Outcome:
    """What the client showed: attributes (of a read), or an error's code, the name of its type and its message.

    `status` is None where the client shows none. A client without exception types has the code as type.
    """

    attributes: Mapping[str, str] = field(default_factory=dict)
    code: str | None = None
    type: str | None = None
    status: int | None = None
    message: str | None = None


@dataclass(frozen=True)
class Key:
    """An access key."""

    access_key_id: str
    secret_access_key: str


ANY_KEY = Key("AKIDCLIENTS", "a-secret-for-open-mode")


@dataclass(frozen=True)
class Target:
    """Where calls go, signed by whom; `attempts_max` None leaves the client's own number of attempts."""

    endpoint: str
    key: Key = ANY_KEY
    attempts_max: int | None = None


class Client(Protocol):
    """A foreign client. `retries`: it tries again by itself. `untyped`: codes without an own type, with theirs."""

    name: str
    retries: bool
    untyped: Mapping[str, str]

    def run(self, target: Target, calls: Sequence[Call]) -> list[Outcome]:
        """Perform the calls in order, each whether or not the one before failed."""
        ...


class Conversation:
    """One client speaking to one target, for tests that have only that to say."""

    def __init__(self, client: Client, target: Target) -> None:
        self.client = client
        self.target = target

    def run(self, *calls: Call) -> list[Outcome]:
        return self.client.run(self.target, calls)

    def read(self, instance: str, contact: str) -> Mapping[str, str]:
        (outcome,) = self.run(Call("get", instance, contact))
        assert outcome.code is None, outcome
        return outcome.attributes


def environment(target: Target) -> dict[str, str]:
    """All that a client process sees: the key and the region, and no settings of whoever runs the tests."""
    _HOME.mkdir(parents=True, exist_ok=True)
    passed_on = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    attempts = {} if target.attempts_max is None else {"AWS_MAX_ATTEMPTS": str(target.attempts_max)}
    return {
        **passed_on,
        **attempts,
        "HOME": str(_HOME),
        "AWS_ACCESS_KEY_ID": target.key.access_key_id,
        "AWS_SECRET_ACCESS_KEY": target.key.secret_access_key,
        "AWS_REGION": REGION,
        "AWS_DEFAULT_REGION": REGION,
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_PAGER": "",
        "LC_ALL": "C.UTF-8",
    }


def need(path: Path) -> Path:
    """The path of an installed client; a client that is not there is a failure, never a skip."""
    assert path.exists(), f"{path} is missing: run tools/install_clients.sh (`make test` does)"
    return path


def program(name: str) -> Path:
    """The path of a program that the distribution brings."""
    return need(Path(shutil.which(name) or f"/usr/bin/{name}"))


def run_driver(command: Sequence[str | Path], target: Target, calls: Sequence[Call], folder: Path) -> list[Outcome]:
    """Hand the calls to a driver program of this folder, and read its outcomes."""
    script = {"endpoint": target.endpoint, "calls": [vars(call) for call in calls]}
    done = run_program(command, target, json.dumps(script), folder)
    assert done.returncode == 0, f"{command[0]} ended with {done.returncode}: {done.stderr}"
    outcomes: list[dict[str, Any]] = json.loads(done.stdout)
    assert len(outcomes) == len(calls), outcomes
    return [Outcome(**outcome) for outcome in outcomes]


def run_program(
    command: Sequence[str | Path], target: Target, stdin: str = "", folder: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a client's program in the surroundings of the target."""
    return subprocess.run(
        command,
        input=stdin,
        cwd=folder,
        env=environment(target),
        timeout=TIMEOUT_S,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
