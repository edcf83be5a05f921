"""The file of access keys: what is kept, who is found, and what is refused."""

import json
import logging
import re
from concurrent.futures import ThreadPoolExecutor

import pytest

from callslip.auth.credentials import Credential, CredentialFile, CredentialFileError
from callslip.auth.policy import PolicyError
from callslip.clock import SystemIds
from callslip.domain.caller import user_arn
from callslip.domain.masks import Masks
from stand_ins import NOW_MS, CountingIds, FixedClock

HOUR_MS = 3_600_000


@pytest.fixture
def path(tmp_path):
    return tmp_path / "callslip" / "credentials.json"


@pytest.fixture
def clock():
    return FixedClock()


@pytest.fixture
def file(path, clock):
    return CredentialFile(path, clock, CountingIds())


def entry(**others):
    return {
        "access_key_id": "AKIDEXAMPLE",
        "secret_access_key": "a-secret",
        "session_token": None,
        "name": "ana",
        "created_ms": 0,
        "expires_ms": None,
    } | others


def write(path, *entries, **members):
    path.parent.mkdir(exist_ok=True)
    path.touch(0o600)
    path.write_text(json.dumps({"version": 1, "credentials": entries} | members))


def test_a_new_key_has_the_shape_that_clients_know(file):
    credential = file.create("ana")

    assert re.fullmatch("AKIA[A-Z2-7]{16}", credential.access_key_id)
    assert re.fullmatch("[A-Za-z0-9+/]{40}", credential.secret_access_key)
    assert credential.session_token is None
    assert (credential.name, credential.created_ms, credential.expires_ms) == ("ana", NOW_MS, None)


def test_a_session_has_a_token_and_an_end(file):
    credential = file.create("ana", session_hours=12)

    assert re.fullmatch("ASIA[A-Z2-7]{16}", credential.access_key_id)
    assert re.fullmatch("[A-Za-z0-9+/]{80}", credential.session_token)
    assert credential.expires_ms == NOW_MS + 12 * HOUR_MS


def test_keys_come_from_the_chance_handed_in(tmp_path, clock):
    one, same = (CredentialFile(tmp_path / name, clock, CountingIds()).create("ana") for name in ("a", "b"))
    other = CredentialFile(tmp_path / "c", clock, SystemIds()).create("ana")

    assert one == same
    assert (one.access_key_id, one.secret_access_key) != (other.access_key_id, other.secret_access_key)


def test_what_is_created_is_found_at_once_and_by_other_readers(file, path, clock):
    assert file.find("AKIDEXAMPLE") is None

    credential = file.create("ana", session_hours=1)

    assert file.find(credential.access_key_id) == credential
    assert CredentialFile(path, clock, CountingIds()).find(credential.access_key_id) == credential


def test_all_come_in_the_order_created(file):
    created = tuple(file.create(name) for name in ("zoe", "ana", "zoe"))

    assert file.all() == created


def test_a_revoked_key_is_forgotten_and_the_others_stay(file):
    first, second = file.create("ana"), file.create("zoe")

    assert file.revoke(first.access_key_id)
    assert file.find(first.access_key_id) is None
    assert file.all() == (second,)
    assert not file.revoke(first.access_key_id)


def test_another_process_s_change_is_seen_after_a_second(file, path, clock):
    credential = file.create("ana")
    assert file.find(credential.access_key_id) == credential

    CredentialFile(path, clock, CountingIds()).revoke(credential.access_key_id)
    clock.value_ms += 999
    assert file.find(credential.access_key_id) == credential
    clock.value_ms += 1
    assert file.find(credential.access_key_id) is None


def test_a_clock_set_back_does_not_stop_the_looking(file, path, clock):
    credential = file.create("ana")
    file.find(credential.access_key_id)

    CredentialFile(path, clock, CountingIds()).revoke(credential.access_key_id)
    clock.value_ms -= HOUR_MS

    assert file.find(credential.access_key_id) is None


def test_two_writers_lose_nothing(path, clock):
    ids = SystemIds()
    names = [f"user{number}" for number in range(40)]

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda name: CredentialFile(path, clock, ids).create(name), names))

    assert sorted(credential.name for credential in CredentialFile(path, clock, ids).all()) == sorted(names)


@pytest.mark.parametrize("name", ["", "a b", "a/b", "a\n", "a" * 65, "zo\u00eb"])
def test_a_name_that_no_user_can_have(file, path, name):
    with pytest.raises(ValueError, match="A name has 1 to 64 letters"):
        file.create(name)

    assert not path.exists()


@pytest.mark.parametrize("hours", [0, -1, 8761])
def test_hours_that_cannot_be(file, hours):
    with pytest.raises(ValueError, match="A session lasts 1 to 8760 hours"):
        file.create("ana", session_hours=hours)


def test_a_file_may_be_written_by_hand(file, path):
    write(path, entry())

    assert file.find("AKIDEXAMPLE") == Credential("AKIDEXAMPLE", "a-secret", None, "ana", 0, None)


