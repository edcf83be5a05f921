"""The same command lines through three versions of the AWS CLI and through `callslip connect`: what comes of them.

Ours does what the newest version does: exit code, request, output. What the AWS CLI does is recorded in
`tests/wire/aws-cli.json`, since it takes more than a second to start; of the older versions, where they differ from the
newest. `make test` runs every 20th line through each again, and each line that is not recorded as it stands. To record
all anew: `CALLSLIP_RECORD=1 .venv/bin/pytest tests/clients/test_cli_matrix.py`.
"""

import json
import logging
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
from command_versions import EXITS, HANGS, OLDER
from foreign_client import CLIENTS, ROOT, need
from recorder import Recorder, record

RECORDING = ROOT / "tests" / "wire" / "aws-cli.json"
SCRIPTS = Path(sys.executable).parent
SHORTHAND = ROOT / "tests" / "wire" / "shorthand.json"
AWS = CLIENTS / "aws-v2" / "dist" / "aws"
NEWEST = "2.38.5"
PROGRAMS = {NEWEST: AWS, "1.46.3": SCRIPTS / "aws", "2.9.19": Path("/usr/bin/aws")}
LIVE_EACH = 20
QUICK_EACH = 10
IDS = "--initial-contact-id c --instance-id i"
SHORT = {
    "U": "connect update-contact-attributes",
    "G": "connect get-contact-attributes",
    "CI": IDS,
}
USAGE = re.compile(
    r"(?:usage: \sNote: .*\n\n)?usage: (?:aws|callslip connect) \[options\].*\n.*\n\n(?:  (?:aws|callslip) .*\n?)+"
)
FRAME = re.compile(
    r"<usage> ?|(callslip|aws): (\[ERROR\]|error): |An error occurred \((ParamValidation|NoCredentials|NoRegion)\): "
)
"""What the versions put around one message."""
COMMANDS = {name: words.strip() for name, _, words in (line.partition(":") for line in LINES.strip().splitlines())}
COMMANDS |= {
    f"shorthand-{number}": f"U CI --attributes {shlex.quote(case['expression'])}"
    for number, case in enumerate(json.loads(SHORTHAND.read_text(encoding="utf-8")), 1)
}
ENVIRONMENT = {
    "AWS_ACCESS_KEY_ID": "AKIDCLIENTS",
    "AWS_SECRET_ACCESS_KEY": "a-secret",
    "AWS_REGION": "us-east-1",
    "AWS_DEFAULT_REGION": "us-east-1",
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
    while words and re.match(r"[A-Z_]+=|-[A-Z_]+$", words[0]):
        name, sets, value = words.pop(0).partition("=")
        environment.pop(name.removeprefix("-"), None)
        environment |= {name: value} if sets else {}
    words = [part for word in words for part in (SHORT[word].split() if word in SHORT else [word])]
    words = [re.sub(r"\b(\w)\*(\d{3,})\b", lambda found: found[1] * int(found[2]), word) for word in words]
    return environment, [word.replace("CLOSED", str(free_port())).replace("HERE", str(port)) for word in words]


def plain(text: str) -> str:
    """What both are compared by: no program's name, no usage, no port, no widths of a table, no log."""
    if " - DEBUG - " in text:
        return "<steps>"
    text = USAGE.sub("<usage> ", text).replace("aws: [ERROR]", "callslip: [ERROR]")
    text = re.sub(r"/\S*/dist/", "dist/", text)
    text = re.sub(r"127\.0\.0\.1:\d{4,}", "127.0.0.1:PORT", text)
    text = re.sub(r"OrderedDict\(\[\((.*?), (.*?)\)\]\)", r"OrderedDict({\1: \2})", text)
    text = re.sub(r"(aws-cli/\S+) .*", r"\1", re.sub(r" \[SSL: .*", "", text))
    text = re.sub(r"valid choices are:\s+\S+ +\|[\s\S]*", "valid choices are: <list>", text)
    text = re.sub(r"\s+", " ", re.sub(r"-{2,}(\+-{2,})*", "--", text))
    return re.sub(r" *\| *", "|", short(text)).strip()


def short(text: str) -> str:
    """The text with a long run of one character counted."""
    return re.sub(r"(\w)\1{99,}", lambda found: f"{found[1]}*{len(found[0])}", text)


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("lines")
    for name, text in FILES.items():
        (place / name).write_text(text, encoding="utf-8")
    return place


def outcome(words: list[str], exit_code: int, out: str, err: str, server: Recorder) -> dict[str, object]:
    sent = [[short(part) if isinstance(part, str) else part for part in request] for request in server.requests]
    if "--generate-cli-skeleton" in words and "output" not in words:
        out = re.sub(r"\b[A-Z][A-Z_]{3,}\b", "<allowed>", out)
    if "yaml-input" in words:
        out = re.sub(r"\s+#.*", "", out)
    if words[-1:] in (["help"], ["--help"]) and exit_code == 0:
        out = "<page>" if out.strip() else ""
    return {"exit": exit_code, "sent": sent, "out": plain(out), "err": plain(err)}


def spell(version: str, environment: dict[str, str], words: list[str]) -> list[str]:
    """The words for a version; 2.9 does not know the variable for the endpoint."""
    url = environment.get("AWS_ENDPOINT_URL_CONNECT")
    named = url is None or "--endpoint-url" in words or "connect" not in words
    return words if named or version != "2.9.19" else ["--endpoint-url", url, *words]


def run_aws(version: str, name: str, folder: Path) -> dict[str, object]:
    if name in HANGS.get(version, ()):
        return {"exit": "hangs", "sent": [], "out": "", "err": ""}
    with record() as server:
        environment, words = prepare(COMMANDS[name], server.port)
        home = {"HOME": str(folder), "PATH": os.environ["PATH"]}
        done = subprocess.run(
            [need(PROGRAMS[version]), *spell(version, environment, words)],
            env=environment | home,
            cwd=folder,
            capture_output=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )
        return outcome(words, done.returncode, done.stdout, done.stderr, server)


@pytest.fixture
def ours(folder, monkeypatch, capfd):
    """Runs a line through ours."""

    def run(command: str) -> dict[str, object]:
        for name in [name for name in os.environ if name.startswith(("AWS_", "CALLSLIP_"))]:
            monkeypatch.delenv(name)
        monkeypatch.setattr("callslip.shell.endpoint.LOCAL_URL", "http://127.0.0.1:1")
        with record() as server:
            environment, words = prepare(command, server.port)
            for name, value in (environment | {"HOME": str(folder)}).items():
                monkeypatch.setenv(name, value)
            monkeypatch.chdir(folder)
            try:
                exit_code = main(words)
            except SystemExit as end:
                exit_code = end.code
            logging.getLogger("botocore").handlers.clear()
            logging.getLogger("botocore").setLevel(logging.NOTSET)
            shown = capfd.readouterr()
            return outcome(words, exit_code, shown.out, shown.err, server)

    return run


@pytest.fixture(scope="session")
def recorded():
    return json.loads(RECORDING.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=() if number % QUICK_EACH == 0 else pytest.mark.slow)
        for number, name in enumerate(COMMANDS)
        if name not in DIFFERENCES
    ],
)
def test_ours_does_what_the_aws_cli_does(name, recorded, ours):
    done, newest = ours(COMMANDS[name]), recorded[name]["outcome"]

    assert done == newest
    for version, older in recorded[name]["older"].items():
        assert same(version, done, newest | older) is (name not in OLDER[version]), version


