"""`callslip watch`, beside a real server that is stopped and started again."""

import json
import socket
import subprocess
import sys

import pytest

from callslip.cli.watch import _connection, _line, read_events
from callslip.settings import EXAMPLE_INSTANCE_ID
from entry.conftest import COMMAND

UPDATE = {
    "contactId": "c",
    "time": "2026-11-18T11:06:40.000Z",
    "caller": "arn:aws:iam::123456789012:user/ana",
    "through": "api",
    "name": "language",
    "old": "en",
    "new": "fr\x1b[31m\n" + "x" * 100,
}


def test_events_are_read_from_lines():
    lines = [
        "retry: 1000",
        "id: 4",
        "",
        ": comment",
        "",
        "id: 5",
        "event: update",
        "data: {}",
        "",
        "id: 6",
        "data: cut",
    ]
    assert list(read_events(lines)) == [
        {"retry": "1000", "id": "4"},
        {"id": "5", "event": "update", "data": "{}"},
    ]


@pytest.mark.parametrize(
    ("gap", "said"),
    [
        ({"reason": "deleted", "after": 3, "upTo": 9}, "changes behind 3, up to 9, were deleted"),
        (
            {"reason": "unknown", "after": 99, "upTo": 9},
            "the server has never had change 99; going on behind 9, its last",
        ),
    ],
)
def test_a_gap_is_told_and_is_no_change(capsys, gap, said):
    reached = {}
    lines = ["id: 3", "event: gap", f"data: {json.dumps(gap)}", "", "id: 4", "event: update", "data: {}", ""]
    assert list(_connection(lines, reached)) == [(4, {})]
    assert (capsys.readouterr().err, reached) == (f"callslip watch: {said}\n", {"Last-Event-ID": "4"})


def test_a_line_for_people_has_nothing_that_a_terminal_obeys():
    line = _line(UPDATE, in_color=False)
    assert line.endswith(f"c language en → fr\\x1b[31m\\n{'x' * 52}… ana, api")
    assert _line({**UPDATE, "old": None, "new": ""}, in_color=False).endswith('c language "" ana, api')
    assert _line({**UPDATE, "old": None, "new": None, "erased": True}, in_color=False).endswith(
        "language erased ana, api"
    )
    assert "\x1b[1mlanguage\x1b[0m" in _line(UPDATE, in_color=True)


def test_nobody_there(callslip):
    done = callslip("watch", "--endpoint-url", "http://127.0.0.1:9")
    assert (done.returncode, done.stderr) == (1, "callslip watch: no server answers at http://127.0.0.1:9\n")


@pytest.mark.slow
def test_who_has_no_key_is_refused(callslip, serving, tmp_path):
    callslip("credentials", "create", "--name", "ana", "--file", tmp_path / "keys.json")
    _, url = serving("--memory", "--auth", "sigv4", "--credentials", tmp_path / "keys.json")
    done = callslip("watch", "--endpoint-url", url)
    assert (done.returncode, done.stderr) == (1, "callslip watch: Missing Authentication Token\n")


@pytest.mark.slow
def test_it_goes_on_after_the_server_was_started_again(callslip, serving, environment, tmp_path):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    key = json.loads(callslip("credentials", "create", "--name", "ana", "--file", "keys.json", "--json").stdout)
    signed = {"AWS_ACCESS_KEY_ID": key["access_key_id"], "AWS_SECRET_ACCESS_KEY": key["secret_access_key"]}
    options = ("--store", "s.db", "--auth", "sigv4", "--credentials", tmp_path / "keys.json", "--port", port)
    process, url = serving(*options)
    signed["CALLSLIP_ENDPOINT_URL"] = url
    with subprocess.Popen(
        [COMMAND, "watch", "--count", "2", "--after", "0"],
        env={**environment, **signed},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as watch:
        task = ("start-task-contact", "--instance-id", EXAMPLE_INSTANCE_ID, "--name", "t", "--contact-flow-id", "f")
        done = callslip("connect", *task, "--attributes", "a=1", **signed)
        contact = json.loads(done.stdout)["ContactId"]
        first = json.loads(watch.stdout.readline())
        process.terminate()
        assert process.wait(15) == 0
        serving(*options)
        named = ("--instance-id", EXAMPLE_INSTANCE_ID, "--initial-contact-id", contact)
        callslip("connect", "update-contact-attributes", *named, "--attributes", "a=2", **signed)
        second = json.loads(watch.stdout.readline())
        assert watch.wait(15) == 0
    assert [(change["id"], change["old"], change["new"]) for change in (first, second)] == [
        (1, None, "1"),
        (2, "1", "2"),
    ]
    assert first["caller"] == "arn:aws:iam::123456789012:user/ana"


def test_a_count_that_is_none(callslip):
    done = callslip("watch", "--count", "0")
    assert (done.returncode, done.stderr) == (2, "callslip watch: --count is 0; 1 or more is needed\n")


@pytest.mark.parametrize("words", [["watch"], ["flags", "list"]])
def test_without_botocore_the_extra_is_named(words):
    code = f"import sys; sys.modules['botocore'] = None; import callslip.cli; sys.exit(callslip.cli.main({words}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.endswith("is missing: pip install 'callslip[connect]'\n")
