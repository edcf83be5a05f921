"""Open mode serves the programs of this machine and no web page from elsewhere."""

import pytest

from callslip.auth.local import Anyone, LocalOnly, is_loopback
from callslip.domain.errors import AccessDeniedException
from callslip.protocol.message import Request
from stand_ins import CountingIds

ACCOUNT_ID = "123456789012"
LOOPBACK = [
    "localhost",
    "LocalHost:8720",
    "a.b.localhost:1",
    "localhost.",
    "127.0.0.1",
    "127.9.8.7:65535",
    "[::1]:8720",
]
ELSEWHERE = [
    "example.com",
    "example.com:8720",
    "127.0.0.1.example.com",
    "localhost.example.com",
    "notlocalhost",
    "128.0.0.1",
    "127.0.0.256",
    "127.1",
    "0.0.0.0:8720",
    "192.168.1.2",
    "[::]",
    "[::2]:80",
    "[fe80::1]",
    "localhost@example.com",
    "localhost:80@example.com",
    "localhost,example.com",
    "localhost:port",
    "local host",
    " ",
    f"{'a' * 300}.localhost",
]


def request(**headers):
    return Request("GET", "/", "", {name.replace("_", "-"): value for name, value in headers.items()}, b"")


@pytest.fixture(params=[Anyone, LocalOnly])
def authenticate(request):
    return request.param(ACCOUNT_ID).authenticate


@pytest.mark.parametrize(
    "authorization",
    [
        None,
        "",
        "Bearer abc",
        "AWS4-HMAC-SHA256 Credential=/20150830/us-east-1/connect/aws4_request",
        "AWS4-HMAC-SHA256 Credential=two words/20150830/us-east-1/connect/aws4_request",
        "AWS4-HMAC-SHA256 Credential=\u00e9\u00e8/20150830/us-east-1/connect/aws4_request",
        f"AWS4-HMAC-SHA256 Credential={'A' * 129}/20150830/us-east-1/connect/aws4_request",
    ],
)
def test_who_names_no_key_is_anonymous(authenticate, authorization):
    caller = authenticate(request(**({} if authorization is None else {"authorization": authorization})))

    assert (caller.access_key_id, caller.arn) == ("anonymous", "arn:aws:iam::123456789012:user/anonymous")


@pytest.mark.parametrize("key_id", ["AKIDEXAMPLE", "testing", "a-b_c.d@e+f=", "A" * 128])
def test_a_key_is_taken_at_its_word(authenticate, key_id):
    caller = authenticate(request(authorization=f"AWS4-HMAC-SHA256 Credential={key_id}/1/2/3/4, Signature=none"))

    assert (caller.access_key_id, caller.arn) == (key_id, f"arn:aws:iam::123456789012:user/{key_id}")


@pytest.mark.parametrize("host", LOOPBACK)
def test_a_loopback_name_is_this_machine(host):
    assert is_loopback(host)
    assert LocalOnly(ACCOUNT_ID).authenticate(request(host=host)).access_key_id == "anonymous"
    assert LocalOnly(ACCOUNT_ID).authenticate(request(host=host, origin=f"http://{host}")).access_key_id == "anonymous"


@pytest.mark.parametrize(
    "headers",
    [
        *({"host": host} for host in ELSEWHERE),
        *({"host": "localhost", "origin": f"https://{host}"} for host in ELSEWHERE),
        *(
            {"host": "localhost", "origin": origin}
            for origin in ["null", "", "file://", "localhost", "app://localhost"]
        ),
        {"host": "localhost", "origin": "http://localhost, http://example.com"},
        {"host": "localhost", "sec_fetch_site": "cross-site"},
        {"origin": "http://example.com"},
    ],
)
def test_a_request_from_elsewhere_is_refused_and_told_how_to_go_on(headers):
    with pytest.raises(AccessDeniedException) as raised:
        LocalOnly(ACCOUNT_ID).authenticate(request(**headers))

    assert "open mode" in raised.value.message
    assert "--auth sigv4" in raised.value.message


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"host": ""},
        {"host": "localhost", "sec_fetch_site": "none"},
        {"host": "localhost", "sec_fetch_site": "same-origin", "origin": "http://localhost"},
    ],
)
def test_a_request_of_this_machine_is_served(headers):
    assert LocalOnly(ACCOUNT_ID).authenticate(request(**headers)).access_key_id == "anonymous"


@pytest.mark.parametrize("host", ELSEWHERE)
def test_anyone_is_served_in_process(host):
    headers = {"host": host, "origin": f"http://{host}", "sec_fetch_site": "cross-site"}

    assert Anyone(ACCOUNT_ID).authenticate(request(**headers)).access_key_id == "anonymous"


def test_many_names_do_not_make_it_forget_who_is_who():
    local, ids = LocalOnly(ACCOUNT_ID), CountingIds()

    for _ in range(3000):
        key_id = ids.new_id()
        authorization = f"AWS4-HMAC-SHA256 Credential={key_id}/1/2/3/4"
        caller = local.authenticate(request(host=f"{key_id}.localhost", authorization=authorization))
        assert caller.access_key_id == key_id
