import json
from types import SimpleNamespace

import pytest

from callslip.cli import main
from callslip.flows.document import parse_flow

MENU = {
    "Version": "2019-10-30",
    "StartAction": "greet",
    "Actions": [
        {
            "Identifier": "greet",
            "Type": "MessageParticipant",
            "Parameters": {"Text": "Hello $.Attributes.name"},
            "Transitions": {"NextAction": "menu", "Errors": [{"ErrorType": "NoMatchingError", "NextAction": "bye"}]},
        },
        {
            "Identifier": "menu",
            "Type": "GetParticipantInput",
            "Parameters": {"Text": "Press 1", "StoreInput": "False", "InputTimeLimitSeconds": "5"},
            "Transitions": {
                "NextAction": "bye",
                "Conditions": [{"NextAction": "look-up", "Condition": {"Operator": "Equals", "Operands": ["1"]}}],
                "Errors": [
                    {"ErrorType": error, "NextAction": "bye"}
                    for error in ("NoMatchingCondition", "InputTimeLimitExceeded", "NoMatchingError")
                ],
            },
        },
        {
            "Identifier": "look-up",
            "Type": "InvokeLambdaFunction",
            "Parameters": {
                "LambdaFunctionARN": "arn:aws:lambda:us-east-1:111122223333:function:look-up",
                "InvocationTimeLimitSeconds": "8",
            },
            "Transitions": {"NextAction": "keep", "Errors": [{"ErrorType": "NoMatchingError", "NextAction": "bye"}]},
        },
        {
            "Identifier": "keep",
            "Type": "UpdateContactAttributes",
            "Parameters": {"Attributes": {"tier": "$.External.tier"}},
            "Transitions": {"NextAction": "bye", "Errors": [{"ErrorType": "NoMatchingError", "NextAction": "bye"}]},
        },
        {"Identifier": "bye", "Type": "DisconnectParticipant", "Transitions": {}},
    ],
}


@pytest.fixture
def menu(tmp_path):
    (tmp_path / "menu.json").write_text(json.dumps(MENU, indent=1))
    return tmp_path / "menu.json"


@pytest.fixture
def flow_command(menu, monkeypatch, capsys):
    """Runs `callslip flow` in this process: what a process of its own costs is shown once, below."""
    monkeypatch.chdir(menu.parent)

    def run(*arguments):
        code = main(["flow", *arguments])
        out, err = capsys.readouterr()
        return SimpleNamespace(returncode=code, stdout=out, stderr=err)

    return run


def test_a_run_is_told(callslip, menu):
    (menu.parent / "tiers.py").write_text(
        "def look_up(event, context):\n"
        "    assert context.function_name == 'look-up'\n"
        "    return {'tier': event['Details']['ContactData']['Attributes']['name'] + '-gold'}\n"
    )
    done = callslip(
        "flow", "run", "menu.json", "--attribute", "name=Ada", "--press", "1", "--lambda", "look-up=tiers:look_up"
    )

    assert done.stderr == ""
    assert done.returncode == 0
    assert done.stdout == (
        '00:00  flow      "Hello Ada"\n'
        "00:00     1      MessageParticipant [greet] -> NextAction\n"
        '00:00  flow      "Press 1"\n'
        "00:00  customer  presses 1\n"
        "00:00     2      GetParticipantInput [menu] = 1 -> Equals 1\n"
        '00:00  outside   {"tier":"Ada-gold"}\n'
        "00:00     3      InvokeLambdaFunction [look-up] -> NextAction\n"
        "00:00  sets      tier = Ada-gold\n"
        "00:00     4      UpdateContactAttributes [keep] -> NextAction\n"
        "00:00     5      DisconnectParticipant [bye]\n"
        "ended: disconnected\n"
        "attribute name = Ada\n"
        "attribute tier = Ada-gold\n"
    )


def test_a_canned_answer_and_a_trace(flow_command, menu):
    (menu.parent / "answer.json").write_text('{"tier": "silver"}')
    done = flow_command("run", "menu.json", "--press", "1", "--lambda", "*=answer.json", "--trace", "json")
    records = [json.loads(line) for line in done.stdout.splitlines()]

    assert [record.get("Identifier") for record in records] == ["greet", "menu", "look-up", "keep", "bye", None]
    assert records[1]["Results"] == "1"
    assert records[3]["Parameters"] == {"Attributes": {"tier": "silver"}}
    assert records[4]["Timestamp"] == "2026-01-07T10:00:00.000Z"
    assert records[5]["Attributes"] == {"tier": "silver"}


