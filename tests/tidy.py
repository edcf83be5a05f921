"""The house rules as functions: a parsed module in, one line per breach out (`file:line rule`)."""

import ast
import re
import statistics
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "callslip"
BLOCKS = (ast.If, ast.For, ast.AsyncFor, ast.While, ast.Try, ast.With, ast.AsyncWith, ast.Match)
VAGUE = ("base", "common", "helper", "helpers", "manager", "misc", "util", "utils")
UNFINISHED = re.compile(r"\b(FIX" r"ME|XX" r"X|TO" r"DO)\b")

type_of_function = (ast.FunctionDef, ast.AsyncFunctionDef)
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Ban:
    """Names that only the files under `allowed` (paths inside the package) may speak."""

    names: tuple[str, ...]
    allowed: tuple[str, ...]
    instead: str


BANS = (
    Ban(
        ("datetime.datetime.now", "datetime.datetime.utcnow", "datetime.datetime.today", "datetime.date.today"),
        ("clock.py",),
        "take a Clock",
    ),
    Ban(("time.time", "time.time_ns", "time.localtime", "time.gmtime"), ("clock.py",), "take a Clock"),
    Ban(("time.monotonic", "time.monotonic_ns", "time.perf_counter"), ("clock.py", "server/"), "take a Clock"),
    Ban(("uuid.uuid1", "uuid.uuid4", "os.urandom", "random"), ("clock.py",), "take Ids"),
    Ban(("secrets",), ("clock.py", "auth/"), "take Ids"),
    Ban(("print",), ("cli/",), "answer, or log in server/"),
    Ban(("breakpoint", "pdb"), (), "remove it"),
)


