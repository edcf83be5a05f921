import json
import subprocess
import sys

import pytest

from callslip.cli import main
from stand_ins import CONTACT, INSTANCE

IDS = ("--initial-contact-id", CONTACT, "--instance-id", INSTANCE)
START = ("start-task-contact", "--instance-id", "i", "--name", "n", "--contact-flow-id", "f")
CONFIGURE = (
    *("associate-routing-profile-queues", "--instance-id", "i", "--routing-profile-id", "r"),
    "--queue-configs",
)
UPDATE = ("update-contact-attributes", *IDS, "--attributes")


def test_an_update_prints_nothing_and_can_be_read(connect, server):
    to = ("--endpoint-url", server.url)

    assert connect(*UPDATE, "city=Oslo,note=a=b", *to) == (0, "", "")
    assert json.loads(connect("get-contact-attributes", *IDS, *to)[1]) == {
        "Attributes": {"city": "Oslo", "note": "a=b"}
    }
    assert connect("get-contact-attributes", *IDS, *to, "--query", "Attributes.city", "--output", "text")[1] == "Oslo\n"


def test_an_operation_that_is_not_served_says_so(connect, server):
    exit_code, _, told = connect(
        "list-bots", "--instance-id", INSTANCE, "--lex-version", "V2", "--endpoint-url", server.url
    )

    assert exit_code == 254
    assert "(NotImplementedException) when calling the ListBots operation" in told


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ((*UPDATE, "city"), ["'--attributes'", "Expected: '='", "city"]),
        ((*UPDATE, "{bad"), ["'--attributes'", "Invalid JSON", "JSON received: {bad"]),
        ((*UPDATE, '{"a":1}'), ["Attributes.a", "value: 1", "valid types: <class 'str'>"]),
        ((*UPDATE, "file://absent"), ["'--attributes'", "file://absent", "No such file"]),
        ((*UPDATE, "k@=file://absent"), ["'--attributes'", "file://absent", "No such file"]),
        ((*UPDATE, "fileb://here"), ["'--attributes'", "bytes", "JSON or the short form is allowed"]),
        ((*UPDATE, "a=b", "--output", "xml"), ["--output", "'xml'", "json, text, table, yaml, yaml-stream, off"]),
        ((*UPDATE, "a=b", "--query", "[["), ["--query", "[["]),
        ((*UPDATE, "a=b", "--cli-read-timeout", "soon"), ["--cli-read-timeout", "'soon'", "a whole number"]),
        ((*UPDATE, "a=b", "--cli-input-json", "[1]"), ["'--cli-input-json'", "expecting map", "list"]),
        ((*UPDATE, "a=b", "--cli-input-yaml", "a: ["), ["'cli-input-yaml'", "Invalid YAML"]),
        (
            (*UPDATE, "a=b", "--generate-cli-skeleton", "x"),
            ["--generate-cli-skeleton", "'x'", "input, yaml-input, output"],
        ),
        (("list-instances", "--max-results", "few"), ["'--max-results'", "'few'", "a whole number"]),
        (("list-instances", "--max-items", "few"), ["--max-items", "'few'", "int"]),
        (("list-instances", "--no-paginate", "--max-items", "1"), ["--no-paginate", "--max-items"]),
        (("update-user-proficiencies", "--user-proficiencies", "Level=x"), ["--instance-id"]),
        ((*UPDATE,), ["--attributes", "expected one argument"]),
        ((*UPDATE, "a=b", "--bogus", "1"), ["Unknown options: --bogus, 1"]),
        ((*UPDATE, "a=b", "c=d"), ["Unknown options: c=d"]),
        ((*UPDATE, "a=b,a=c"), ["'--attributes'", 'Second instance of key "a"', "a=b,a=c"]),
        ((*UPDATE, "a=[b"), ["'--attributes'", "Expected: ','", "received: 'EOF'"]),
        ((*UPDATE, "file://binary"), ["'--attributes'", "file://binary", "could not be decoded", "fileb://"]),
        ((*UPDATE, "file://."), ["'--attributes'", "file://.", "Is a directory"]),
        ((*UPDATE, "a=b", "--initial-contact-id", ""), ["InitialContactId", "value: 0", "min length: 1"]),
        ((*UPDATE, "a=b", "--in", "c"), ["--in", "could match --initial-contact-id, --instance-id"]),
        ((*UPDATE, "a=b", "--color", "red"), ["--color", "'red'", "on, off, auto"]),
        ((*UPDATE, "a=b", "--cli-error-format", "xml"), ["--cli-error-format", "'xml'", "legacy, json, yaml"]),
        ((*UPDATE, "a=b", "--cli-binary-format", "hex"), ["--cli-binary-format", "'hex'", "base64, raw-in-base64-out"]),
        ((*UPDATE, "a=b", "--cli-connect-timeout", "-5"), ["--cli-connect-timeout", "'-5'", "a whole number", "0 or"]),
        ((*UPDATE, "a=b", "--ca-bundle", "absent"), ["--ca-bundle", "'absent'", "a file of certificates"]),
        ((*UPDATE, "a=b", "--aws"), ["--endpoint-url", "--aws"]),
        ((*UPDATE, "a=b", "--endpoint-url", "ftp://x"), ["--endpoint-url", "ftp://x", "http://<hostname>/"]),
        ((*UPDATE, "a=b", "--cli-input-json", "{}", "--cli-input-yaml", "{}"), ["Only one --cli-input-"]),
        ((*UPDATE, "a=b", "--cli-input-json", "{"), ["'cli-input-json'", "Invalid JSON"]),
        (
            (*UPDATE, "a=b", "--cli-input-json", "file://absent"),
            ["'--cli-input-json'", "file://absent", "No such file"],
        ),
        ((*UPDATE, "a=b", "--cli-input-json", '{"Bogus":1}'), ['"Bogus"', "InitialContactId, InstanceId, Attributes"]),
        (("update-contact-attributes",), ["--initial-contact-id, --instance-id, --attributes"]),
        (("update-contact-atributes",), ["'update-contact-atributes'", "Maybe you meant", "update-contact-attributes"]),
        ((), ["required: operation"]),
        (("untag-resource", "--resource-arn", "a", "--tag-keys", "[1"), ["'--tag-keys'", "Invalid JSON", "[1"]),
        (("untag-resource", "--resource-arn", "a", "--tag-keys", "[1]"), ["tagKeys[0]", "value: 1", "<class 'str'>"]),
        (
            (*START, "--references", "x={Value=1,Typ=URL}"),
            [
                "References.x",
                '"Typ"',
                "must be one of: Value, Type",
                'Missing required parameter in References.x: "Type"',
            ],
        ),
        ((*START, "--scheduled-time", "soon"), ["ScheduledTime", "value: soon", "timestamp"]),
        (
            (*CONFIGURE, "QueueReference={QueueId=q,Channel=VOICE},Priority=high,Delay=2"),
            ["'--queue-configs'", "'high'", "a whole number"],
        ),
        ((*CONFIGURE, "QueueReference=q,Priority=1,Delay=2"), ["QueueConfigs[0].QueueReference", "value: q", "dict"]),
        (("list-queues", "--instance-id", "i", "--page-size", "0"), ["MaxResults", "value: 0", "min value: 1"]),
        ((*UPDATE, "[" * 20_000), ["'--attributes'", "Invalid JSON"]),
        ((*UPDATE, '{"a":' * 20_000), ["'--attributes'", "Invalid JSON"]),
    ],
)
def test_bad_input_names_the_option_and_what_came_and_what_may(connect, tmp_path, words, named):
    (tmp_path / "here").write_bytes(b"{}")
    (tmp_path / "binary").write_bytes(b"\xff\xfe")
    to = () if "--endpoint-url" in words else ("--endpoint-url", "http://127.0.0.1:1")
    exit_code, out, told = connect(*words, *to)

    assert (exit_code, out) == (252, "")
    assert [part for part in named if part not in told] == []


