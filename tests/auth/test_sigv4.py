"""Signatures made by botocore verify, and nothing else does; each refusal has Amazon's words."""

import string

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from msgspec.structs import replace

from auth.signing import ACCOUNT_ID, KEY_ID, STAMP, KeyRing, at, sign
from callslip.auth.policy import compile_policy
from callslip.auth.sigv4 import Sigv4
from callslip.domain.caller import Caller
from callslip.domain.errors import (
    ExpiredTokenException,
    IncompleteSignatureException,
    InvalidSignatureException,
    MissingAuthenticationTokenException,
    UnrecognizedClientException,
)
from callslip.domain.masks import Masks
from stand_ins import FixedClock

MISMATCH = (
    "The request signature we calculated does not match the signature you provided. "
    "Check your AWS Secret Access Key and signing method. Consult the service documentation for details."
)
UNKNOWN = "The security token included in the request is invalid."


def verifier(ring=None, now=STAMP, regions=frozenset({"us-east-1"}), **others):
    return Sigv4(ring or KeyRing(), FixedClock(at(now)), regions=regions, account_id=ACCOUNT_ID, **others)


def refusal(error, request, sigv4=None):
    with pytest.raises(error) as raised:
        (sigv4 or verifier()).authenticate(request)
    return raised.value.message


def replaced(request, **headers):
    """The request with headers put in place of the signed ones; None takes a header away."""
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    kept = {name: value for name, value in (request.headers | given).items() if value is not None}
    return replace(request, headers=kept)


def edited(request, old, new):
    """The request with a part of its Authorization header replaced."""
    assert old in request.headers["authorization"]
    return replaced(request, authorization=request.headers["authorization"].replace(old, new))


segments = st.text(f"{string.ascii_letters}{string.digits}-_~:@=+,;", min_size=1, max_size=12)
escapes = st.sampled_from(["%2F", "%20", "%E6%97%A5", "%25", "%3A"])
paths = st.lists(st.one_of(segments, escapes), min_size=1, max_size=5).map(lambda parts: "/" + "/".join(parts))
words = st.text(f"{string.ascii_letters}{string.digits}-_.~", min_size=1, max_size=8)
queries = st.lists(st.tuples(words, words), max_size=4).map(
    lambda pairs: "&".join(f"{name}={value}" for name, value in pairs)
)
values = st.text([chr(code) for code in range(0x20, 0x7F)], max_size=30)
extra_headers = st.dictionaries(st.sampled_from(["Content-Type", "X-Amz-Meta", "Accept"]), values, max_size=3)
signed_requests = st.builds(
    sign,
    method=st.sampled_from(["GET", "POST", "PUT", "DELETE"]),
    path=paths,
    query=queries,
    headers=extra_headers,
    body=st.binary(max_size=80),
)


@given(signed_requests)
def test_what_botocore_signs_verifies(request_):
    assert verifier().authenticate(request_).access_key_id == KEY_ID


@given(signed_requests, st.data())
def test_one_changed_byte_of_the_signature_does_not_verify(request_, data):
    head, equals, signature = request_.headers["authorization"].rpartition("=")
    place = data.draw(st.integers(0, 63))
    other = data.draw(st.characters(codec="latin-1").filter(lambda letter: letter != signature[place]))
    assume(other not in ", ")
    forged = f"{head}{equals}{signature[:place]}{other}{signature[place + 1 :]}"

    assert refusal(InvalidSignatureException, replaced(request_, authorization=forged)) == MISMATCH


@given(signed_requests, st.data())
def test_one_changed_byte_of_the_body_does_not_verify(request_, data):
    assume(request_.body)
    place = data.draw(st.integers(0, len(request_.body) - 1))
    body = bytearray(request_.body)
    body[place] ^= 1 << data.draw(st.integers(0, 7))

    assert refusal(InvalidSignatureException, replace(request_, body=bytes(body))) == MISMATCH


@given(signed_requests, st.data())
def test_one_changed_byte_of_the_path_does_not_verify(request_, data):
    place = data.draw(st.integers(0, len(request_.path) - 1))
    other = data.draw(st.characters(codec="latin-1").filter(lambda letter: letter != request_.path[place]))
    path = f"{request_.path[:place]}{other}{request_.path[place + 1 :]}"

    assert refusal(InvalidSignatureException, replace(request_, path=path)) == MISMATCH


