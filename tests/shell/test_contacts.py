import io

import pytest

from callslip.shell.columns import draw_columns
from callslip.shell.contacts_list import parse_condition
from callslip.shell.failures import ParameterError
from callslip.shell.text_width import cut, measure, pad


@pytest.mark.parametrize(
    ("text", "member"),
    [
        ("tier=gold", {"Key": "tier", "Values": ["gold"], "Not": False}),
        ("tier=", {"Key": "tier", "Values": [""], "Not": False}),
        ("tier==a=b,c ^=", {"Key": "tier", "Values": ["=a=b,c ^="], "Not": False}),
        ("tier!=gold", {"Key": "tier", "Values": ["gold"], "Not": True}),
        ("tier^=go", {"Key": "tier", "Prefix": "go"}),
        ("card-no_1", {"Key": "card-no_1", "Exists": True}),
        ("!tier", {"Key": "tier", "Exists": False}),
        ("note=two\nlines", {"Key": "note", "Values": ["two\nlines"], "Not": False}),
    ],
)
def test_conditions(text, member):
    assert parse_condition(text) == member


@pytest.mark.parametrize("text", ["", "=gold", "a b=c", "!tier=gold", "!", "tier~gold", "ä=b"])
def test_conditions_that_are_none(text):
    with pytest.raises(ParameterError, match="write key=value"):
        parse_condition(text)


def test_columns_are_cut_at_the_edge_and_cannot_steer_a_terminal():
    drawn = draw_columns(("id", "text"), [("1", "a" * 50), ("22", "\x1b[31mred"), ("3", "日本語" * 10)], 20)
    lines = drawn.splitlines()
    assert lines[0] == "ID  TEXT"
    assert lines[1] == "1   " + "a" * 15 + "…"
    assert lines[2] == "22  \\x1b[31mred"
    assert all(measure(line) <= 20 for line in lines)


def test_no_rows_no_table():
    assert draw_columns(("id",), [], 80) == ""


def test_widths_of_wide_and_combining_characters():
    assert [measure(text) for text in ("abc", "日本", "e\u0301")] == [3, 4, 1]
    assert pad("日", 4) == "日  "
    assert cut("日本語", 5) == "日本…"
    assert cut("日本語", 6) == "日本語"


def test_the_server_is_chosen_as_for_connect(monkeypatch, server, connect):
    from callslip.cli import main

    monkeypatch.setenv("CALLSLIP_ENDPOINT_URL", server.url)
    out, err = io.StringIO(), io.StringIO()
    monkeypatch.setattr("sys.stdout", out)
    monkeypatch.setattr("sys.stderr", err)
    assert main(["contacts", "list"]) == 0
    assert '"Name": "first"' in out.getvalue()
    assert err.getvalue() == ""
    assert [request[:2] for request in server.requests] == [("POST", "/_callslip/contacts")]
