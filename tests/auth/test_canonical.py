"""Canonical forms of paths, queries and headers."""

import pytest

from callslip.auth.canonical import canonical_headers, canonical_path, canonical_query, normal_path


@pytest.mark.parametrize(
    ("path", "canonical"),
    [
        ("/", "/"),
        ("/contact/attributes/a-b_c.d~e", "/contact/attributes/a-b_c.d~e"),
        ("/a%2Fb", "/a%252Fb"),
        ("/arn:aws", "/arn%3Aaws"),
        ("/\u00e6\u0097\u00a5", "/%E6%97%A5"),
        ("//a/./b", "//a/./b"),
    ],
)
def test_a_path_is_encoded_once_more(path, canonical):
    assert canonical_path(path) == canonical


@pytest.mark.parametrize(
    ("path", "normal"),
    [
        ("/a/b", "/a/b"),
        ("/a/b/", "/a/b/"),
        ("//a///b", "/a/b"),
        ("/a/./b/.", "/a/b"),
        ("/a/../b", "/b"),
        ("/../../a", "/a"),
        ("/a/..", "/"),
        ("/a/%2E%2E/b", "/a/%2E%2E/b"),
        ("", "/"),
    ],
)
def test_a_path_without_empty_and_dot_segments(path, normal):
    assert normal_path(path) == normal


@pytest.mark.parametrize(
    ("query", "canonical"),
    [
        ("", ""),
        ("b=2&a=1", "a=1&b=2"),
        ("a=2&a=1", "a=1&a=2"),
        ("flag", "flag="),
        ("a=b=c", "a=b%3Dc"),
        ("a=%2f", "a=%2F"),
        ("a=%41%7e", "a=A~"),
        ("a=1+1", "a=1%2B1"),
        ("a=x%20y", "a=x%20y"),
        ("a=/", "a=%2F"),
        ("a=%zz", "a=%25zz"),
        ("a=1&&b=2", "=&a=1&b=2"),
        ("a=\u00e9", "a=%E9"),
        ("a-=1&a=2", "a=2&a-=1"),
    ],
)
def test_a_query_is_sorted_and_encoded(query, canonical):
    assert canonical_query(query) == canonical


@pytest.mark.parametrize(
    ("value", "canonical"),
    [
        ("plain", "plain"),
        (" one ", "one"),
        ("  two   words ", "two words"),
        (" 'a   b'", "'a b'"),
        ("tab\tand \t space", "tab and space"),
        ("\u00c3\u00a0", "\u00c3\u00a0"),
        ("", ""),
    ],
)
def test_blanks_of_a_header_are_trimmed(value, canonical):
    assert canonical_headers({"host": "h", "x": value}, ("host", "x")) == f"host:h\nx:{canonical}\n"


def test_headers_keep_the_order_signed_and_absent_ones_are_empty():
    assert canonical_headers({"a": "1", "b": "2"}, ("b", "c", "a")) == "b:2\nc:\na:1\n"
