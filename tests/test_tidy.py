"""The house rules hold in the tree, and each rule can fail."""

import ast
import dataclasses
from pathlib import Path

import pytest

import tidy
from callslip.flows.registry import discover_action_types, file_name
from callslip.operation import Operations
from callslip.protocol.model import load_model, load_model_with_extensions
from callslip.settings import Settings
from tidy import PACKAGE, ROOT, Module, Shape

EVERYWHERE = ("src", "tests", "tools", "benchmarks")
ACTION_TABLES = ("contact_settings", "outside_services")
STORE_ROOMS = {"backend", "sql", "sqlite", "postgres"}


def stems(folder: Path) -> set[str]:
    """The names of the modules in a folder, without its `__init__`."""
    return {path.stem for path in folder.glob("*.py")} - {"__init__"}


def untested(folder: str, tests: str, *, without: set[str] = frozenset()) -> list[str]:
    """The modules of a package's folder that have no test file of their own; `{}` in `tests` is the name."""
    return [
        f"src/callslip/{folder}/{name}.py:1 has no test file {tests.format(name)}"
        for name in sorted(stems(PACKAGE / folder) - without)
        if not (ROOT / "tests" / tests.format(name)).exists()
    ]


RULES = (
    (tidy.long_module, EVERYWHERE),
    (tidy.long_function, EVERYWHERE),
    (tidy.deep_nesting, EVERYWHERE),
    (tidy.silent_except, EVERYWHERE),
    (tidy.unfinished, EVERYWHERE),
    (tidy.no_summary, ("src", "tools", "benchmarks")),
    (tidy.vague_name, EVERYWHERE),
    (tidy.banned_name, ("src",)),
    (tidy.unannotated, ("src",)),
)


def test_house_rules_hold():
    found = [
        f"{check.__doc__} {breach}"
        for module in tidy.modules(*EVERYWHERE)
        for check, folders in RULES
        if module.name.split("/")[0] in folders
        for breach in check(module)
    ]

    assert not found, "\n".join(found)


def nested(depth: int) -> str:
    """A function whose blocks nest so deep."""
    blocks = "".join("    " * level + "if a:\n" for level in range(1, depth + 1))
    return f"def f(a):\n{blocks}{'    ' * (depth + 1)}return"


@pytest.mark.parametrize(
    ("check", "good", "bad"),
    [
        (tidy.long_module, "a = 1\n" * 400, "a = 1\n" * 401),
        (tidy.long_function, "def f():\n" + "    a = 1\n" * 59, "def f():\n" + "    a = 1\n" * 60),
        (tidy.deep_nesting, nested(3), nested(4)),
        (tidy.silent_except, "try:\n    f()\nexcept KeyError:\n    pass", "try:\n    f()\nexcept:\n    g()"),
        (tidy.silent_except, "try:\n    f()\nexcept Exception:\n    g()", "try:\n    f()\nexcept Exception:\n    pass"),
        (tidy.unfinished, "# done", "# TO" + "DO"),
        (tidy.no_summary, '"""A list of names."""', "a = 1"),
        (tidy.no_summary, '"""A list.\n\nMore.\n"""', '"""A list\nthat goes on."""'),
        (tidy.unannotated, "def f(self, a: int) -> int: ...", "def f(a) -> int: ..."),
        (tidy.unannotated, "def f(*a: int) -> None: ...", "def f(a: int): ..."),
        (tidy.banned_name, "from datetime import datetime\ndatetime(1, 1, 1)", "import datetime as d\nd.date.today()"),
        (tidy.banned_name, "from datetime import UTC", "from datetime import datetime\ndatetime.now()"),
        (tidy.banned_name, "import time\ntime.strftime('%Y', t)", "import time as t\ncall(t.monotonic)"),
        (tidy.banned_name, "import uuid\nuuid.UUID(a)", "from uuid import uuid4\nuuid4()"),
        (tidy.banned_name, "randomly = 1", "from random import choice"),
        (tidy.banned_name, "import os\nos.getpid()", "import secrets\nsecrets.token_hex()"),
        (tidy.banned_name, "printed()", "print(1)"),
        (tidy.banned_name, "a.breakpoint()", "breakpoint()"),
    ],
)
def test_house_rule_can_fail(check, good, bad):
    assert list(check(Module("good.py", good))) == []

    (found,) = check(Module("bad.py", bad))

    assert found.startswith("bad.py:")


def test_an_elif_is_no_deeper_than_its_if():
    chain = "def f(a):\n    if a:\n        pass\n" + "    elif a:\n        pass\n" * 5

    assert list(tidy.deep_nesting(Module("chain.py", chain))) == []


