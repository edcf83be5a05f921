"""The Authorization header in all the spellings that clients use, and what is said about the others."""

import base64
import hashlib
from itertools import permutations

import pytest

from auth.signing import KEY_ID, at
from callslip.auth.authorization import parse_authorization, parse_moment
from callslip.domain.errors import IncompleteSignatureException, MissingAuthenticationTokenException

SIGNATURE = "0123456789abcdef" * 4
CREDENTIAL = f"Credential={KEY_ID}/20150830/us-east-1/connect/aws4_request"
USUAL = f"AWS4-HMAC-SHA256 {CREDENTIAL}, SignedHeaders=host;x-amz-date, Signature={SIGNATURE}"
CLAIM = parse_authorization(USUAL, dated=True)[0]


def refusal(header, *, dated=True):
    with pytest.raises(IncompleteSignatureException) as raised:
        parse_authorization(header, dated=dated)
    return raised.value.message


def test_the_parts_of_a_claim():
    assert CLAIM.access_key_id == KEY_ID
    assert CLAIM.scope == "20150830/us-east-1/connect/aws4_request"
    assert (CLAIM.date, CLAIM.region, CLAIM.service, CLAIM.terminator) == tuple(CLAIM.scope.split("/"))
    assert CLAIM.signed_names == ("host", "x-amz-date")
    assert CLAIM.signs_host


@pytest.mark.parametrize(
    "header",
    [
        USUAL,
        USUAL.replace(", ", ","),
        USUAL.replace(", ", " ,   "),
        USUAL.replace("SHA256 ", "SHA256    "),
        f"  {USUAL}  ",
        USUAL.replace("aws4_request", "aws4_request/"),
        USUAL + " " * 2000,
        *(f"AWS4-HMAC-SHA256 {', '.join(parts)}" for parts in permutations(USUAL.partition(" ")[2].split(", "))),
    ],
)
def test_spelling_does_not_matter(header):
    assert parse_authorization(header, dated=True) == (CLAIM, SIGNATURE)


def test_no_header():
    with pytest.raises(MissingAuthenticationTokenException, match=r"^Missing Authentication Token$"):
        parse_authorization(None, dated=True)


@pytest.mark.parametrize("header", ["", "   "])
def test_an_empty_header(header):
    assert refusal(header) == "Authorization header cannot be empty"


@pytest.mark.parametrize(
    ("part", "name"),
    [
        (CREDENTIAL, "Credential"),
        ("SignedHeaders=host;x-amz-date", "SignedHeaders"),
        (f"Signature={SIGNATURE}", "Signature"),
    ],
)
def test_a_part_that_is_not_there(part, name):
    assert refusal(USUAL.replace(part, "Other=1")) == f"Authorization header requires '{name}' parameter."


def test_all_that_is_not_there_is_told_at_once():
    assert refusal("AWS4-HMAC-SHA256 Credential=, Signature=", dated=False) == (
        "Authorization header requires 'Credential' parameter. "
        "Authorization header requires 'Signature' parameter. "
        "Authorization header requires 'SignedHeaders' parameter. "
        "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header."
    )


@pytest.mark.parametrize("header", ["Bearer abc", "AWS4-HMAC-SHA256", f"{USUAL},", USUAL.replace("Signature=", "Sig")])
def test_a_part_without_an_equal_sign_is_told_by_the_hash_of_the_header(header):
    digest = base64.b64encode(hashlib.sha256(header.encode()).digest()).decode()

    assert refusal(header) == (
        "Invalid key=value pair (missing equal-sign) in Authorization header "
        f"(hashed with SHA-256 and encoded with Base64): '{digest}'."
    )


@pytest.mark.parametrize("algorithm", ["AWS4-HMAC-SHA512", "AWS4-ECDSA-P256-SHA256", "aws4-hmac-sha256"])
def test_another_algorithm(algorithm):
    message = refusal(USUAL.replace("AWS4-HMAC-SHA256", algorithm))

    assert message == "Unsupported AWS 'algorithm': only AWS4-HMAC-SHA256 is supported."


@pytest.mark.parametrize("credential", [KEY_ID, f"a/{CREDENTIAL[11:]}", CREDENTIAL[11:].replace("connect/", "")])
def test_a_credential_with_another_number_of_elements(credential):
    message = refusal(USUAL.replace(CREDENTIAL[11:], credential))

    assert message == "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term."


@pytest.mark.parametrize(
    ("names", "signed"),
    [
        ("host", True),
        ("accept;Host", True),
        (":authority;x-amz-date", True),
        ("", False),
        ("x-host;hosts", False),
    ],
)
def test_whether_the_host_is_signed(names, signed):
    assert parse_authorization(USUAL.replace("host;x-amz-date", names), dated=True)[0].signs_host == signed


@pytest.mark.parametrize(
    "date",
    [
        "20150830T123600Z",
        " 20150830T123600Z ",
        "Sun, 30 Aug 2015 12:36:00 GMT",
        "Sun, 30 Aug 2015 12:36:00 -0000",
        "30 Aug 2015 12:36:00 +0000",
    ],
)
def test_a_date_in_every_format_clients_send(date):
    moment = parse_moment(date)

    assert (moment.stamp, moment.at_ms) == ("20150830T123600Z", at("20150830T123600Z"))


@pytest.mark.parametrize(
    "date",
    [
        "",
        "20150830",
        "20150830T123600",
        "20151330T123600Z",
        "20150830T123660Z",
        "00000830T123600Z",
        "20150830T123600Z,20150830T123600Z",
        "2015-08-30T12:36:00Z",
        "Sun, 30 Aug 2015 12:36:00 CET",
        "Sun, 30 Abc 2015 12:36:00 GMT",
        "Sun, 31 Feb 2015 12:36:00 GMT",
        "20150830T12360\u00b2Z",
        "1" * 5000,
    ],
)
def test_a_text_that_is_no_date(date):
    with pytest.raises(IncompleteSignatureException, match=r"^Date must be in ISO-8601 'basic format'\.$"):
        parse_moment(date)
