import socket

import botocore.session
import pytest
from botocore.handlers import BUILTIN_HANDLERS

from callslip.cli import main
from callslip.shell.endpoint import LOCAL_URL, choose_endpoint
from callslip.shell.failures import ParameterError

AWS_CONFIG = """
[default]
region = eu-west-2
endpoint_url = http://global.example
services = mine
[services mine]
connect =
  endpoint_url = http://connect.example
[profile plain]
endpoint_url = http://plain.example
[profile deaf]
endpoint_url = http://plain.example
ignore_configured_endpoint_urls = true
"""


@pytest.fixture
def choose(monkeypatch, tmp_path, connect):
    """Chooses an endpoint; variables are given by name."""

    def run(given=None, *, aws=False, profile=None, config="", **variables):
        (tmp_path / "config").write_text(config)
        monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "config"))
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        return choose_endpoint(botocore.session.Session(profile=profile), given, aws=aws).url

    return run


def test_nothing_said_is_the_server_of_this_machine(choose):
    assert choose() == LOCAL_URL


def test_who_wins(choose):
    three = {
        "AWS_ENDPOINT_URL": "http://a",
        "AWS_ENDPOINT_URL_CONNECT": "http://b",
        "CALLSLIP_ENDPOINT_URL": "http://c",
    }
    assert choose(config=AWS_CONFIG) == "http://connect.example"
    assert choose(config=AWS_CONFIG, profile="plain") == "http://plain.example"
    assert choose(config=AWS_CONFIG, profile="deaf") == LOCAL_URL
    for name, url in three.items():
        assert choose(config=AWS_CONFIG, **{name: url}) == url
    assert choose("http://given", config=AWS_CONFIG) == "http://given"
    assert choose(aws=True) is None


@pytest.mark.parametrize(
    ("given", "aws"), [("nowhere", False), ("ftp://x", False), ("http://", False), ("http://x", True)]
)
def test_what_is_refused(choose, given, aws):
    with pytest.raises(ParameterError, match=r"--endpoint-url"):
        choose(given, aws=aws)


def test_a_bad_variable_is_named(choose):
    with pytest.raises(ParameterError, match=r'Bad value for CALLSLIP_ENDPOINT_URL "nowhere": scheme is missing'):
        choose(CALLSLIP_ENDPOINT_URL="nowhere")


@pytest.fixture
def hosts(monkeypatch):
    """The hosts that are looked for; none is found, and this machine has no server."""
    asked = []
    real = socket.getaddrinfo

    def look_up(host, *rest, **more):
        asked.append(host)
        if host == "127.0.0.1":
            return real(host, *rest, **more)
        raise OSError("no network in this test")

    monkeypatch.setattr("socket.getaddrinfo", look_up)
    monkeypatch.setattr("callslip.shell.endpoint.LOCAL_URL", "http://127.0.0.1:1")
    return asked


KEYS = {"AWS_ACCESS_KEY_ID": "AKID", "AWS_SECRET_ACCESS_KEY": "secret", "AWS_MAX_ATTEMPTS": "1"}
SURROUNDINGS = {
    "nothing": ({}, ""),
    "a region": ({"AWS_REGION": "us-east-1"}, ""),
    "the other region": ({"AWS_DEFAULT_REGION": "us-east-1"}, ""),
    "empty variables": ({"CALLSLIP_ENDPOINT_URL": "", "AWS_ENDPOINT_URL_CONNECT": "", "AWS_ENDPOINT_URL": ""}, ""),
    "an endpoint of another service": ({"AWS_ENDPOINT_URL_S3": "http://s3.example"}, ""),
    "endpoints that are not looked at": (
        {"AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "true", "AWS_ENDPOINT_URL": "http://away.example"},
        "",
    ),
    "dual stack": ({"AWS_USE_DUALSTACK_ENDPOINT": "true", "AWS_REGION": "us-east-1"}, ""),
    "FIPS": ({"AWS_USE_FIPS_ENDPOINT": "true", "AWS_REGION": "us-east-1"}, ""),
    "a defaults mode": ({"AWS_DEFAULTS_MODE": "auto", "AWS_REGION": "us-east-1"}, ""),
    "a profile": ({"AWS_PROFILE": "x"}, "[profile x]\nregion = us-east-1\n"),
    "a profile with an empty endpoint": ({"AWS_PROFILE": "x"}, "[profile x]\nregion = us-east-1\nendpoint_url =\n"),
    "a profile with other services": (
        {"AWS_PROFILE": "x"},
        "[profile x]\nservices = s\nregion = us-east-1\n[services s]\ns3 =\n  endpoint_url = http://s3.example\n",
    ),
    "services that are not there": ({"AWS_PROFILE": "x"}, "[profile x]\nservices = s\nregion = us-east-1\n"),
}
COMMANDS = [
    ("connect", "list-instances"),
    ("connect", "list-instances", "--region", "us-east-1"),
    ("connect", "list-instances", "--no-sign-request"),
    ("connect", "list-instances", "--page-size", "1"),
    ("contacts", "list"),
    ("contacts", "show", "c", "--region", "us-east-1"),
    ("contacts", "history", "c"),
    ("flags", "list"),
    ("flags", "raise", "c", "f"),
    ("watch",),
]


@pytest.mark.parametrize(
    "words",
    [pytest.param(words, id=" ".join(words), marks=pytest.mark.slow if words[2:] else ()) for words in COMMANDS],
)
def test_amazon_is_never_reached_by_leaving_something_out(words, connect, hosts, monkeypatch, tmp_path, capfd):
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "config"))
    for name, (variables, config) in SURROUNDINGS.items():
        (tmp_path / "config").write_text(config)
        with monkeypatch.context() as patched:
            for variable, value in (KEYS | variables).items():
                patched.setenv(variable, value)
            assert main(list(words)) != 0, name
        assert {host for host in hosts if host != "127.0.0.1"} == set(), (name, capfd.readouterr().err)


