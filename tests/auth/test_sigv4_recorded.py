"""The requests that sixteen real clients sent over the wire are verified, one by one."""

import base64
import json
from pathlib import Path

import pytest

from auth.signing import ACCOUNT_ID, KEY_ID, KeyRing, at, read_raw
from callslip.auth.sigv4 import Sigv4
from callslip.domain.errors import InvalidSignatureException
from stand_ins import FixedClock

RECORDED = json.loads((Path(__file__).parent.parent / "wire/requests.json").read_text("utf-8"))
AMAZON_TAKES = {"double", "norm+double"}


def authenticate(record):
    request = read_raw(base64.b64decode(record["raw_b64"]))
    ring = KeyRing(record["secret"], request.headers.get("x-amz-security-token"))
    clock = FixedClock(at(record["x_amz_date"].strip()))
    return Sigv4(ring, clock, regions=frozenset(), account_id=ACCOUNT_ID).authenticate(request)


def chosen(*, good):
    return [
        pytest.param(record, id=record["name"])
        for record in RECORDED
        if (record["canonical_uri"] in AMAZON_TAKES) == good
    ]


def test_nothing_is_left_out():
    assert (len(chosen(good=True)), len(chosen(good=False))) == (429, 8)


@pytest.mark.parametrize("record", chosen(good=True))
def test_recorded_request_verifies(record):
    assert authenticate(record).access_key_id == KEY_ID


@pytest.mark.parametrize("record", chosen(good=False))
def test_request_that_amazon_would_refuse_is_refused(record):
    with pytest.raises(InvalidSignatureException, match="does not match the signature you provided"):
        authenticate(record)