@dataclass(frozen=True)
class Module:
    """One Python file; `name` is what a report shows, `inside` its path in the package or an empty text."""

    name: str
    text: str
    inside: str = field(default="")

    @classmethod
    def read(cls, path: Path) -> "Module":
        """The file at `path`, which lies under the project's root."""
        inside = path.relative_to(PACKAGE).as_posix() if path.is_relative_to(PACKAGE) else ""
        return cls(path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8"), inside)

    @cached_property
    def tree(self) -> ast.Module:
        """The parsed file."""
        return ast.parse(self.text)

    @cached_property
    def lines(self) -> int:
        """How many lines the file has."""
        return len(self.text.splitlines())

    @cached_property
    def statements(self) -> list[ast.AST]:
        """All that the tree is made of, without expressions and what is in them."""
        return list(_statements(self.tree))

    def functions(self) -> Iterator[Function]:
        """Every function and method, nested ones too."""
        return (node for node in self.statements if isinstance(node, type_of_function))


def _statements(parent: ast.AST) -> Iterator[ast.AST]:
    for child in ast.iter_child_nodes(parent):
        if not isinstance(child, ast.expr):
            yield child
            yield from _statements(child)


def modules(*folders: str) -> Iterator[Module]:
    """The Python files under these folders of the project, in order; hidden folders hold what is installed."""
    paths = (path for folder in folders for path in sorted((ROOT / folder).rglob("*.py")))
    return (Module.read(path) for path in paths if not any(part[0] == "." for part in path.relative_to(ROOT).parts))


def long_module(module: Module) -> Iterator[str]:
    """A module has 400 lines at most, the gateway 100."""
    limit = 100 if module.inside == "gateway.py" else 400
    if module.lines > limit:
        yield f"{module.name}:{module.lines} has {module.lines} lines, {limit} are allowed"


def long_function(module: Module) -> Iterator[str]:
    """A function has 60 lines at most."""
    for function in module.functions():
        if (length := function.end_lineno - function.lineno + 1) > 60:
            yield f"{module.name}:{function.lineno} {function.name} has {length} lines, 60 are allowed"


def deep_nesting(module: Module) -> Iterator[str]:
    """Blocks nest three deep at most; `elif` is no deeper than its `if`."""
    for function in module.functions():
        for node, depth in _blocks(function, 1):
            if depth > 3:
                yield f"{module.name}:{node.lineno} {function.name} nests {depth} deep, 3 are allowed"


def _blocks(parent: ast.AST, depth: int) -> Iterator[tuple[ast.stmt, int]]:
    for child in ast.iter_child_nodes(parent):
        if isinstance(child, (*type_of_function, ast.ClassDef, ast.expr)):
            continue
        if not isinstance(child, BLOCKS):
            yield from _blocks(child, depth)
            continue
        is_elif = isinstance(parent, ast.If) and isinstance(child, ast.If) and parent.orelse == [child]
        own = depth - 1 if is_elif else depth
        yield child, own
        yield from _blocks(child, own + 1)


def banned_name(module: Module) -> Iterator[str]:
    """Time, chance, print and the like are spoken only by the file that owns them."""
    aliases = _aliases(module.statements)
    for node in ast.walk(module.tree):
        spoken = _dotted(node, aliases)
        for ban in BANS:
            if spoken in ban.names and not module.inside.startswith(ban.allowed):
                yield f"{module.name}:{node.lineno} {spoken} is not for this file: {ban.instead}"


def _aliases(nodes: Iterable[ast.AST]) -> dict[str, str]:
    names = {"print": "print", "breakpoint": "breakpoint"}
    for node in nodes:
        if isinstance(node, ast.Import):
            names |= {alias.asname or alias.name.partition(".")[0]: alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names}
    return names


def _dotted(node: ast.AST, aliases: dict[str, str]) -> str | None:
    if isinstance(node, ast.Name):
        return aliases.get(node.id)
    if isinstance(node, ast.ImportFrom):
        return node.module
    if isinstance(node, ast.Attribute) and (owner := _dotted(node.value, aliases)):
        return f"{owner}.{node.attr}"
    return None


def silent_except(module: Module) -> Iterator[str]:
    """Nobody catches everything by a bare `except`, nor swallows an error without a word."""
    for node in module.statements:
        if not isinstance(node, ast.ExceptHandler):
            continue
        if node.type is None:
            yield f"{module.name}:{node.lineno} bare except: name the error"
        elif ast.unparse(node.type) in {"Exception", "BaseException"} and isinstance(node.body[0], ast.Pass):
            yield f"{module.name}:{node.lineno} an error is swallowed: handle it or let it rise"


def unfinished(module: Module) -> Iterator[str]:
    """No note of work left undone stands in the tree."""
    for number, line in enumerate(module.text.splitlines(), 1):
        if found := UNFINISHED.search(line):
            yield f"{module.name}:{number} {found[0]}: do it, or open an issue"


def no_summary(module: Module) -> Iterator[str]:
    """Every module opens with a docstring whose first line is a sentence of its own."""
    lines = (ast.get_docstring(module.tree) or "").splitlines()
    if not lines or not lines[0].endswith(".") or (len(lines) > 1 and lines[1]):
        yield f"{module.name}:1 must open with a docstring: one line that says what the module is"


def vague_name(module: Module) -> Iterator[str]:
    """A module's name says what is in it."""
    for part in module.name.removesuffix(".py").split("/"):
        if part in VAGUE:
            yield f"{module.name}:1 {part} is no name for a module: say what is in it"


def unannotated(module: Module) -> Iterator[str]:
    """Every argument and every result has a type."""
    for function in module.functions():
        given = function.args
        every = [*given.posonlyargs, *given.args, *given.kwonlyargs, given.vararg, given.kwarg]
        bare = [arg.arg for arg in every if arg and not arg.annotation and arg.arg not in {"self", "cls"}]
        if bare or function.returns is None:
            yield f"{module.name}:{function.lineno} {function.name} lacks types: {', '.join(bare) or 'its result'}"


@dataclass(frozen=True)
class Shape:
    """How long things are: `p90` is what nine of ten stay within."""

    median: float
    p90: float

    @classmethod
    def of(cls, lengths: list[int]) -> "Shape":
        """The shape of at least two lengths."""
        return cls(statistics.median(lengths), statistics.quantiles(lengths, n=10, method="inclusive")[-1])


def function_length(function: Function) -> int:
    """Lines from `def` to the end, without the docstring."""
    length = function.end_lineno - function.lineno + 1
    first = function.body[0]
    if ast.get_docstring(function) is not None:
        length -= first.end_lineno - first.lineno + 1
    return length
