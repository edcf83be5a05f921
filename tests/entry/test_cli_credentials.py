"""`callslip credentials`: what each action prints, keeps and answers."""

import argparse
import json
import re
from io import BytesIO, TextIOWrapper

import pytest

from callslip.bootstrap import open_credentials
from callslip.cli import credentials
from callslip.domain.masks import Masks


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
        "policy": False,
        "masks": None,
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
    assert re.fullmatch(rf"{ana.access_key_id}  ana   \S{{20}}  never                 none", first)
    assert re.fullmatch(rf"{zoe.access_key_id}  zoe   \S{{20}}  \S{{20}}  none", second)
    assert not [word for word in (ana.secret_access_key, zoe.secret_access_key, zoe.session_token) if word in output]


def test_list_answers_in_json_without_secrets(callslip, path):
    callslip("create", "--name", "ana")

    (answer,) = json.loads(callslip("list", "--json")[1])

    (kept,) = open_credentials(str(path)).all()
    assert (answer["access_key_id"], answer["name"], answer["expires"]) == (kept.access_key_id, "ana", None)
    assert (answer["policy"], answer["masks"]) == (False, None)
    assert set(answer) == {"access_key_id", "name", "created", "expires", "policy", "masks"}


def test_list_of_a_file_that_is_not_there_is_empty(callslip, path):
    assert callslip("list") == (0, "ACCESS KEY ID  NAME  CREATED  EXPIRES  LIMITS\n", "")
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


POLICY = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "connect:Get*", "Resource": "*"}]}


@pytest.fixture
def key(callslip, path):
    """A key in the file."""
    callslip("create", "--name", "ana")
    return open_credentials(str(path)).all()[0].access_key_id


@pytest.fixture
def policy_file(tmp_path):
    file = tmp_path / "policy.json"
    file.write_text(json.dumps(POLICY))
    return str(file)


def test_a_policy_is_attached_shown_and_removed(callslip, path, key, policy_file):
    assert callslip("show-policy", key) == (0, f"{key} has no policy: it may do everything\n", "")

    attached = callslip("attach-policy", key, policy_file)
    assert attached == (0, f"{key} may do what the policy allows, and nothing else, within a second\n", "")
    code, shown, _ = callslip("show-policy", key)
    assert (code, json.loads(shown)) == (0, POLICY)
    assert callslip("list")[1].splitlines()[1].endswith("  policy")

    assert callslip("remove-policy", key) == (0, f"{key} may do everything within a second\n", "")
    assert open_credentials(str(path)).all()[0].policy is None


def test_a_policy_can_come_from_the_input(callslip, path, key, monkeypatch):
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(json.dumps(POLICY).encode())))

    assert callslip("attach-policy", key, "-")[0] == 0
    assert open_credentials(str(path)).all()[0].policy.document == POLICY


@pytest.mark.parametrize(
    "text", ["{}", "not JSON", '{"Statement": {"Effect": "Allow", "Action": "x", "Resource": "*"}}']
)
def test_a_policy_that_is_refused_is_not_attached(callslip, path, key, tmp_path, text):
    before = path.read_bytes()
    (tmp_path / "policy.json").write_text(text)

    code, output, complaint = callslip("attach-policy", key, str(tmp_path / "policy.json"))

    assert (code, output) == (1, "")
    assert complaint.startswith("callslip credentials: ")
    assert path.read_bytes() == before


def test_a_policy_file_that_is_not_there(callslip, key, tmp_path):
    code, _, complaint = callslip("attach-policy", key, str(tmp_path / "nowhere.json"))

    assert code == 1
    assert "No such file" in complaint


def test_masks_are_set_listed_and_taken_away(callslip, path, key):
    code, output, _ = callslip("mask", key, "--read", "ssn", "--read", "card_*", "--write", "ssn")
    assert (code, output) == (0, f"Attributes hidden from {key}: ssn, card_*; not to be written by it: ssn\n")
    assert open_credentials(str(path)).all()[0].masks == Masks(("ssn", "card_*"), ("ssn",))
    assert json.loads(callslip("list", "--json")[1])[0]["masks"] == {"read": ["ssn", "card_*"], "write": ["ssn"]}

    assert callslip("mask", key)[1] == f"Attributes hidden from {key}: none; not to be written by it: none\n"
    assert open_credentials(str(path)).all()[0].masks is None


def test_a_mask_that_no_key_could_fit_is_refused(callslip, path, key):
    code, _, complaint = callslip("mask", key, "--read", "a b")

    assert code == 1
    assert "masks.read has the pattern 'a b'" in complaint
    assert open_credentials(str(path)).all()[0].masks is None


@pytest.mark.parametrize("action", ["attach-policy", "show-policy", "remove-policy", "mask"])
def test_limits_of_an_unknown_key_change_nothing(callslip, path, key, policy_file, action):
    before = path.read_bytes()

    code, output, complaint = callslip(action, "AKIDOTHER", *([policy_file] if action == "attach-policy" else []))

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
