"""The same command lines through the real AWS CLI and through `callslip connect`: exit code, request, output.

What the AWS CLI does is recorded in `tests/wire/aws-cli.json`, since it takes more than a second to start. `make test`
runs every fifth line through it again, and each line that is not recorded as it stands. To record all anew:
`CALLSLIP_RECORD=1 .venv/bin/pytest tests/clients/test_cli_matrix.py`.
"""

import json
import os
import re
import shlex
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from callslip.cli import main
from command_lines import DIFFERENCES, FILES, LINES
from foreign_client import CLIENTS, ROOT, need
from recorder import Recorder, record

RECORDING = ROOT / "tests" / "wire" / "aws-cli.json"
SCRIPTS = Path(sys.executable).parent
AWS = CLIENTS / "aws-v2" / "dist" / "aws"
IDS = "--initial-contact-id c --instance-id i"
SHORT = {
    "U": "connect update-contact-attributes",
    "G": "connect get-contact-attributes",
    "CI": IDS,
}
USAGE = re.compile(r"usage: (?:aws|callslip connect) \[options\].*\n.*\n\n(?:  (?:aws|callslip) .*\n?)+")
COMMANDS = dict(line.split(": ", 1) for line in LINES.strip().splitlines())
ENVIRONMENT = {
    "AWS_ACCESS_KEY_ID": "AKIDCLIENTS",
    "AWS_SECRET_ACCESS_KEY": "a-secret",
    "AWS_REGION": "us-east-1",
    "AWS_CONFIG_FILE": os.devnull,
    "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
    "AWS_EC2_METADATA_DISABLED": "true",
    "AWS_PAGER": "",
    "LC_ALL": "C.UTF-8",
}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def split(command: str) -> list[str]:
    """The words, with $'…' as bash reads it."""
    text = re.sub(r"\$'([^']*)'", lambda found: shlex.quote(found[1].replace("\\n", "\n")), command)
    text = re.sub(r"(?<= )CI(?= |$)", IDS, text)
    return shlex.split(text)


def prepare(command: str, port: int) -> tuple[dict[str, str], list[str]]:
    """Environment and words of a line, for a server at the port."""
    environment = {**ENVIRONMENT, "AWS_ENDPOINT_URL_CONNECT": f"http://127.0.0.1:{port}"}
    words = split(command)
    while re.match(r"[A-Z_]+=|-[A-Z_]+$", words[0]):
        name, sets, value = words.pop(0).partition("=")
        environment.pop(name.removeprefix("-"), None)
        environment |= {name: value} if sets else {}
    words = [part for word in words for part in (SHORT[word].split() if word in SHORT else [word])]
    return environment, [word.replace("CLOSED", str(free_port())) for word in words]


def plain(text: str) -> str:
    """What both are compared by: no program's name, no usage, no port, no widths of a table."""
    text = USAGE.sub("<usage> ", text).replace("aws: [ERROR]", "callslip: [ERROR]")
    text = re.sub(r"127\.0\.0\.1:\d{4,}", "127.0.0.1:PORT", text)
    text = re.sub(r"OrderedDict\(\[\((.*?), (.*?)\)\]\)", r"OrderedDict({\1: \2})", text)
    text = re.sub(r"\s+", " ", re.sub(r"-{2,}(\+-{2,})*", "--", text))
    return re.sub(r" *\| *", "|", text).strip()


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("lines")
    for name, text in FILES.items():
        (place / name).write_text(text, encoding="utf-8")
    return place


def outcome(exit_code: int, out: str, err: str, server: Recorder) -> dict[str, object]:
    sent = [list(request) for request in server.requests]
    return {"exit": exit_code, "sent": sent, "out": plain(out), "err": plain(err)}


def run_aws(command: str, folder: Path) -> dict[str, object]:
    with record() as server:
        environment, words = prepare(command, server.port)
        home = {"HOME": str(folder), "PATH": os.environ["PATH"]}
        done = subprocess.run(
            [need(AWS), *words],
            env=environment | home,
            cwd=folder,
            capture_output=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )
        return outcome(done.returncode, done.stdout, done.stderr, server)