def same(version: str, done: dict[str, object], older: dict[str, object]) -> bool:
    """Whether an older version did the same, in its own exit codes and its own frame of a message."""
    codes = {done["exit"], *EXITS[version].get(done["exit"], ())}
    told, of_older = (FRAME.sub("", each["err"]).strip() for each in (done, older))
    return older["exit"] in codes and [done["sent"], done["out"], told] == [older["sent"], older["out"], of_older]


@pytest.mark.parametrize("name", DIFFERENCES)
def test_ours_differs_on_purpose(name, recorded, ours):
    done, difference = ours(COMMANDS[name]), DIFFERENCES[name]

    assert done["exit"] == difference.exit_code, done
    assert difference.shown in done["out"] + done["err"]
    assert done != recorded[name]["outcome"]


@pytest.mark.client
@pytest.mark.parametrize("version", PROGRAMS)
def test_the_recording_is_what_the_real_one_does(version, folder):
    anew = "CALLSLIP_RECORD" in os.environ
    kept = json.loads(RECORDING.read_text(encoding="utf-8"))
    fresh = [name for name in COMMANDS if anew or kept.get(name, {}).get("command") != COMMANDS[name]]
    chosen = [*dict.fromkeys([*fresh, *list(COMMANDS)[list(PROGRAMS).index(version) :: LIVE_EACH]])]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        outcomes = list(pool.map(lambda name: run_aws(version, name, folder), chosen))
    found = dict(zip(chosen, outcomes, strict=True))
    if anew:
        write_recording(kept, version, found)
    else:
        assert found == {name: kept[name]["outcome"] | kept[name]["older"].get(version, {}) for name in found}


def write_recording(kept: dict[str, dict], version: str, found: dict[str, dict]) -> None:
    """All lines of the newest version, which is recorded first, or the differences of an older one."""
    entries = {}
    for name, done in found.items():
        newest = done if version == NEWEST else kept[name]["outcome"]
        older = {} if version == NEWEST else dict(kept[name]["older"])
        if version != NEWEST:
            older[version] = {part: value for part, value in done.items() if value != newest[part]}
        entries[name] = {"command": COMMANDS[name], "outcome": newest, "older": older}
    lines = (f"{json.dumps(name)}: {json.dumps(entries[name], ensure_ascii=False)}" for name in COMMANDS)
    RECORDING.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


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
        done = subprocess.run(
            [need(program), *words],
            env=environment,
            cwd=folder,
            capture_output=True,
            check=False,
        )
        sent = [json.loads(body) for _, _, body, _ in server.requests]

    assert (done.returncode, done.stderr) == (0, b"")
    assert sent == [{"InitialContactId": "filled", "InstanceId": "filled", "Attributes": {"KeyName": "filled"}}]


def test_there_are_many_lines_and_each_difference_is_explained_once(recorded):
    text = (ROOT / "docs/reference/connect-command.md").read_text(encoding="utf-8")

    assert {name: entry["command"] for name, entry in recorded.items()} == COMMANDS
    assert all(set(entry["older"]) == set(OLDER) for entry in recorded.values())
    reasons = {difference.reason for difference in DIFFERENCES.values()}
    for reason in reasons.union(*(named.values() for named in OLDER.values())):
        assert text.count(f"| {reason} |") == 1