@given(signed_requests, st.data())
def test_one_changed_byte_of_the_query_does_not_verify(request_, data):
    letters = [place for place, letter in enumerate(request_.query) if letter.isalnum()]
    assume(letters)
    place = data.draw(st.sampled_from(letters))
    other = data.draw(st.sampled_from(string.printable).filter(lambda letter: letter != request_.query[place]))
    query = f"{request_.query[:place]}{other}{request_.query[place + 1 :]}"

    assert refusal(InvalidSignatureException, replace(request_, query=query)) == MISMATCH


@given(signed_requests, st.data())
def test_one_changed_byte_of_a_signed_header_does_not_verify(request_, data):
    names = [name for name in request_.headers if name not in {"authorization", "x-amz-date"}]
    name = data.draw(st.sampled_from(names))
    value = request_.headers[name]
    letters = [place for place, letter in enumerate(value) if letter not in " \t"]
    assume(letters)
    place = data.draw(st.sampled_from(letters))
    other = data.draw(st.characters(codec="latin-1").filter(lambda letter: letter not in f" \t{value[place]}"))
    forged = replaced(request_, **{name: f"{value[:place]}{other}{value[place + 1 :]}"})

    assert refusal(InvalidSignatureException, forged) == MISMATCH


@given(
    st.dictionaries(
        st.sampled_from(["authorization", "x-amz-date", "date", "host"]),
        st.text([chr(code) for code in range(256)], max_size=80),
    )
)
def test_no_headers_at_all_make_it_crash(headers):
    request = replace(sign(), headers=headers)

    with pytest.raises((MissingAuthenticationTokenException, IncompleteSignatureException, InvalidSignatureException)):
        verifier().authenticate(request)


def test_the_caller_is_the_user_of_the_key():
    caller = verifier().authenticate(sign())

    assert (caller.access_key_id, caller.arn) == (KEY_ID, "arn:aws:iam::123456789012:user/ana")


