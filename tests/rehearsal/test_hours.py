import pytest

from callslip.rehearsal.errors import HoursError
from callslip.rehearsal.hours import is_open
from callslip.rehearsal.world import START_MS

HOUR_MS = 3_600_000


@pytest.mark.parametrize(
    ("hours", "later_h", "expected"),
    [
        ("Mon-Fri 09:00-17:00", 0, True),
        ("Mon-Fri 09:00-17:00", 7, False),
        ("Mon-Fri 09:00-10:00", 0, False),
        ("Mon-Fri 10:00-11:00", 0, True),
        ("Sat-Wed 09:00-17:00", 0, True),
        ("Thu-Tue 09:00-17:00", 0, False),
        ("wed 00:00-24:00", 13, True),
        ("Mon 09:00-17:00, Wed 10:00-12:00", 1, True),
    ],
)
def test_open_or_closed(hours, later_h, expected):
    assert is_open(hours, START_MS + later_h * HOUR_MS) is expected


@pytest.mark.parametrize("hours", ["", "always", "Wed", "Xyz 09:00-17:00", "Wed 17:00-09:00", "Wed 09:00-25:00"])
def test_what_says_no_hours_is_refused(hours):
    with pytest.raises(HoursError, match=r"hours|day"):
        is_open(hours, START_MS)
