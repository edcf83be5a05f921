"""Strange texts that a request may have in one of its parts."""

IN_BODY = (
    b"\x00", b"\xff", b"\xc0\xaf", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xe2\x82", b"\\u0000", b"\\ud800",
    b"\\udc00\\ud800", b"\\u12", b"\\x", b"\n", b"\t", b"//", b"/* */", b",", b":", b"{", b"}", b'"', b"'", b"NaN",
    b"\xef\xbb\xbf", b"\x1b[31m", b"\x7f", b"\r\n\r\nGET / HTTP/1.1\r\n\r\n",
)  # fmt: skip
"""Bytes put somewhere into a body."""

VALUES = (
    "null", "true", "false", "0", "-0", "-1", "1.5", "1e308", "1e999", "-1e999", "9" * 40, "9" * 5_000, "0x10", "01",
    "NaN", "Infinity", "[]", "{}", "[null]", "[[]]", '[{"a":[{}]}]', '""', '" "', '"\\u0000"', '"\\ud800"',
    '"\\udfff\\ud800"', '"\ud800"', '"\\ud83d\\ude00"', '"\u202e"', '"%00"', '"../../etc/passwd"', '"arn:"',
    '"arn:aws:connect:::instance/"', '"arn:aws:connect:us-east-1:1:instance/x/contact/"', '"' + "x" * 101 + '"',
    '"' + "y" * 40_000 + '"', '"9999-12-31T23:59:59-23:59"', '"0001-01-01T00:00:00+23:59"', '"2020-02-30"',
    "253402300799", "-62135596801", '{"a":"b","a":"c"}', '{"":""}', '{"\\u0000":"1"}', "tru", "'a'", "",
)  # fmt: skip
"""JSON, or nearly, where another value stood."""

KEYS = (
    "", "\u0000", "__proto__", "__class__", "\ud800", "k" * 40_000, "InstanceId ", "instanceid", "\u0130", "$ref",
)  # fmt: skip
"""Names of members."""

PATH_PARTS = (
    b"..", b".", b"%2e%2e", b"%2E", b"%2f", b"%2F..%2F", b"%5c", b"\\", b"%00", b"%0d%0aX:1", b"%", b"%z", b"%4",
    b"%ff", b"%c0%ae", b"%ed%a0%80", b"%F0%9F%98%80", b";a=b", b"//", b"///", b"x" * 101, b"x" * 5_000, b"%41" * 200,
    b"$", b"&", b"=", b"+", b"@", b"~", b"^", b"|", b"{InstanceId}", b"", b"*", b"\xff\xfe", b"\xc3\xbc",
)  # fmt: skip
"""Segments of a path."""

QUERIES = (
    b"?", b"??", b"?=", b"?&&&", b"?maxResults=0", b"?maxResults=-1", b"?maxResults=abc", b"?maxResults=1e3",
    b"?maxResults=%31", b"?maxResults=" + b"9" * 400, b"?maxResults", b"?maxResults=1&maxResults=2",
    b"?nextToken=%00", b"?nextToken=%ff", b"?nextToken=%", b"?nextToken=" + b"A" * 3_000, b"?nextToken=MTo=",
    b"?nextToken=\xff", b"?%6daxResults=3", b"?a=b#c", b"#x",
)  # fmt: skip
"""Put behind a path."""

HEADERS = (
    b"Host: ", b"Host: example.com", b"Host: [::1]:x", b"Origin: null", b"Origin: http://localhost",
    b"Sec-Fetch-Site: cross-site", b"Content-Type: text/xml", b"Content-Type: application/x-amz-json-1.1",
    b"Content-Encoding: gzip", b"Accept: text/html", b"Authorization: ", b"Authorization: Basic x",
    b"Authorization: AWS4-HMAC-SHA256 Credential=/////", b"X-Amz-Date: never",
    b"Authorization: AWS4-HMAC-SHA256 Credential=\xff\xfe/x", b"X-Amz-Target: Connect.X", b"Expect: 100-continue",
    b"Connection: close", b"Connection: keep-alive", b"X-HTTP-Method-Override: DELETE", b"X-Forwarded-For: 1.2.3.4",
    b"X-Forwarded-Proto: \xff", b"X-A: " + b"a" * 20_000, b"X-B: \xe2\x82\xac", b"Cookie: a=b; " * 50, b"X-Empty:",
    b"Range: bytes=0-1", b"Accept-Encoding: identity;q=0", b"If-None-Match: *", b"TE: trailers", b"Max-Forwards: 0",
    b"Date: x", b"x" * 3_000 + b": y",
)  # fmt: skip
"""Whole header lines."""
