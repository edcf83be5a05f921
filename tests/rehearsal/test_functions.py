import json

import pytest

from callslip.flows.lambda_functions import find_function, name_of
from callslip.functions.handlers import HandlerLoadError, load_function


def test_a_canned_answer_and_a_handler(tmp_path, monkeypatch):
    (tmp_path / "answer.json").write_text('{"a": "1"}')
    monkeypatch.chdir(tmp_path)

    assert load_function("answer.json") == {"a": "1"}
    assert load_function("json:dumps") is json.dumps


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("absent.json", "cannot be read"),
        ("json", "neither a .json file nor"),
        ("no_such_module:f", "cannot be loaded"),
        ("json:no_such_name", "cannot be loaded"),
        ("json:__name__", "is no function"),
    ],
)
def test_what_cannot_be_loaded_is_named(text, words):
    with pytest.raises(HandlerLoadError, match=words):
        load_function(text)


def test_a_function_is_found_by_arn_name_or_star():
    arn = "arn:aws:lambda:us-east-1:111122223333:function:look-up:live"

    assert name_of(arn) == "look-up"
    assert find_function({"*": 1, "look-up": 2, arn: 3}, arn) == (True, 3)
    assert find_function({"*": 1, "look-up": 2}, arn) == (True, 2)
    assert find_function({"*": None}, arn) == (True, None)
    assert find_function({"other": 1}, arn) == (False, None)