def test_without_an_answer_the_error_branch_is_taken_and_says_why(flow_command, menu):
    done = flow_command("run", "menu.json", "--press", "1", "--at", "2026-03-01T09:00+01:00")

    assert done.returncode == 0
    assert "nothing says what InvokeLambdaFunction answers" in done.stdout


def test_time_passes_where_nobody_presses_a_key(flow_command, menu):
    assert "00:05  clock     time is over" in flow_command("run", "menu.json").stdout


def test_a_flow_that_ends_by_a_mistake(flow_command, menu):
    broken = json.loads(menu.read_text())
    broken["Actions"][0]["Transitions"]["NextAction"] = "lost"
    menu.write_text(json.dumps(broken))
    done = flow_command("run", "menu.json")

    assert done.returncode == 1
    assert "ended by a mistake: no branch (there is no action 'lost')" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["absent.json"], "No such file"),
        (["menu.json", "--attribute", "x"], "--attribute 'x': write NAME=VALUE"),
        (["menu.json", "--at", "soon"], "--at 'soon' is no time"),
        (["menu.json", "--hours", "always"], "says no hours"),
        (["menu.json", "--lambda", "f=nowhere:f"], "cannot be loaded"),
        (["menu.json", "--stub", "x={"], "is no answer"),
        (["menu.json", "--flow", "other=old.json"], "old.json: This is an export of the old kind"),
    ],
)
def test_what_cannot_be_read(flow_command, menu, arguments, words):
    (menu.parent / "old.json").write_text('{"modules": [], "version": "1"}')
    done = flow_command("run", *arguments)

    assert done.returncode == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_a_check_names_file_line_action_and_reason(flow_command, menu):
    done = flow_command("check", "menu.json")

    assert done.returncode == 0
    assert done.stdout == (
        "menu.json:6: warning: MessageParticipant [greet]: nothing sets $.Attributes.name (unset-reference)\n"
        "1 flows: 0 errors, 1 warnings\n"
    )
    assert flow_command("check", "menu.json", "--strict").returncode == 1
    assert flow_command("check", "menu.json", "--strict", "--attribute", "name").returncode == 0


def test_a_check_of_what_is_no_flow(flow_command, menu):
    (menu.parent / "none.json").write_text("{}")
    done = flow_command("check", "menu.json", "none.json")

    assert done.returncode == 1
    assert "none.json:1: error: This is no flow document" in done.stdout
    assert flow_command("check", "absent.json").returncode == 2


def test_a_check_as_sarif(flow_command, menu):
    done = flow_command("check", "menu.json", "--format", "sarif")
    (run,) = json.loads(done.stdout)["runs"]
    (result,) = run["results"]

    assert result["ruleId"] in {rule["id"] for rule in run["tool"]["driver"]["rules"]}
    assert result["level"] == "warning"
    assert result["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "menu.json"},
        "region": {"startLine": 6},
    }


def test_an_exploration_reaches_every_branch(flow_command, menu):
    done = flow_command("explore", "menu.json")
    lines = done.stdout.splitlines()

    assert (done.returncode, done.stderr) == (0, "")
    assert lines[0].startswith("10 of 10 branches reached (100 %)")
    assert "GetParticipantInput [menu] -> Equals 1: press 1" in lines
    assert "GetParticipantInput [menu] -> NoMatchingError: channel CHAT" in lines


def test_an_exploration_as_json_says_what_it_missed(flow_command, menu):
    blind = json.loads(menu.read_text())
    blind["Actions"][1]["Transitions"]["Conditions"] *= 2
    menu.write_text(json.dumps(blind))
    done = flow_command("explore", "menu.json", "--format", "json", "--channel", "voice")
    found = json.loads(done.stdout)

    assert done.returncode == 1
    assert [(each["action"], each["place"], each["reason"]) for each in found["unreached"]] == [
        ("menu", "Conditions[1]", "an earlier condition is the same")
    ]
    assert found["branches"] == len(found["reached"]) + 1
    assert parse_flow(menu.read_text()).start == "greet"
