import pytest

from callslip.flows.stubs import Stub
from callslip.functions.choices import ChoiceError, read_outside
from callslip.functions.endpoint import Endpoint

CHOICES = """
[lambda]
look-up = "json:loads"
billing = "answer.json"
"arn:aws:lambda:us-east-1:1:function:far" = "endpoint"
"*" = "http://127.0.0.1:3001"

[answers]
ShowView = "done"
CheckMetricData = ["3", "error:NoMatchingError"]
bot = [{ said = "pay", result = "Pay", data = { Slots = { a = "1" } } }]
"""


def read(tmp_path, text):
    (tmp_path / "answer.json").write_text('{"balance": "7"}')
    (tmp_path / "outside.toml").write_text(text)
    return read_outside(tmp_path / "outside.toml")


def test_every_way_of_answering(tmp_path):
    outside = read(tmp_path, CHOICES)

    assert outside.find_function("arn:aws:lambda:us-east-1:1:function:billing") == (True, {"balance": "7"})
    assert outside.find_function("look-up")[1]('{"a":1}') == {"a": 1}
    assert isinstance(outside.find_function("arn:aws:lambda:us-east-1:1:function:far")[1], Endpoint)
    assert isinstance(outside.find_function("anything")[1], Endpoint)
    assert outside.stubs["ShowView"] == [Stub()]
    assert outside.stubs["CheckMetricData"] == [Stub(result="3"), Stub(error="NoMatchingError")]
    [bot] = outside.stubs["bot"]
    assert (bot.said, bot.result, bot.data) == ("pay", "Pay", {"Slots": {"a": "1"}})


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[lambda", "is not TOML"),
        ("[functions]\na = 'b'", "no section 'functions'"),
        ("lambda = 1", "no section 'lambda'"),
        ("[lambda]\na = 1", "must be a text"),
        ("[lambda]\na = 'nowhere'", "lambda 'a': .*neither a .json file"),
        ("[lambda]\na = 'absent.json'", "lambda 'a': .*cannot be read"),
        ("[lambda]\na = 'no_such_module:f'", "cannot be loaded"),
        ("[answers]\na = { speech = 'x' }", "answers 'a': .*speech"),
        ("[answers]\na = 1", "answers 'a'"),
    ],
)
def test_what_cannot_be_is_named(tmp_path, text, message):
    with pytest.raises(ChoiceError, match=message):
        read(tmp_path, text)


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(ChoiceError, match="cannot read"):
        read_outside(tmp_path / "absent.toml")
