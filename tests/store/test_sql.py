import re
from pathlib import Path

from callslip.store import sql

SOURCE = Path(sql.__file__).parent


def test_every_query_is_used_and_every_use_has_a_query():
    code = "".join(path.read_text() for path in SOURCE.glob("*.py"))
    used = set(re.findall(r'"(\w+)"', code)) & set(sql.queries())
    called = set(re.findall(r'\.(?:one|all|run|many)\(\s*"(\w+)"', code))
    assert called <= set(sql.queries())
    assert set(sql.queries()) == used


def test_migrations_are_numbered_from_one():
    assert [number for number, _ in sql.migrations()] == list(range(1, len(sql.migrations()) + 1))
