import pytest
import yaml

from callslip.operation import Operations
from callslip.protocol.model import load_model
from callslip.shell.catalogue import Catalogue, served_names
from callslip.shell.examples import EXAMPLES
from callslip.shell.help import example_line, help_page
from callslip.shell.skeleton import input_skeleton, yaml_skeleton


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_example_of_an_operation_works(name, server, connect):
    assert connect(name, *EXAMPLES[name].words, "--endpoint-url", server.url)[::2] == (0, "")


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_help_page_shows_the_example(name, connect):
    for word in ("help", "--help"):
        exit_code, page, _ = connect(name, word)
        assert exit_code == 0
        assert example_line(name) in page
        assert EXAMPLES[name].summary in " ".join(page.split())


def test_the_page_of_the_command_names_all_that_is_served(connect):
    exit_code, page, _ = connect("help")

    assert exit_code == 0
    assert [name for name in served_names() if f"  {name}" not in page] == []
    assert connect("--help")[1] == page


def test_what_is_served_is_what_the_registry_has():
    assert [name.replace("-", "_") for name in served_names()] == sorted(Operations())


def test_the_first_operations_have_an_example():
    assert {"update-contact-attributes", "get-contact-attributes", *EXAMPLES} <= set(served_names())


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
