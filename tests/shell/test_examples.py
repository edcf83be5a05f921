import shlex
import sys

import pytest
import yaml

from callslip.operation import Operations
from callslip.protocol.model import load_model
from callslip.shell.catalogue import Catalogue, served_names
from callslip.shell.examples import load_examples, load_steps
from callslip.shell.help import example_line, help_page
from callslip.shell.skeleton import input_skeleton, yaml_skeleton

EXAMPLES = load_examples()
STEPS = load_steps()
QUICK = {
    "associate-contact-with-user",
    "create-instance",
    "create-queue",
    "delete-contact-flow-alias",
    "delete-instance",
    "get-contact-attributes",
    "list-instances",
    "search-contacts",
    "update-contact-attributes",
    "update-contact-schedule",
}
ALL = [pytest.param(name, marks=[] if name in QUICK else pytest.mark.slow) for name in EXAMPLES]


@pytest.fixture
def act(new_server, connect):
    """Runs an example or a step as it is written, after what comes before it; each of them once."""
    done = set()

    def run(name):
        step = EXAMPLES.get(name) or STEPS[name]
        done.add(name)
        for earlier in step.before:
            if earlier not in done:
                run(earlier)
        new_server.ids.chosen = step.makes or None
        words = shlex.split(step.options)
        exit_code, shown, told = connect(step.operation or name, *words, "--endpoint-url", new_server.url)
        assert (exit_code, told) == (0, ""), name
        assert step.makes in shown, name
        return shown

    return run


@pytest.mark.parametrize("name", ALL)
def test_the_example_of_an_operation_works(name, act):
    shown = act(name)
    if name.startswith(("list-", "search-")):
        assert finds_something(shown), shown
    if name == "batch-put-contact":
        assert yaml.safe_load(shown)["FailedRequestList"] == []


def finds_something(shown):
    found = yaml.safe_load(shown) if shown.startswith(("{", "[")) else shown.split()
    if isinstance(found, list):
        return found
    return any(value for value in found.values() if isinstance(value, (list, dict)))


@pytest.mark.parametrize("name", sorted(QUICK))
def test_the_help_page_shows_the_example(name, connect):
    for word in ("help", "--help"):
        exit_code, page, _ = connect(name, word)
        assert exit_code == 0
        assert example_line(name) in page
        assert EXAMPLES[name].summary in " ".join(page.split())


def test_the_page_of_the_command_names_all_that_is_served(connect):
    exit_code, page, _ = connect("help")

    assert exit_code == 0
    shown = dict(line.split(maxsplit=1) for line in page.splitlines() if line.startswith("  ") and " " in line.strip())
    assert {name: shown.get(name) for name in served_names()} == {name: EXAMPLES[name].summary for name in EXAMPLES}
    assert connect("--help")[1] == page


def test_only_help_reads_the_examples(connect, new_server, monkeypatch):
    for name in ("callslip.shell.examples", "callslip.shell.help"):
        monkeypatch.setitem(sys.modules, name, None)

    assert connect("--version")[0] == 0
    assert connect("list-instances", "--endpoint-url", new_server.url)[::2] == (0, "")


def test_what_is_served_is_what_the_registry_has():
    assert [name.replace("-", "_") for name in served_names()] == sorted(Operations())


def test_each_operation_that_is_served_has_an_example_and_no_other():
    assert sorted(EXAMPLES) == served_names()


def test_each_step_serves_an_example():
    needed = {name for step in [*EXAMPLES.values(), *STEPS.values()] for name in step.before}
    assert set(STEPS) == needed - set(EXAMPLES)


@pytest.mark.slow
def test_every_operation_has_a_page_and_skeletons_that_say_the_same():
    catalogue = Catalogue()
    for name in catalogue:
        command = catalogue.command(name)
        shape = command.operation.input_name
        assert f"usage: callslip connect {name} " in help_page(catalogue, [name])
        assert yaml.safe_load(yaml_skeleton(command.model, shape)) == input_skeleton(command.model, shape), name


def test_names_are_those_of_botocore():
    command = Catalogue().command("start-web-rtc-contact")

    assert command.operation is command.model.operations["StartWebRTCContact"]
    assert len(list(Catalogue())) == len(load_model().operations)
