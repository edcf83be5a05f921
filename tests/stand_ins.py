"""Time and ids for tests: set, not asked from the machine."""

from callslip.clock import months_before_ms

NOW_MS = 1_795_000_000_000
"""2026-11-18T11:06:40Z."""
INSTANCE = "a1b2c3d4-5678-90ab-cdef-EXAMPLE11111"
CONTACT = "11111111-2222-3333-4444-12345678910"
FLOW = "a1b2c3d4-5678-90ab-cdef-EXAMPLE33333"


class FixedClock:
    """Time that only a test moves."""

    def __init__(self, now_ms: int = NOW_MS) -> None:
        self.value_ms = now_ms

    def now_ms(self) -> int:
        return self.value_ms

    def months_ago_ms(self, months: int, *, ahead_ms: int = 0) -> int:
        return months_before_ms(self.value_ms + ahead_ms, months)


class FixedChance:
    """The same number each time."""

    def __init__(self, value: float = 1.0) -> None:
        self.value = value

    def fraction(self) -> float:
        return self.value


class CountingIds:
    """Ids that can be foretold: the first given, then numbered ones."""

    def __init__(self, *first: str) -> None:
        self._first = list(first)
        self._count = 0

    def new_id(self) -> str:
        if self._first:
            return self._first.pop(0)
        self._count += 1
        return f"00000000-0000-4000-8000-{self._count:012}"

    def new_request_id(self) -> str:
        return "00000000-0000-4000-8000-ffffffffffff"

    def new_secret(self) -> str:
        return f"secret-{self.new_id()}"

    def new_salts(self, count: int) -> list[str]:
        return [f"{number:032x}" for number in range(count)]