def test_debug_shows_steps_and_no_values(connect, server, monkeypatch):
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKID")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "very-secret")
    monkeypatch.setenv("AWS_SESSION_TOKEN", "very-token")
    words = [sys.executable, "-m", "callslip", "connect", *UPDATE, "city=Oslo", "--endpoint-url", server.url, "--debug"]
    done = subprocess.run(words, capture_output=True, text=True, check=False)

    assert done.returncode == 0
    assert done.stderr.count("DEBUG") > 20
    assert [word for word in ("Oslo", "very-secret", "very-token") if word in done.stderr] == []


def test_a_skeleton_filled_in_is_taken(connect, server, tmp_path):
    for kind, option in (("input", "--cli-input-json"), ("yaml-input", "--cli-input-yaml")):
        sample = connect("update-contact-attributes", "--generate-cli-skeleton", kind)[1]
        for member, value in (("InitialContactId", CONTACT), ("InstanceId", INSTANCE)):
            sample = sample.replace(f'"{member}": ""', f'"{member}": "{value}"').replace(
                f"{member}: ''", f"{member}: {value}"
            )
        (tmp_path / "sample").write_text(sample)
        words = ("update-contact-attributes", option, "file://sample", "--endpoint-url", server.url)
        assert connect(*words) == (0, "", "")


def test_ctrl_c(connect, monkeypatch):
    def interrupt(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("callslip.shell.command.parse_globals", interrupt)

    assert connect("list-instances")[0] == 130


def test_global_options_may_come_first(connect, server, capfd):
    assert main(["--endpoint-url", server.url, "--output", "text", "connect", "list-instances", "--query", "nope"]) == 0
    assert capfd.readouterr().out == "None\n"


def test_colour_only_where_it_is_asked_for(connect, server):
    words = ("list-instances", "--output", "table", "--endpoint-url", server.url)

    assert "\x1b" not in connect(*words)[1]
    assert "\x1b" in connect(*words, "--color", "on")[1]


def test_a_missing_library_is_named(connect, monkeypatch):
    monkeypatch.setitem(sys.modules, "callslip.shell.client", None)
    monkeypatch.setitem(sys.modules, "yaml", None)
    exit_code, _, told = connect("update-contact-attributes", "--cli-input-yaml", "a: b")

    assert exit_code == 255
    assert "pip install 'callslip[connect]'" in told