def test_limits_go_with_the_caller():
    policy = compile_policy({"Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}})
    plain, limited = KeyRing(), KeyRing()
    limited.find = lambda key_id: replace(plain.find(key_id), policy=policy, masks=Masks(read=("ssn",)))

    assert type(verifier().authenticate(sign())) is Caller
    caller = verifier(limited).authenticate(sign())
    assert (caller.policy, caller.masks, caller.region) == (policy, Masks(read=("ssn",)), "us-east-1")


def test_a_retry_with_the_same_signature_is_served_again():
    sigv4, request = verifier(), sign("POST", body=b"{}")

    assert sigv4.authenticate(request) == sigv4.authenticate(request)


def test_no_authorization_header():
    message = refusal(MissingAuthenticationTokenException, replaced(sign(), authorization=None))

    assert message == "Missing Authentication Token"


def test_a_method_that_was_not_signed_does_not_verify():
    assert refusal(InvalidSignatureException, replace(sign("GET"), method="POST")) == MISMATCH


def test_a_header_signed_as_absent_may_not_appear():
    request = sign(headers={"X-Amz-Meta": ""})
    without = replaced(request, x_amz_meta=None)

    assert verifier().authenticate(without).access_key_id == KEY_ID
    assert refusal(InvalidSignatureException, replaced(request, x_amz_meta="new")) == MISMATCH


def test_host_must_be_signed():
    message = refusal(InvalidSignatureException, edited(sign(), "SignedHeaders=host;", "SignedHeaders="))

    assert message == "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization."


def test_an_unknown_key():
    assert refusal(UnrecognizedClientException, edited(sign(), KEY_ID, "AKIDOTHER")) == UNKNOWN


EXPIRED = "Signature expired: 20150830T123600Z is now earlier than 20150830T123601Z (20150830T124101Z - 5 min.)"
EARLY = "Signature not yet current: 20150830T123600Z is still later than 20150830T123559Z (20150830T123059Z + 5 min.)"


@pytest.mark.parametrize(("stamp", "message"), [("20150830T124101Z", EXPIRED), ("20150830T123059Z", EARLY)])
def test_a_date_too_far_off(stamp, message):
    assert refusal(InvalidSignatureException, sign(), verifier(now=stamp)) == message


@pytest.mark.parametrize("stamp", ["20150830T124100Z", "20150830T123100Z"])
def test_a_date_five_minutes_off(stamp):
    assert verifier(now=stamp).authenticate(sign()).access_key_id == KEY_ID


def test_another_allowance_of_time_shows_in_the_message():
    message = refusal(InvalidSignatureException, sign(), verifier(now="20150830T123700Z", skew_s=30))

    assert message.endswith("20150830T123630Z (20150830T123700Z - 30 s.)")


def test_another_region():
    message = refusal(InvalidSignatureException, sign(region="mars-north-7"))

    assert message == "Credential should be scoped to a valid Region, not 'mars-north-7'."


@pytest.mark.parametrize("region", ["mars-north-7", ""])
def test_any_region_where_none_is_asked_for(region):
    assert verifier(regions=frozenset()).authenticate(sign(region=region)).access_key_id == KEY_ID


def test_another_service():
    message = refusal(InvalidSignatureException, sign(service="dynamodb"))

    assert message == "Credential should be scoped to correct service: 'connect'."


def test_another_terminator():
    message = refusal(InvalidSignatureException, edited(sign(), "aws4_request", "aws5_request"))

    assert message == "Credential should be scoped with a valid terminator: 'aws4_request'."


def test_another_day_in_the_scope():
    message = refusal(InvalidSignatureException, edited(sign(), "20150830", "20150829"))

    assert message == (
        "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: "
        "'20150829' != '20150830', from '20150830T123600Z'."
    )


def test_all_faults_of_the_scope_are_told_at_once():
    message = refusal(InvalidSignatureException, edited(sign(), "20150830/us-east-1/connect/aws4_request", "1/2/3/4"))

    assert message.count("Credential should be scoped") == 3
    assert message.endswith("'1' != '20150830', from '20150830T123600Z'.")


def test_a_session_token_is_asked_for():
    sigv4 = verifier(KeyRing(token="the-token"))

    assert sigv4.authenticate(sign(token="the-token")).access_key_id == KEY_ID
    assert refusal(UnrecognizedClientException, sign(), sigv4) == UNKNOWN
    assert refusal(UnrecognizedClientException, sign(token="another"), sigv4) == UNKNOWN


def test_a_session_token_that_the_key_does_not_have():
    assert refusal(UnrecognizedClientException, sign(token="the-token")) == UNKNOWN


def test_a_session_that_has_ended():
    ring = KeyRing(token="the-token", expires_ms=at(STAMP) + 1)
    request = sign(token="the-token")
    assert verifier(ring).authenticate(request).access_key_id == KEY_ID

    ring.expires_ms = at(STAMP)
    message = refusal(ExpiredTokenException, request, verifier(ring))

    assert message == "The security token included in the request is expired"


def test_a_revoked_or_changed_secret_is_refused_at_once():
    ring = KeyRing()
    sigv4 = verifier(ring)
    sigv4.authenticate(sign())

    ring.secret = "another"
    assert refusal(InvalidSignatureException, sign(), sigv4) == MISMATCH
    ring.key_ids.clear()
    assert refusal(UnrecognizedClientException, sign(), sigv4) == UNKNOWN


@pytest.mark.parametrize("digest", ["UNSIGNED-PAYLOAD", "", "0" * 64])
def test_the_header_of_the_body_hash_cannot_replace_the_hash(digest):
    request = sign("POST", headers={"X-Amz-Content-SHA256": digest}, body=b"{}")

    assert refusal(InvalidSignatureException, request) == (
        "The value of the 'x-amz-content-sha256' header must be the SHA-256 hash of the body, in hexadecimal."
    )


def test_the_date_header_serves_where_there_is_no_other():
    request = sign(headers={"Date": "Thu, 01 Jan 1970 00:00:00 GMT"})

    assert request.headers["date"] == "Sun, 30 Aug 2015 12:36:00 -0000"
    assert "x-amz-date" not in request.headers
    assert verifier().authenticate(request).access_key_id == KEY_ID


def test_the_date_header_does_not_count_beside_the_other():
    request = replaced(sign(), date="Thu, 01 Jan 1970 00:00:00 GMT")

    assert verifier().authenticate(request).access_key_id == KEY_ID


def test_no_date_at_all():
    message = refusal(IncompleteSignatureException, replaced(sign(), x_amz_date=None))

    assert message == "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header."


def test_a_date_that_is_none():
    message = refusal(IncompleteSignatureException, replaced(sign(), x_amz_date="yesterday"))

    assert message == "Date must be in ISO-8601 'basic format'."


def test_no_refusal_tells_a_secret_or_a_signature():
    request = sign("POST", body=b"{}", token="the-token")
    signature = request.headers["authorization"][-64:]
    forged = replace(request, body=b"[]")
    ring = KeyRing(token="the-token")

    for broken, sigv4 in ((forged, verifier(ring)), (request, verifier()), (edited(request, "=", ""), verifier(ring))):
        with pytest.raises((InvalidSignatureException, UnrecognizedClientException, IncompleteSignatureException)) as e:
            sigv4.authenticate(broken)
        assert not [word for word in (ring.secret, "the-token", signature) if word in repr(e.value)]
