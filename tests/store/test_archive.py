import json

import pytest

from callslip.store.archive import append
from callslip.store.backend import StoreError


def lines(path):
    return [json.loads(line) for line in path.read_text().splitlines()]


def test_lines_are_added(tmp_path):
    append(str(tmp_path / "archive"), "a.jsonl", [{"n": 1}, {"n": 2}])
    append(str(tmp_path / "archive"), "a.jsonl", [{"n": "日"}])
    assert lines(tmp_path / "archive/a.jsonl") == [{"n": 1}, {"n": 2}, {"n": "日"}]


@pytest.mark.parametrize("left", [b'{"n": 0}\n{"torn', b'{"n": 0}\n' + b"x" * 200_000, b'{"n": 0}\n'])
def test_a_line_that_a_crash_cut_short_is_taken_away(tmp_path, left):
    (tmp_path / "a.jsonl").write_bytes(left)
    append(str(tmp_path), "a.jsonl", [{"n": 1}])
    assert lines(tmp_path / "a.jsonl") == [{"n": 0}, {"n": 1}]


def test_a_file_that_is_one_torn_line(tmp_path):
    (tmp_path / "a.jsonl").write_bytes(b"x" * 70_000)
    append(str(tmp_path), "a.jsonl", [{"n": 1}])
    assert lines(tmp_path / "a.jsonl") == [{"n": 1}]


def test_only_the_owner_may_read(tmp_path):
    append(str(tmp_path / "archive"), "a.jsonl", [1])
    assert (tmp_path / "archive").stat().st_mode & 0o077 == 0
    assert (tmp_path / "archive/a.jsonl").stat().st_mode & 0o077 == 0


def test_what_cannot_be_written_is_said(tmp_path):
    (tmp_path / "archive").write_text("a file")
    with pytest.raises(StoreError, match="Cannot write the archive"):
        append(str(tmp_path / "archive"), "a.jsonl", [1])
