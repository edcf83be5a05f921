"""A file of secrets is read only while it is private, and is never seen half written."""

import os
import stat
from pathlib import Path
from types import SimpleNamespace

import pytest

from callslip.auth import private_file
from callslip.auth.private_file import CredentialFileError, hold_lock, read_private, read_stamp, write_private


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "with blank" / "keys.json"
    with hold_lock(path):
        write_private(path, b"one")
    return path


def test_what_is_written_is_read(path):
    assert read_private(path) == (read_stamp(path), b"one")


def test_only_its_owner_can_read_it_whatever_the_mask(tmp_path):
    mask = os.umask(0)
    try:
        with hold_lock(tmp_path / "new" / "keys.json"):
            write_private(tmp_path / "new" / "keys.json", b"one")
    finally:
        os.umask(mask)

    modes = {found.name: stat.S_IMODE(found.stat().st_mode) for found in (tmp_path / "new").iterdir()}
    assert modes == {"keys.json": 0o600, "keys.json.lock": 0o600}
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o700


def test_a_new_content_takes_the_place_of_the_old_and_of_remains(path):
    before = read_stamp(path)
    path.with_name("keys.json.new").write_bytes(b"half wri")

    write_private(path, b"two")

    assert read_private(path)[1] == b"two"
    assert read_stamp(path) != before
    assert not path.with_name("keys.json.new").exists()


def test_a_link_stays_a_link(path, tmp_path):
    link = tmp_path / "link.json"
    link.symlink_to(path)

    write_private(link, b"two")

    assert link.is_symlink()
    assert path.read_bytes() == b"two"


def test_a_write_that_fails_leaves_the_old_content(path, monkeypatch):
    def fail(descriptor):
        raise OSError("the disk is full")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="the disk is full"):
        write_private(path, b"two")

    assert read_private(path)[1] == b"one"


def test_the_content_is_on_disk_before_it_has_the_name(path, monkeypatch):
    done = []
    replace = Path.replace
    monkeypatch.setattr(os, "fsync", lambda _: done.append("fsync"))
    monkeypatch.setattr(Path, "replace", lambda fresh, target: (done.append("replace"), replace(fresh, target))[1])

    write_private(path, b"two")

    assert done == ["fsync", "replace", "fsync"]


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o602, 0o610, 0o777])
def test_a_file_open_to_others_is_refused(path, mode):
    path.chmod(mode)

    with pytest.raises(CredentialFileError) as raised:
        read_private(path)

    assert str(raised.value) == f"{path} holds secrets and is open to other users. Close it: chmod 600 '{path}'"


@pytest.mark.parametrize("mode", [0o600, 0o400])
def test_a_file_open_to_its_owner_alone_is_read(path, mode):
    path.chmod(mode)

    assert read_private(path)[1] == b"one"


@pytest.mark.parametrize(
    ("owner", "reader", "accepted"),
    [
        (1000, 1000, True),
        (0, 1000, True),
        (0, 0, True),
        (1000, 0, False),
        (1001, 1000, False),
    ],
)
def test_whose_file_it_is(path, monkeypatch, owner, reader, accepted):
    status = SimpleNamespace(st_mode=stat.S_IFREG | 0o600, st_uid=owner)
    monkeypatch.setattr(os, "geteuid", lambda: reader)

    if accepted:
        private_file._check_private(path, status)
        return
    with pytest.raises(CredentialFileError) as raised:
        private_file._check_private(path, status)
    assert str(raised.value).endswith(f"or: chown {reader} '{path}'")


def test_a_folder_or_a_pipe_is_refused_at_once(tmp_path):
    os.mkfifo(tmp_path / "pipe", 0o600)
    (tmp_path / "folder").mkdir(0o700)

    for name in ("pipe", "folder"):
        with pytest.raises(CredentialFileError, match="is not a plain file"):
            read_private(tmp_path / name)


def test_a_path_through_a_file_cannot_be_read(path):
    for read in (read_private, read_stamp):
        with pytest.raises(CredentialFileError, match="cannot be read"):
            read(path / "below")


def test_a_file_that_is_not_there(tmp_path):
    for read in (read_private, read_stamp):
        with pytest.raises(FileNotFoundError):
            read(tmp_path / "none")
