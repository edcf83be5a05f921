import pytest

from callslip.delivery.destinations import open_destination
from callslip.delivery.message import DestinationError

SECRET = b"sixteen bytes or more"


def test_a_destination_is_opened_by_its_scheme(tmp_path, clock):
    assert open_destination(f"file:{tmp_path}/x", None, clock).name == f"file:{tmp_path}/x"
    assert open_destination("https://example.com/a", SECRET, clock).name.startswith("webhook:example.com-")


def test_two_urls_of_one_host_have_two_names(clock):
    one, other = (open_destination(f"https://example.com/{path}", SECRET, clock).name for path in "ab")
    assert one != other


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("https://example.com/a?token=hidden", "webhook_secret_file"),
        ("ftp://example.com/hidden", "no destination begins with 'ftp'"),
        ("file:", "no destination begins with 'file'"),
        ("out.jsonl", "no destination begins with 'out.jsonl'"),
    ],
)
def test_what_is_no_destination(clock, text, said):
    with pytest.raises(DestinationError, match=said) as caught:
        open_destination(text, None, clock)
    assert "hidden" not in str(caught.value)