@pytest.mark.slow
def test_amazon_is_reached_where_it_is_asked_for(connect, hosts):
    for more, host in (
        (("--aws",), "connect.us-east-1.amazonaws.com"),
        (("--endpoint-url", "https://connect.eu-west-2.amazonaws.com"), "connect.eu-west-2.amazonaws.com"),
    ):
        exit_code, _, told = connect("list-instances", "--region", "us-east-1", "--no-sign-request", *more)
        assert (exit_code, f"https://{host}/instance" in told) == (255, True)
        assert host in hosts


def test_abbreviations_do_not_reach_it_either(connect, hosts):
    for word in ("--a", "--aw"):
        assert connect("list-instances", "--region", "us-east-1", word)[0] == 252
    assert hosts == []


def test_without_credentials_a_local_server_gets_no_signature_and_no_one_else_is_asked(connect, server):
    exit_code, _, told = connect("list-instances", "--endpoint-url", server.url)

    assert (exit_code, told) == (0, "")
    assert [("authorization" in headers) for _, _, headers in server.requests] == [False]


def test_credentials_sign_for_the_region_given_or_that_of_this_machine(connect, server, monkeypatch):
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKID")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    connect("list-instances", "--endpoint-url", server.url)
    connect("list-instances", "--endpoint-url", server.url, "--region", "eu-west-2")

    scopes = [headers["authorization"].split(",")[0].split("/", 2)[2] for _, _, headers in server.requests]
    assert scopes == ["us-east-1/connect/aws4_request", "eu-west-2/connect/aws4_request"]


def test_away_from_this_machine_region_and_credentials_are_needed(connect, monkeypatch):
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    away = ("list-instances", "--endpoint-url", "http://callslip.example")
    exit_code, _, told = connect(*away)
    assert (exit_code, "An error occurred (NoRegion): You must specify a region." in told) == (253, True)
    exit_code, _, told = connect(*away, "--region", "us-east-1")
    assert (exit_code, "An error occurred (NoCredentials): Unable to locate credentials." in told) == (253, True)


ROLE = """
[default]
role_arn = arn:aws:iam::111122223333:role/r
source_profile = keys
region = eu-west-2
[profile keys]
aws_access_key_id = AKID
aws_secret_access_key = secret
"""


def test_a_role_is_asked_of_its_own_service(connect, server, monkeypatch, tmp_path):
    asked = []

    def answer(request, **_):
        asked.append(request.url)
        raise OSError("no network in this test")

    (tmp_path / "config").write_text(ROLE)
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "config"))
    monkeypatch.setattr("botocore.handlers.BUILTIN_HANDLERS", [*BUILTIN_HANDLERS, ("before-send.sts", answer)])
    exit_code, _, told = connect("list-instances", "--endpoint-url", server.url)

    assert (exit_code, asked) == (255, ["https://sts.eu-west-2.amazonaws.com/"]), told
    assert server.requests == []


def test_an_output_of_the_environment_that_is_none(connect, server, monkeypatch):
    monkeypatch.setenv("AWS_DEFAULT_OUTPUT", "xml")
    exit_code, _, told = connect("list-instances", "--endpoint-url", server.url)

    assert exit_code == 252
    assert "Unknown output type: xml, valid types are: json, text" in told