@pytest.fixture
def ours(folder, monkeypatch, capfd):
    """Runs a line through ours."""

    def run(command: str) -> dict[str, object]:
        for name in [name for name in os.environ if name.startswith(("AWS_", "CALLSLIP_"))]:
            monkeypatch.delenv(name)
        with record() as server:
            environment, words = prepare(command, server.port)
            for name, value in (environment | {"HOME": str(folder)}).items():
                monkeypatch.setenv(name, value)
            monkeypatch.chdir(folder)
            exit_code = main(words)
            shown = capfd.readouterr()
            return outcome(exit_code, shown.out, shown.err, server)

    return run


@pytest.fixture(scope="session")
def recorded():
    return json.loads(RECORDING.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", [name for name in COMMANDS if name not in DIFFERENCES])
def test_ours_does_what_the_aws_cli_does(name, recorded, ours):
    assert ours(COMMANDS[name]) == recorded[name]["outcome"]


@pytest.mark.parametrize("name", DIFFERENCES)
def test_ours_differs_on_purpose(name, recorded, ours):
    done, difference = ours(COMMANDS[name]), DIFFERENCES[name]

    assert done["exit"] == difference.exit_code, done
    assert difference.shown in done["out"] + done["err"]
    assert done != recorded[name]["outcome"]


@pytest.mark.client
def test_the_recording_is_what_the_real_one_does(folder):
    anew = "CALLSLIP_RECORD" in os.environ
    kept = {} if anew else json.loads(RECORDING.read_text(encoding="utf-8"))
    fresh = {name for name, command in COMMANDS.items() if kept.get(name, {}).get("command") != command}
    chosen = {name: COMMANDS[name] for name in COMMANDS if name in fresh} | dict(list(COMMANDS.items())[::5])
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        outcomes = list(pool.map(lambda command: run_aws(command, folder), chosen.values()))
    found = {
        name: {"command": command, "outcome": done}
        for (name, command), done in zip(chosen.items(), outcomes, strict=True)
    }
    if anew:
        lines = (f"{json.dumps(name)}: {json.dumps(found[name], ensure_ascii=False)}" for name in COMMANDS)
        RECORDING.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
    else:
        assert found == {name: kept.get(name) for name in found}


@pytest.mark.client
@pytest.mark.parametrize(
    ("program", "kind", "option"),
    [
        (SCRIPTS / "aws", "input", "--cli-input-json"),
        (AWS, "input", "--cli-input-json"),
        (AWS, "yaml-input", "--cli-input-yaml"),
    ],
)
def test_a_sample_of_ours_is_taken_by_the_real_ones(program, kind, option, folder, capfd):
    assert main(["connect", "update-contact-attributes", "--generate-cli-skeleton", kind]) == 0
    empty = '""' if kind == "input" else "''"
    filled = capfd.readouterr().out.replace(empty, "filled" if kind == "yaml-input" else '"filled"')
    with record() as server:
        environment, _ = prepare("U", server.port)
        words = ["connect", "update-contact-attributes", option, filled, "--region", "us-east-1"]
        done = subprocess.run([need(program), *words], env=environment, cwd=folder, capture_output=True, check=False)
        sent = [json.loads(body) for _, _, body, _ in server.requests]

    assert (done.returncode, done.stderr) == (0, b"")
    assert sent == [{"InitialContactId": "filled", "InstanceId": "filled", "Attributes": {"KeyName": "filled"}}]


def test_there_are_many_lines_and_each_difference_is_explained_once(recorded):
    text = (ROOT / "docs/reference/connect-command.md").read_text(encoding="utf-8")

    assert len(COMMANDS) >= 150
    assert {name: entry["command"] for name, entry in recorded.items()} == COMMANDS
    for reason in {difference.reason for difference in DIFFERENCES.values()}:
        assert text.count(f"| {reason} |") == 1