def test_the_owner_of_a_name_may_speak_it():
    speech = "import time\ntime.monotonic()"

    assert list(tidy.banned_name(Module("a.py", speech, "server/asgi.py"))) == []
    assert list(tidy.banned_name(Module("a.py", speech, "clock.py"))) == []
    assert list(tidy.banned_name(Module("a.py", speech, "store/contacts.py"))) != []


def test_the_gateway_stays_on_one_page():
    page = "a = 1\n" * 101

    assert list(tidy.long_module(Module("gateway.py", page, "gateway.py"))) != []
    assert list(tidy.long_module(Module("other.py", page, "other.py"))) == []


def test_a_vague_name_is_refused():
    assert list(tidy.vague_name(Module("src/callslip/util.py", ""))) != []
    assert list(tidy.vague_name(Module("src/callslip/utility_bills.py", ""))) == []


def test_most_modules_are_short():
    shape = Shape.of([module.lines for module in tidy.modules("src") if module.lines > 1])

    assert shape.median <= 80, f"the median module has {shape.median} lines, we want 80"
    assert shape.p90 <= 250, f"one module in ten has over {shape.p90} lines, we want 250"


def test_most_functions_are_short():
    lengths = [tidy.function_length(function) for module in tidy.modules("src") for function in module.functions()]
    shape = Shape.of(lengths)

    assert shape.p90 <= 20, f"one function in ten has over {shape.p90} lines without its docstring, we want 20"


def test_a_function_is_measured_without_its_docstring():
    (function,) = Module("a.py", 'def f():\n    """Say.\n\n    More.\n    """\n    return 1').functions()

    assert tidy.function_length(function) == 2


def test_every_part_has_its_test_file():
    missing = [
        *untested("operations", "operations/test_{}.py"),
        *untested("extensions", "extensions/test_{}.py"),
        *untested("store", "store/test_{}.py", without=STORE_ROOMS),
        *untested("auth", "auth/test_{}.py"),
        *untested("cli", "entry/test_cli_{}.py"),
    ]

    assert not missing, "\n".join(missing)


def test_a_part_without_a_test_file_is_found():
    assert untested("domain", "nowhere/test_{}.py", without={"ports"})


def test_folder_is_registry_is_model():
    modelled = {operation.function_name for operation in load_model().operations.values()}
    files = stems(PACKAGE / "operations")

    assert set(Operations()) == files
    assert files - modelled == set()


def test_folder_is_registry_of_action_types():
    names = [each.name for each in discover_action_types()]

    assert {file_name(name) for name in names} == stems(PACKAGE / "flows/actions")
    assert [each.name for each in discover_action_types() if not each.summary] == []


def test_every_action_type_has_its_test():
    folder = ROOT / "tests/flows/actions"
    tables = "".join((folder / f"test_{name}.py").read_text("utf-8") for name in ACTION_TABLES)
    names = [each.name for each in discover_action_types()]

    assert [
        f"{name} has no tests/flows/actions/test_{file_name(name)}.py and stands in no table"
        for name in names
        if not (folder / f"test_{file_name(name)}.py").exists() and f'"{name}"' not in tables
    ] == []


def test_our_own_operations_are_files_beside_their_descriptions():
    folder = PACKAGE / "extensions"
    amazons = load_model().operations
    own = [each for name, each in load_model_with_extensions().operations.items() if name not in amazons]

    assert {each.function_name for each in own} == stems(folder) == {path.stem for path in folder.glob("*.json")}
    assert set(Operations(own=True)) == stems(folder) | stems(PACKAGE / "operations")
    assert all(each.template.startswith("/_callslip/") for each in own)


def reference() -> str:
    """The whole of the reference, as one text."""
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "docs/reference").glob("*.md")))


def test_every_setting_is_explained():
    settings = dataclasses.fields(Settings)
    text = reference()

    assert [entry.name for entry in settings if not entry.metadata.get("help")] == []
    assert [entry.name for entry in settings if f"`{entry.name}`" not in text] == []


def test_every_command_is_explained():
    text = reference()

    assert [name for name in stems(PACKAGE / "cli") if f"callslip {name.replace('_', '-')}" not in text] == []


def test_every_fixture_is_explained():
    text = reference()
    functions = Module.read(PACKAGE / "pytest_plugin.py").functions()
    fixtures = [f.name for f in functions if any("fixture" in ast.unparse(mark) for mark in f.decorator_list)]
    fixtures = [name for name in fixtures if not name.startswith("_")]

    assert "connect" in fixtures
    assert [name for name in fixtures if f"`{name}`" not in text] == []


def test_continuous_integration_runs_the_one_command():
    *_, last = (ROOT / ".ci/run").read_text(encoding="utf-8").splitlines()

    assert last == "exec make test </dev/null"