@pytest.mark.parametrize(
    "entries",
    [
        [entry(secret_access_key="")],
        [entry(session_token="")],
        [entry(access_key_id="a/b")],
        [entry(access_key_id="AKIDEXAMPLE\n")],
        [entry(name="a b")],
        [entry(created_ms="now")],
        [entry(expires_ms=10**15)],
        [entry(), entry(name="zoe")],
        [{"access_key_id": "AKIDEXAMPLE"}],
        ["AKIDEXAMPLE"],
    ],
)
def test_a_file_with_an_entry_that_cannot_be_is_refused(path, clock, entries):
    write(path, *entries)

    with pytest.raises(CredentialFileError) as raised:
        CredentialFile(path, clock, CountingIds())
    assert str(raised.value).startswith(f"{path} is no credential file of a version that Callslip knows (")
    assert str(raised.value).endswith(f"mv {path} {path}.broken")
    assert "a-secret" not in str(raised.value)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff", b'{"version": 3, "credentials": []}', b'"a-secret"'])
def test_a_file_of_another_kind_is_refused(path, clock, content):
    write(path)
    path.write_bytes(content)

    with pytest.raises(CredentialFileError, match="is no credential file") as raised:
        CredentialFile(path, clock, CountingIds())
    assert "a-secret" not in str(raised.value)


def test_a_file_open_to_others_is_refused_and_not_written(path, clock):
    CredentialFile(path, clock, CountingIds()).create("ana")
    file = CredentialFile(path, clock, CountingIds("second"))
    before = path.read_bytes()
    path.chmod(0o644)

    for use in (file.all, lambda: file.create("zoe"), lambda: CredentialFile(path, clock, CountingIds())):
        with pytest.raises(CredentialFileError, match="chmod 600"):
            use()
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "spoil",
    [
        lambda path: path.chmod(0o640),
        lambda path: path.write_text("{"),
        lambda path: path.unlink(),
    ],
)
def test_a_file_spoilt_meanwhile_lets_nobody_in_and_is_told_once(file, path, clock, caplog, spoil):
    credential = file.create("ana")
    assert file.find(credential.access_key_id) == credential
    good = path.read_bytes()

    spoil(path)
    for _ in range(3):
        clock.value_ms += 1000
        assert file.find(credential.access_key_id) is None
    (record,) = caplog.records
    assert record.levelno == logging.ERROR
    assert str(path) in record.getMessage()
    assert credential.secret_access_key not in record.getMessage()

    path.touch(0o600)
    path.chmod(0o600)
    path.write_bytes(good)
    clock.value_ms += 1000
    assert file.find(credential.access_key_id) == credential


def test_an_unchanged_file_is_not_read_again(file, path, clock, monkeypatch):
    credential = file.create("ana")
    file.find(credential.access_key_id)
    monkeypatch.setattr("callslip.auth.credentials.read_private", lambda _: pytest.fail("read again"))

    clock.value_ms += 5000

    assert file.find(credential.access_key_id) == credential


def test_a_credential_does_not_show_its_secrets(file):
    credential = file.create("ana", session_hours=1)

    assert credential.access_key_id in repr(credential)
    assert credential.secret_access_key not in repr(credential)
    assert credential.session_token not in repr(credential)


ALLOW = b'{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "connect:Get*", "Resource": "*"}}'


def test_a_policy_is_kept_and_taken_away(file, path, clock):
    credential = file.create("ana")
    assert json.loads(path.read_text())["version"] == 1

    assert file.set_policy(credential.access_key_id, ALLOW)
    kept = CredentialFile(path, clock, CountingIds()).find(credential.access_key_id)
    assert kept.policy.document == json.loads(ALLOW)
    assert kept.secret_access_key == credential.secret_access_key
    assert json.loads(path.read_text())["version"] == 2

    assert file.set_policy(credential.access_key_id, None)
    assert file.find(credential.access_key_id) == credential
    assert json.loads(path.read_text())["version"] == 1


def test_masks_are_kept_beside_the_policy(file, path, clock):
    credential = file.create("ana")
    masks = Masks(read=("ssn",), write=("card_*",))
    file.set_policy(credential.access_key_id, ALLOW)

    assert file.set_masks(credential.access_key_id, masks)

    kept = CredentialFile(path, clock, CountingIds()).find(credential.access_key_id)
    assert (kept.masks, kept.policy.document) == (masks, json.loads(ALLOW))
    assert file.set_masks(credential.access_key_id, None)
    assert file.find(credential.access_key_id).masks is None


def test_an_unknown_key_gets_no_limits(file, path):
    file.create("ana")
    before = path.read_bytes()

    assert not file.set_policy("AKIDOTHER", ALLOW)
    assert not file.set_masks("AKIDOTHER", Masks(read=("a",)))
    assert path.read_bytes() == before


def test_a_policy_that_is_refused_changes_nothing(file, path):
    credential = file.create("ana")
    before = path.read_bytes()

    with pytest.raises(PolicyError, match="Statement"):
        file.set_policy(credential.access_key_id, b"{}")
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("limits", "complaint"),
    [
        ({"policy": {"Statement": []}}, r"\$.Statement` - at `\$.credentials\[0\].policy"),
        ({"policy": {"Statement": {"Effect": "Allow", "Action": "x", "Resource": "*"}}}, "'x' is no action"),
        ({"masks": {"read": ["a.b"], "write": []}}, "masks.read has the pattern 'a.b'"),
        ({"masks": {"reed": ["ssn"]}}, "no member is called 'reed'"),
        ({"polcy": {}}, "no member is called 'polcy'"),
    ],
)
def test_limits_that_cannot_be_let_nobody_in(path, clock, limits, complaint):
    write(path, entry(**limits))

    with pytest.raises(CredentialFileError, match=complaint):
        CredentialFile(path, clock, CountingIds())


def test_the_arn_of_a_user():
    assert user_arn("123456789012", "ana") == "arn:aws:iam::123456789012:user/ana"
