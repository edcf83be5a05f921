import json

import pytest

from callslip.delivery.jsonl import JsonlFile
from callslip.delivery.message import DeliveryError, DestinationError, Message


def message(number, text="x"):
    return Message(f"id-{number}", "contact-event", "c", 0, json.dumps({"number": number, "text": text}).encode())


def numbers(path):
    return [json.loads(line)["body"]["number"] for line in path.read_text().splitlines()]


@pytest.fixture
def path(tmp_path):
    return tmp_path / "out.jsonl"


def test_each_message_is_a_line(path):
    JsonlFile(str(path)).deliver([message(1, "a\nb"), message(2)])
    JsonlFile(str(path)).deliver([message(3)])
    first, *_ = path.read_text().splitlines()
    assert json.loads(first) == {"id": "id-1", "kind": "contact-event", "body": {"number": 1, "text": "a\nb"}}
    assert numbers(path) == [1, 2, 3]


def test_only_its_owner_can_read_it(path):
    JsonlFile(str(path)).deliver([message(1)])
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("length", [1, 70_000, 200_000])
def test_a_torn_line_is_removed(path, length):
    file = JsonlFile(str(path))
    file.deliver([message(1)])
    with path.open("ab") as torn:
        torn.write(b"{" * length)
    file.deliver([message(2)])
    assert numbers(path) == [1, 2]


def test_a_file_that_is_one_torn_line_begins_anew(path):
    path.write_bytes(b"{" * 150_000)
    JsonlFile(str(path)).deliver([message(1)])
    assert numbers(path) == [1]


def test_a_file_moved_away_is_followed_by_a_new_one(path):
    file = JsonlFile(str(path))
    file.deliver([message(1)])
    path.rename(path.with_suffix(".1"))
    file.deliver([message(2)])
    assert numbers(path) == [2]


def test_a_file_that_cannot_be_written_is_a_failure(path):
    file = JsonlFile(str(path))
    path.mkdir()
    with pytest.raises(DeliveryError, match="Is a directory"):
        file.deliver([message(1)])


def test_a_folder_must_be_there(tmp_path):
    with pytest.raises(DestinationError, match="no folder"):
        JsonlFile(str(tmp_path / "nowhere" / "out.jsonl"))
