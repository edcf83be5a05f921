"""Any input of any operation, written by botocore's own serializer, is read back as it was; nonsense is refused.

When it fails, hypothesis prints the input and a line that repeats it.
"""

import datetime as dt
import json
from urllib.parse import urlsplit

import botocore.session
import pytest
from botocore.awsrequest import create_request_object, prepare_request_dict
from botocore.serialize import create_serializer
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from callslip.domain.errors import ServiceError
from callslip.protocol.message import Request
from callslip.protocol.model import load_model
from callslip.protocol.parse import parse
from callslip.protocol.validate import validate

EXAMPLES = settings(
    max_examples=2 * settings.default.max_examples,
    database=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture, HealthCheck.data_too_large],
)
DEPTH_MAX = 4
TEXT = st.text(st.characters(codec="utf-8"), max_size=8)
HEADER = st.text("abcXYZ019-_ :", min_size=1, max_size=8).map(str.strip).filter(bool)
LABEL = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=8).filter(
    lambda text: text not in {".", ".."}
)
SECONDS = st.integers(0, 4_000_000_000)
SCALARS = {
    "boolean": st.booleans(),
    "double": st.floats(allow_nan=False, allow_infinity=False),
    "float": st.floats(allow_nan=False, allow_infinity=False),
    "integer": st.integers(-(2**31), 2**31 - 1),
    "long": st.integers(-(2**63), 2**63 - 1),
    "string": TEXT,
    "timestamp": SECONDS.map(lambda seconds: seconds * 1000),
}


@pytest.fixture(scope="module")
def service():
    return botocore.session.get_session().get_service_model("connect")


def values(model, name, depth=0):
    """A strategy for values of a shape, as `parse` gives them."""
    shape = model.shape(name)
    if shape.type == "structure":
        return structures(model, shape, depth)
    if shape.type in {"list", "map"} and depth >= DEPTH_MAX:
        return st.builds(list if shape.type == "list" else dict)
    if shape.type == "list":
        return st.lists(values(model, shape.member, depth + 1), max_size=2)
    if shape.type == "map":
        return st.dictionaries(TEXT, values(model, shape.value, depth + 1), max_size=3)
    return SCALARS[shape.type]


@st.composite
def structures(draw, model, shape, depth):
    """A strategy for structures: some of their members, exactly one of a union's."""
    names = list(shape.members)
    most = 1 if shape.union else 0 if depth >= DEPTH_MAX else 5
    least = 1 if shape.union else 0
    chosen = draw(st.sets(st.sampled_from(names), min_size=least, max_size=most)) if names else set()
    labels = {name for name in names if shape.members[name].location == "uri"}
    return {name: draw(member_values(model, shape.members[name], depth)) for name in names if name in chosen | labels}


def member_values(model, member, depth):
    """A strategy for a member's values, which depends on where it travels."""
    kind = model.shape(member.shape).type
    if kind == "string" and member.location in {"uri", "header"}:
        return LABEL if member.location == "uri" else HEADER
    if kind == "list" and member.location == "querystring":
        return st.lists(TEXT, min_size=1, max_size=3)
    return st.deferred(lambda: values(model, member.shape, depth + 1))


def for_client(model, name, value):
    """The same value as a caller of botocore gives it: times are datetimes."""
    shape = model.shape(name)
    if shape.type == "structure":
        return {key: for_client(model, shape.members[key].shape, item) for key, item in value.items()}
    if shape.type == "list":
        return [for_client(model, shape.member, item) for item in value]
    if shape.type == "map":
        return {key: for_client(model, shape.value, item) for key, item in value.items()}
    if shape.type == "timestamp":
        return dt.datetime.fromtimestamp(value / 1000, dt.UTC)
    return value


def sent(service, operation, members):
    """The request as botocore puts it on the wire."""
    parameters = for_client(operation.model, operation.input_name, members)
    serialized = create_serializer("rest-json", include_validation=False).serialize_to_request(
        parameters, service.operation_model(operation.name)
    )
    prepare_request_dict(serialized, endpoint_url="http://connect.test")
    prepared = create_request_object(serialized).prepare()
    url = urlsplit(prepared.url)
    headers = {
        name.lower(): value.decode("latin-1") if isinstance(value, bytes) else value
        for name, value in prepared.headers.items()
    }
    body = prepared.body or b""
    return Request(prepared.method, url.path, url.query, headers, body.encode() if isinstance(body, str) else body)


def check_round_trip(router, service, operation, data):
    """Draw members of an operation, send them as a client does, and compare what is read."""
    members = data.draw(values(operation.model, operation.input_name))
    request = sent(service, operation, members)

    routed, labels = router.route(request.method, request.path)

    assert routed is operation
    assert parse(routed, labels, request) == members


@EXAMPLES
@given(data=st.data())
def test_what_a_client_sends_is_what_is_read(model, router, service, data):
    check_round_trip(router, service, data.draw(st.sampled_from(list(model.operations.values()))), data)


@pytest.mark.slow
@pytest.mark.parametrize("name", load_model().operations)
@settings(EXAMPLES, max_examples=10)
@given(data=st.data())
def test_what_a_client_sends_is_what_is_read_by_every_operation(model, router, service, name, data):
    check_round_trip(router, service, model.operations[name], data)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=8,
)


@EXAMPLES
@given(data=st.data())
def test_nonsense_ends_in_members_or_in_an_error_for_the_caller(model, data):
    operation = data.draw(st.sampled_from(list(model.operations.values())))
    members = operation.input.members
    body = data.draw(st.dictionaries(st.sampled_from(list(members)), JSON, max_size=4).map(json.dumps).map(str.encode))
    body = data.draw(st.just(body) | st.binary(max_size=20).map(lambda tail: body[: len(body) // 2] + tail))
    query = data.draw(st.lists(st.sampled_from([m.location_name for m in members.values()]), max_size=3))
    text = st.text(st.characters(max_codepoint=255), max_size=8)
    request = Request("POST", "/", "&".join(f"{name}={data.draw(text)}" for name in query), {}, body)
    labels = {name: data.draw(TEXT) for name, member in members.items() if member.location == "uri"}
    try:
        validate(operation, parse(operation, labels, request))
    except ServiceError as error:
        assert model.error_status(type(error).__name__) == 400  # noqa: PT017 - not raising is as good
