"""`callslip credentials`: what each action prints, keeps and answers."""

import argparse
import json
import re

import pytest

from callslip.bootstrap import open_credentials
from callslip.cli import credentials


@pytest.fixture
def path(tmp_path):
    return tmp_path / "keys" / "credentials.json"


@pytest.fixture
def callslip(path, capsys):
    """Runs `callslip credentials` on the test's file; gives the exit code, what was printed and what was complained."""
    parser = argparse.ArgumentParser()
    credentials.register(parser.add_subparsers())

    def run(action, *words, file=path):
        options = () if file is None else ("--file", str(file))
        arguments = parser.parse_args(["credentials", action, *words, *options])
        code = arguments.run(arguments)
        return code, *capsys.readouterr()

    return run


def test_create_shows_the_key_with_the_lines_to_paste(callslip, path):
    code, output, complaint = callslip("create", "--name", "ana")

    (kept,) = open_credentials(str(path)).all()
    assert (code, complaint) == (0, "")
    assert output.startswith(f"Access key {kept.access_key_id} for ana, kept in {path}\n")
    assert output.endswith(
        f"\nexport AWS_ACCESS_KEY_ID={kept.access_key_id}\nexport AWS_SECRET_ACCESS_KEY={kept.secret_access_key}\n"
    )


def test_create_makes_a_session(callslip, path):
    _, output, _ = callslip("create", "--name", "ana", "--session-hours", "2")

    (kept,) = open_credentials(str(path)).all()
    assert kept.expires_ms == kept.created_ms + 2 * 3_600_000
    assert re.search(r"for ana until \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ, kept in", output)
    assert output.endswith(f"\nexport AWS_SESSION_TOKEN={kept.session_token}\n")


def test_create_answers_in_json(callslip, path):
    _, output, _ = callslip("create", "--name", "ana", "--json")

    (kept,) = open_credentials(str(path)).all()
    answer = json.loads(output)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", answer.pop("created"))
    assert answer == {
        "access_key_id": kept.access_key_id,
        "secret_access_key": kept.secret_access_key,
        "session_token": None,
        "name": "ana",
        "expires": None,
    }


@pytest.mark.parametrize("words", [("--name", "a b"), ("--name", "ana", "--session-hours", "0")])
def test_create_refuses_what_cannot_be(callslip, path, words):
    code, output, complaint = callslip("create", *words)

    assert (code, output) == (1, "")
    assert complaint.startswith("callslip credentials: A ")
    assert not path.exists()


def test_list_is_a_table_without_secrets(callslip, path):
    callslip("create", "--name", "ana")
    callslip("create", "--name", "zoe", "--session-hours", "1")

    code, output, _ = callslip("list")

    ana, zoe = open_credentials(str(path)).all()
    head, first, second = output.splitlines()
    assert code == 0
    assert head.split("  ")[0] == "ACCESS KEY ID"
    assert re.fullmatch(rf"{ana.access_key_id}  ana   \S{{20}}  never", first)
    assert re.fullmatch(rf"{zoe.access_key_id}  zoe   \S{{20}}  \S{{20}}", second)
    assert not [word for word in (ana.secret_access_key, zoe.secret_access_key, zoe.session_token) if word in output]


def test_list_answers_in_json_without_secrets(callslip, path):
    callslip("create", "--name", "ana")

    (answer,) = json.loads(callslip("list", "--json")[1])

    (kept,) = open_credentials(str(path)).all()
    assert (answer["access_key_id"], answer["name"], answer["expires"]) == (kept.access_key_id, "ana", None)
    assert set(answer) == {"access_key_id", "name", "created", "expires"}


def test_list_of_a_file_that_is_not_there_is_empty(callslip, path):
    assert callslip("list") == (0, "ACCESS KEY ID  NAME  CREATED  EXPIRES\n", "")
    assert callslip("list", "--json") == (0, "[]\n", "")
    assert not path.parent.exists()


def test_revoke_forgets_the_key(callslip, path):
    callslip("create", "--name", "ana")
    (kept,) = open_credentials(str(path)).all()

    code, output, _ = callslip("revoke", kept.access_key_id)

    assert code == 0
    assert output.startswith(f"Revoked {kept.access_key_id};")
    assert open_credentials(str(path)).all() == ()


def test_revoke_of_an_unknown_key_changes_nothing(callslip, path):
    callslip("create", "--name", "ana")
    before = path.read_bytes()

    code, output, complaint = callslip("revoke", "AKIDOTHER")

    assert (code, output) == (1, "")
    assert complaint == f"callslip credentials: AKIDOTHER is not in {path}; nothing was changed\n"
    assert path.read_bytes() == before


def test_a_file_open_to_others_is_a_complaint(callslip, path):
    callslip("create", "--name", "ana")
    path.chmod(0o644)

    code, output, complaint = callslip("list")

    assert (code, output) == (1, "")
    assert complaint.endswith(f"Close it: chmod 600 {path}\n")


def test_the_file_comes_from_the_environment_or_is_the_user_s_own(callslip, path, tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("CALLSLIP_CREDENTIALS", raising=False)
    callslip("create", "--name", "ana", file=None)
    assert (tmp_path / ".config/callslip/credentials.json").exists()

    monkeypatch.setenv("CALLSLIP_CREDENTIALS", str(path))
    callslip("create", "--name", "zoe", file=None)
    assert [kept.name for kept in open_credentials(str(path)).all()] == ["zoe"]
