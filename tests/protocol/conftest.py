"""What the tests of the wire share: the API's model, a router over it, and models made up for one test."""

import msgspec
import pytest

from callslip.protocol.message import Request
from callslip.protocol.model import Model, load_model
from callslip.protocol.route import Router


@pytest.fixture(scope="session")
def model():
    return load_model()


@pytest.fixture(scope="session")
def router(model):
    return Router(model)


@pytest.fixture
def make_operation():
    """Makes an operation with an input and an output of the given members, in a model of its own."""

    def make(members, shapes, *, required=(), errors=("InvalidParameterException", "InvalidRequestException")):
        structure = {"type": "structure", "members": members, "required": list(required)}
        line = {"method": "POST", "template": "/do", "input": "Input", "output": "Input", "errors": list(errors)}
        text = {"botocore": "0", "operations": {"Do": line}, "shapes": {"Input": structure, **shapes}}
        return Model(msgspec.json.encode(text)).operations["Do"]

    return make


@pytest.fixture
def make_request():
    """Makes a request with a body, which is JSON of a value unless it is bytes already."""

    def make(body=b"", *, query="", headers=None):
        raw = body if isinstance(body, bytes) else msgspec.json.encode(body)
        return Request("POST", "/do", query, headers or {}, raw)

    return make
