"""Samples of requests, filled in, are taken by ours for every served operation, and by the real AWS CLIs."""

import json
import os
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from urllib.parse import unquote

import pytest
import yaml
from botocore import utils
from botocore.model import ServiceModel

from callslip.cli import main
from callslip.shell.catalogue import Catalogue, served_names
from callslip.shell.service_files import service_description
from callslip.shell.skeleton import input_skeleton, output_skeleton
from foreign_client import Target, need, run_program
from recorder import record
from test_cli_matrix import NEWEST, PROGRAMS

SERVED = served_names()
SAMPLE = [name for name in SERVED[::12] if name != "delete-contact-flow-alias"]
"""Operations that version 1 knows too."""
TEXT = "filled in"
TIME = "1970-01-01T00:00:00"


@pytest.fixture(scope="module")
def catalogue():
    return Catalogue()


def fill(model, name, value):
    """The sample with something in every place: what is short made longer, one member of each union."""
    shape = model.shape(name)
    if shape.type == "structure":
        keys = list(value)[:1] if shape.union else list(value)
        filled = {key: fill(model, shape.members[key].shape, value[key]) for key in keys}
        return {key: part for key, part in filled.items() if part not in ({}, [{}]) or key in shape.required}
    if shape.type == "list":
        return [fill(model, shape.member, item) for item in value] * max(shape.min or 1, 1)
    if shape.type == "map":
        return {key: fill(model, shape.value, part) for key, part in value.items()}
    if shape.type == "string":
        return value or TEXT.ljust(shape.min or 0, ".")
    return max(value, shape.min or 0) if shape.type in ("integer", "long", "float", "double") else value


def leaves(value):
    if isinstance(value, dict):
        return [leaf for part in value.values() for leaf in leaves(part)]
    return [leaf for part in value for leaf in leaves(part)] if isinstance(value, list) else [value]


@pytest.fixture
def ours(monkeypatch, capfd):
    """Runs a line through ours; what it printed."""
    for name in [name for name in os.environ if name.startswith(("AWS_", "CALLSLIP_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("AWS_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", os.devnull)

    def run(*words):
        assert main(["connect", *words]) == 0, capfd.readouterr().err
        return capfd.readouterr().out

    return run


@pytest.fixture
def filled(catalogue, ours):
    """The sample of an operation's request as ours prints it, filled in."""

    def make(name):
        command = catalogue.command(name)
        return fill(command.model, command.operation.input_name, json.loads(ours(name, "--generate-cli-skeleton")))

    return make


def through_aws(version, *words):
    """What the real one printed, and the requests it sent; None where it refused its own sample of an answer."""
    with record() as server:
        target = Target(f"http://127.0.0.1:{server.port}")
        done = run_program([need(PROGRAMS[version]), "connect", *words, "--endpoint-url", target.endpoint], target)
        if words[-1] == "output" and (done.returncode, "valid min value: 1" in done.stderr) == (252, True):
            return None, []
        assert (done.returncode, done.stderr) == (0, ""), (version, words)
        return done.stdout, [request[:3] for request in server.requests]


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=() if name in SAMPLE else pytest.mark.slow) for name in SERVED]
)
def test_a_filled_sample_is_sent(name, ours, filled):
    whole = filled(name)
    with record() as server:
        to = ("--no-paginate", "--endpoint-url", f"http://127.0.0.1:{server.port}")
        ours(name, "--cli-input-json", json.dumps(whole), *to)
        ours(name, "--cli-input-yaml", yaml.safe_dump(whole, sort_keys=False), *to)

    assert server.requests[0] == server.requests[1]
    sent = {leaf for leaf in leaves(whole) if isinstance(leaf, str)} - {TIME}
    method, path, body, _ = server.requests[0]
    assert [leaf for leaf in sent if leaf not in unquote(path) + body] == [], (method, path, body)


@pytest.mark.client
@pytest.mark.parametrize("version", [NEWEST, "1.46.3"])
def test_filled_samples_of_ours_are_taken_by_the_real_ones(version, ours, filled):
    def send(name, whole):
        if version == NEWEST:
            return through_aws(
                version, name, "--cli-input-yaml", yaml.safe_dump(whole, sort_keys=False), "--no-paginate"
            )
        return through_aws(version, name, "--cli-input-json", json.dumps(whole), "--no-paginate")

    wholes = [filled(name) for name in SAMPLE]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        theirs = [requests for _, requests in pool.map(send, SAMPLE, wholes)]
    for name, whole, requests in zip(SAMPLE, wholes, theirs, strict=True):
        with record() as server:
            to = ("--no-paginate", "--endpoint-url", f"http://127.0.0.1:{server.port}")
            ours(name, "--cli-input-json", json.dumps(whole), *to)
        assert requests == [request[:3] for request in server.requests]


@pytest.mark.client
def test_samples_of_answers_are_those_of_the_real_one(ours, filled):
    def ask(name, whole):
        return through_aws(NEWEST, name, "--cli-input-json", json.dumps(whole), "--generate-cli-skeleton", "output")

    wholes = [filled(name) for name in SAMPLE]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        theirs = [out for out, _ in pool.map(ask, SAMPLE, wholes)]
    assert theirs.count(None) <= 3
    for name, whole, out in zip(SAMPLE, wholes, theirs, strict=True):
        own = ours(name, "--cli-input-json", json.dumps(whole), "--generate-cli-skeleton", "output")
        assert out is None or json.loads(own or "{}") == json.loads(out or "{}"), name


def test_samples_are_those_that_botocore_makes(catalogue, monkeypatch):
    """Which is what makes the samples of the AWS CLI; of allowed values it takes one by chance."""
    monkeypatch.setattr(utils.random, "choice", lambda allowed: allowed[0])
    for name in SERVED:
        command = catalogue.command(name)
        real = ServiceModel(service_description(command.operation), "connect").operation_model(command.operation.name)
        for shape, own in (
            (real.input_shape, input_skeleton(command.model, command.operation.input_name)),
            (real.output_shape, output_skeleton(command.model, command.operation.output_name)),
        ):
            generator = utils.ArgumentGenerator(use_member_names=shape is real.output_shape)
            made = generator.generate_skeleton(shape) if shape else {}
            assert own == json.loads(json.dumps(made, default=datetime.isoformat)), name
