"""Every example of the documents runs, every link leads somewhere."""

import ast
import re
import socket
import subprocess
import tomllib
from pathlib import Path

import pytest

import documents
from documents import DOCUMENTS, ROOT, Example, Shell

SOURCE = ROOT / "src/callslip"
RUNNABLE = {"console", "sh", "python"}
SHOWN = {"output", "text", "json", "toml"}


def named(path: Path) -> str:
    """A document's name in a report."""
    return path.relative_to(ROOT).as_posix()


def runnable(path: Path) -> list[Example]:
    """A document's examples, without those that say why they are not run."""
    return [each for each in documents.examples(path.read_text(encoding="utf-8")) if each.reason is None]


RUN = [path for path in DOCUMENTS if any(each.language in RUNNABLE for each in runnable(path))]


def document(test):
    """Run a test once for each document."""
    return pytest.mark.parametrize("path", DOCUMENTS, ids=named)(test)


@pytest.fixture
def port():
    """A server of one's own, with nothing in it: its port."""
    command = [ROOT / ".venv/bin/callslip", "serve", "--memory", "--port", "0", "--print-url"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        yield server.stdout.readline().strip().rpartition(":")[2]
        server.terminate()


def free_port() -> str:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


def run(shell: Shell, example: Example, output: Example | None) -> list[str]:
    """Run one example; what is not as the document says."""
    if example.language == "python":
        status, printed = shell.run(f"python - <<'END_OF_EXAMPLE'\n{example.text}END_OF_EXAMPLE")
        steps = [("python", status, output.text if output else printed, printed)]
    else:
        steps = [(command, *shell.run(command), shown) for command, shown in documents.commands(example.text)]
        steps = [(command, status, shown, printed) for command, status, printed, shown in steps]
    compared = example.language != "sh"
    return [
        f"line {example.line}: {command}\nexit {status}, printed:\n{printed}\nshown:\n{shown}"
        for command, status, shown, printed in steps
        if status or (compared and not documents.matches(shown, printed))
    ]


@pytest.mark.slow
@pytest.mark.parametrize("path", RUN, ids=named)
def test_examples_do_what_the_document_shows(path, tmp_path, port, request):
    on_postgres = path.stem == "keep-in-postgresql"
    environment = request.getfixturevalue("postgres_cluster").environment if on_postgres else {}
    blocks = runnable(path)
    ports = {"8720": port, "8721": free_port()}
    failures = []
    with Shell(tmp_path, ports, environment) as shell:
        for block, after in zip(blocks, [*blocks[1:], None], strict=True):
            if block.file:
                shell.write(block.file, block.text)
            elif block.language in RUNNABLE:
                output = after if after and after.language == "output" else None
                failures += run(shell, block, output)

    assert not failures, "\n\n".join([named(path), *failures])


@document
def test_examples_are_run_or_say_why_not(path):
    blocks = documents.examples(path.read_text(encoding="utf-8"))

    assert [
        f"{named(path)}:{block.line} {block.language or 'no language'}: nothing runs it, and no reason is given"
        for block in blocks
        if block.language not in RUNNABLE | SHOWN and not block.file and not block.reason
    ] == []


@document
def test_configuration_examples_can_be_read(path):
    for block in documents.examples(path.read_text(encoding="utf-8")):
        if block.language == "toml":
            assert tomllib.loads(block.text), f"{named(path)}:{block.line}"


@document
def test_links_lead_somewhere(path):
    broken = [
        f"{named(path)}: {target.name}#{anchor}"
        for target, anchor in documents.links(path)
        if not target.exists() or (anchor and anchor not in documents.anchors(target.read_text(encoding="utf-8")))
    ]

    assert broken == []


@document
def test_a_document_has_one_title_and_begins_with_it(path):
    text = path.read_text(encoding="utf-8")

    assert len(documents.titles(text)) == 1, f"{named(path)}: {documents.titles(text)}"
    assert text.startswith("# ")


def test_every_page_is_linked_from_another():
    linked = {target for path in DOCUMENTS for target, _ in documents.links(path) if target != path}

    assert [named(path) for path in DOCUMENTS if path not in linked | {ROOT / "README.md"}] == []


def test_every_invariant_names_an_enforcer_that_exists():
    rows = [line.split(" | ") for line in (ROOT / "INVARIANTS.md").read_text("utf-8").splitlines() if "| " in line]
    enforcers = [enforcer.strip(" |") for _, enforcer in rows]
    paths = [path for enforcer in enforcers for path in re.findall(r"`((?:tests|tools)/[\w./]+)", enforcer)]

    assert all(enforcers)
    assert "tests/test_tidy.py" in paths
    assert [path for path in paths if not (ROOT / path).exists()] == []


def test_a_shell_example_is_read_as_commands_and_their_output():
    session = "$ one \\\n    --more\nout\n\nend\n$ two\n"

    assert documents.commands(session) == [("one \\\n    --more", "out\n\nend"), ("two", "")]
    with pytest.raises(ValueError, match="starts with"):
        documents.commands("one\n")


def test_dots_stand_for_any_text_and_nothing_else_does():
    assert documents.matches("a...c", "a\nb c\n")
    assert not documents.matches("a ... c", "a b d")
    assert not documents.matches("", "something")


def test_an_example_that_lies_is_found(tmp_path):
    session = "$ export WORD=yes\n$ echo $WORD\nno\n$ false\n"
    with Shell(tmp_path, {}, {}) as shell:
        lies = run(shell, Example(7, "console", "", session, None), None)

    assert [lie.splitlines()[:2] for lie in lies] == [
        ["line 7: echo $WORD", "exit 0, printed:"],
        ["line 7: false", "exit 1, printed:"],
    ]


def test_a_mark_says_why_an_example_is_not_run():
    text = "# A\n\n<!-- not run: it needs R -->\n\n```r\nx\n```\n\n```sh\n$ y\n```\n"

    assert documents.examples(text) == [Example(5, "r", "", "x\n", "it needs R"), Example(9, "sh", "", "$ y\n", None)]


def test_a_title_in_an_example_is_no_title():
    assert documents.titles("# One\n\n```sh\n# two\n```\n\n## Three\n") == ["One"]
    assert documents.anchors("# One\n\n## Three `four`, five\n") == {"one", "three-four-five"}


ERRORS = {
    each.name for each in ast.parse((SOURCE / "domain/errors.py").read_text()).body if isinstance(each, ast.ClassDef)
}


def refusing(path: Path) -> bool:
    """Whether a module raises an error that callers see."""
    raised = (each.exc for each in ast.walk(ast.parse(path.read_text())) if isinstance(each, ast.Raise))
    return any(isinstance(each, ast.Call) and ast.unparse(each.func) in ERRORS for each in raised)


def test_every_module_that_refuses_is_in_the_list_of_rules():
    """A new refusal is a rule of behaviour, so the module that has it stands in the column Where of fidelity."""
    rooms = ("auth", "domain", "extensions", "keeping", "operations", "runner", "store", "flows", "functions")
    modules = [*SOURCE.glob("*.py"), *(path for room in rooms for path in (SOURCE / room).rglob("*.py"))]
    where = {path.relative_to(SOURCE).as_posix() for path in modules if refusing(path)}
    listed = (ROOT / "docs/reference/fidelity.md").read_text()
    assert len(where) > 50
    assert {path for path in where if f"`{path}`" not in listed} == set()
