"""Amazon's published examples of Signature Version 4, with the signatures that Amazon printed."""

import pytest

from auth.signing import ACCOUNT_ID, KEY_ID, SECRET, STAMP, KeyRing, at
from callslip.auth.sigv4 import Sigv4, signing_key
from callslip.protocol.message import Request
from stand_ins import FixedClock

UNRESERVED = "-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
FORM = "application/x-www-form-urlencoded"
ETHIOPIC = "\u1234".encode().decode("latin-1")
ROOT_SIGNATURE = "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"


def signed(method, path, query, headers, body, signature, *, service="service"):
    sent = {"host": "example.amazonaws.com", "x-amz-date": STAMP} | headers
    authorization = (
        f"AWS4-HMAC-SHA256 Credential={KEY_ID}/20150830/us-east-1/{service}/aws4_request, "
        f"SignedHeaders={';'.join(sorted(sent))}, Signature={signature}"
    )
    return Request(method, path, query, sent | {"authorization": authorization}, body)


def verifier(service="service"):
    return Sigv4(
        KeyRing(), FixedClock(at(STAMP)), regions=frozenset({"us-east-1"}), account_id=ACCOUNT_ID, service=service
    ).authenticate


@pytest.mark.parametrize(
    ("method", "path", "query", "signature"),
    [
        pytest.param("GET", "/", "", ROOT_SIGNATURE, id="get-vanilla"),
        pytest.param(
            "POST", "/", "", "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b", id="post-vanilla"
        ),
        pytest.param(
            "GET",
            "/",
            "Param2=value2&Param1=value1",
            "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500",
            id="get-vanilla-query-order-key-case",
        ),
        pytest.param(
            "GET",
            "/",
            "Param1=value2&Param1=Value1",
            "eedbc4e291e521cf13422ffca22be7d2eb8146eecf653089df300a15b2382bd1",
            id="get-vanilla-query-order-key",
        ),
        pytest.param(
            "GET",
            "/",
            "Param1=value2&Param1=value1",
            "5772eed61e12b33fae39ee5e7012498b51d56abc0abb7c60486157bd471c4694",
            id="get-vanilla-query-order-value",
        ),
        pytest.param(
            "GET",
            "/",
            "Param1=value1",
            "a67d582fa61cc504c4bae71f336f98b97f1ea3c7a6bfe1b6e45aec72011b9aeb",
            id="get-vanilla-empty-query-key",
        ),
        pytest.param(
            "POST",
            "/",
            "Param1=value1",
            "28038455d6de14eafc1f9222cf5aa6f1a96197d7deb8263271d420d138af7f11",
            id="post-vanilla-query",
        ),
        pytest.param(
            "GET",
            "/",
            f"{ETHIOPIC}=bar",
            "2cdec8eed098649ff3a119c94853b13c643bcf08f8b0a1d91e12c9027818dd04",
            id="get-vanilla-utf8-query",
        ),
        pytest.param(
            "GET",
            "/",
            f"{UNRESERVED}={UNRESERVED}",
            "9c3e54bfcdf0b19771a7f523ee5669cdf59bc7cc0884027167c21bb143a40197",
            id="get-vanilla-query-unreserved",
        ),
        pytest.param(
            "GET",
            f"/{UNRESERVED}",
            "",
            "07ef7494c76fa4850883e2b006601f940f8a34d404d0cfa977f52a65bbf5f24f",
            id="get-unreserved",
        ),
        pytest.param(
            "GET",
            f"/{ETHIOPIC}",
            "",
            "8318018e0b0f223aa2bbf98705b62bb787dc9c0e678f255a891fd03141be5d85",
            id="get-utf8",
        ),
        pytest.param(
            "GET",
            "/example space/",
            "",
            "652487583200325589f1fba4c7e578f72c47cb61beeca81406b39ddec1366741",
            id="get-space",
        ),
        pytest.param("GET", "//", "", ROOT_SIGNATURE, id="get-slash"),
        pytest.param("GET", "/./", "", ROOT_SIGNATURE, id="get-slash-dot-slash"),
        pytest.param("GET", "/example/..", "", ROOT_SIGNATURE, id="get-relative"),
        pytest.param("GET", "/example1/example2/../..", "", ROOT_SIGNATURE, id="get-relative-relative"),
        pytest.param(
            "GET",
            "//example//",
            "",
            "9a624bd73a37c9a373b5312afbebe7a714a789de108f0bdfe846570885f57e84",
            id="get-slashes",
        ),
        pytest.param(
            "GET",
            "/./example",
            "",
            "ef75d96142cf21edca26f06005da7988e4f8dc83a165a80865db7089db637ec5",
            id="get-slash-pointless-dot",
        ),
    ],
)
def test_published_path_or_query_verifies(method, path, query, signature):
    assert verifier()(signed(method, path, query, {}, b"", signature)).access_key_id == KEY_ID


@pytest.mark.parametrize(
    ("method", "headers", "body", "signature"),
    [
        pytest.param(
            "GET",
            {"my-header1": "value2,value2,value1"},
            b"",
            "c9d5ea9f3f72853aea855b47ea873832890dbdd183b4468f858259531a5138ea",
            id="get-header-key-duplicate",
        ),
        pytest.param(
            "GET",
            {"my-header1": "value4,value1,value3,value2"},
            b"",
            "08c7e5a9acfcfeb3ab6b2185e75ce8b1deb5e634ec47601a50643f830c755c01",
            id="get-header-value-order",
        ),
        pytest.param(
            "GET",
            {"my-header1": " value1", "my-header2": ' "a   b   c"'},
            b"",
            "acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736",
            id="get-header-value-trim",
        ),
        pytest.param(
            "POST",
            {"my-header1": "value1"},
            b"",
            "c5410059b04c1ee005303aed430f6e6645f61f4dc9e1461ec8f8916fdf18852c",
            id="post-header-key-sort",
        ),
        pytest.param(
            "POST",
            {"my-header1": "VALUE1"},
            b"",
            "cdbc9802e29d2942e5e10b5bccfdd67c5f22c7c4e8ae67b53629efa58b974b7d",
            id="post-header-value-case",
        ),
        pytest.param(
            "POST",
            {"content-type": FORM},
            b"Param1=value1",
            "ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a",
            id="post-x-www-form-urlencoded",
        ),
        pytest.param(
            "POST",
            {"content-type": f"{FORM}; charset=utf8"},
            b"Param1=value1",
            "1a72ec8f64bd914b0e42e42607c7fbce7fb2c7465f63e3092b3b0d39fa77a6fe",
            id="post-x-www-form-urlencoded-parameters",
        ),
    ],
)
def test_published_headers_or_body_verify(method, headers, body, signature):
    assert verifier()(signed(method, "/", "", headers, body, signature)).access_key_id == KEY_ID


def test_published_signing_key_is_derived():
    key = signing_key(SECRET, "20150830", "us-east-1", "iam")

    assert key.hex() == "c4afb1cc5771d871763a393e44b703571b55cc28424d1a5e86da6ed3c154a4b9"


def test_published_list_users_request_verifies():
    headers = {"host": "iam.amazonaws.com", "content-type": f"{FORM}; charset=utf-8"}
    signature = "5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7"
    request = signed("GET", "/", "Action=ListUsers&Version=2010-05-08", headers, b"", signature, service="iam")

    assert verifier("iam")(request).arn == "arn:aws:iam::123456789012:user/ana"
