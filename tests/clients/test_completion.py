"""The shells themselves complete: bash and zsh at a terminal, fish by its own `complete -C`."""

import os
import pty
import subprocess
import sys
import time
from pathlib import Path

import pytest

from foreign_client import program

WAIT_S = 30
TYPED = {
    "command": ("callslip conn", "callslip connect"),
    "operation": ("callslip connect get-contact-a", "callslip connect get-contact-attributes"),
    "option": (
        "callslip connect update-contact-attributes --ini",
        "callslip connect update-contact-attributes --initial-contact-id",
    ),
    "page option": ("callslip connect list-instances --max-i", "callslip connect list-instances --max-items"),
    "value": (
        "callslip connect list-instances --output yaml-",
        "callslip connect list-instances --output yaml-stream",
    ),
    "value with a sign": (
        "callslip connect list-instances --output=tab",
        "callslip connect list-instances --output=table",
    ),
    "value of the model": (
        "callslip connect create-instance --identity-management-type SA",
        "callslip connect create-instance --identity-management-type SAML",
    ),
    "profile": ("callslip connect list-instances --profile st", "callslip connect list-instances --profile staging"),
    "file in a value": (
        "callslip connect list-instances --cli-input-json file://folder/inp",
        "callslip connect list-instances --cli-input-json file://folder/input.json",
    ),
    "file": (
        "callslip connect list-instances --ca-bundle folder/inp",
        "callslip connect list-instances --ca-bundle folder/input.json",
    ),
    "global option first": ("callslip --end", "callslip --endpoint-url"),
    "action": ("callslip contacts sh", "callslip contacts show"),
    "option of another command": ("callslip serve --au", "callslip serve --auth"),
}

pytestmark = pytest.mark.client


@pytest.fixture
def place(tmp_path):
    """A home with a profile and a file."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "input.json").write_text("{}")
    (tmp_path / "config").write_text("[profile staging]\nregion = eu-west-2\n")
    return tmp_path


def surroundings(place):
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return {
        "PATH": path,
        "HOME": str(place),
        "AWS_CONFIG_FILE": str(place / "config"),
        "TERM": "vt100",
        "LC_ALL": "C.UTF-8",
    }


class Terminal:
    """An interactive shell; what is typed is completed, then written to a file instead of run."""

    def __init__(self, command, place):
        self._place = place
        child, self._screen = pty.fork()
        if child == 0:
            os.chdir(place)
            os.execve(command[0], command, surroundings(place))

    def type(self, text):
        os.write(self._screen, text.encode())

    def wait_for(self, name):
        """The content of a file once it is there and whole."""
        file, until = self._place / name, time.monotonic() + WAIT_S
        os.set_blocking(self._screen, False)
        while not (file.exists() and file.read_text().endswith("\n")):
            assert time.monotonic() < until, f"{name} does not come"
            try:
                os.read(self._screen, 65536)
            except BlockingIOError:
                time.sleep(0.02)
        return file.read_text().strip()

    def close(self):
        self.type("\x03\x04")
        os.close(self._screen)


@pytest.mark.parametrize(("shell", "options"), [("bash", ["--norc", "--noprofile", "-i"]), ("zsh", ["-f", "-i"])])
def test_a_shell_at_a_terminal_completes(shell, options, place):
    terminal = Terminal([str(program(shell)), *options], place)
    try:
        terminal.type(f'eval "$(callslip completion {shell})"; echo ready > ready\n')
        terminal.wait_for("ready")
        found = {}
        for number, (name, (typed, _)) in enumerate(TYPED.items()):
            terminal.type(f"{typed}\t\x01echo \x05 > said{number}\n")
            found[name] = terminal.wait_for(f"said{number}")
    finally:
        terminal.close()

    assert found == {name: completed for name, (_, completed) in TYPED.items()}


def test_fish_completes(place):
    asked = "\n".join(
        f"echo (complete -C '{typed}' | string split -f 1 \\t | head -n 1)" for typed, _ in TYPED.values()
    )
    done = subprocess.run(
        [program("fish"), "--no-config", "-c", f"callslip completion fish | source\n{asked}"],
        env=surroundings(place),
        cwd=place,
        capture_output=True,
        text=True,
        timeout=4 * WAIT_S,
        check=False,
    )

    assert done.stderr == ""
    found = dict(zip(TYPED, done.stdout.splitlines(), strict=True))
    assert found == {name: completed.rpartition(" ")[2] for name, (_, completed) in TYPED.items()}
