import pytest

from callslip.flows.stubs import Stub
from callslip.rehearsal.errors import StubTextError
from callslip.rehearsal.stub_text import read_answers, read_stubs


@pytest.mark.parametrize(
    ("text", "stubs"),
    [
        ("done", [Stub()]),
        ("error:NoneFoundError", [Stub(error="NoneFoundError")]),
        ("Book", [Stub(result="Book")]),
        ("3", [Stub(result="3")]),
        ('{"result": "Book", "data": {"Slots": {}}}', [Stub(result="Book", data={"Slots": {}})]),
        ('[{"error": "E"}, {"said": "hi"}]', [Stub(error="E"), Stub(said="hi")]),
    ],
)
def test_answers(text, stubs):
    assert read_answers(text) == stubs


def test_answers_for_one_selector_come_in_turn():
    assert read_stubs(["a=1", "b=done", "a=x=y"]) == {"a": [Stub(result="1"), Stub(result="x=y")], "b": [Stub()]}


def test_an_answer_from_a_file(tmp_path, monkeypatch):
    (tmp_path / "stub.json").write_text('{"data": 1}')
    monkeypatch.chdir(tmp_path)

    assert read_answers("stub.json") == [Stub(data=1)]


@pytest.mark.parametrize("text", ["nothing", "=x", "a={", 'a={"reslt": "1"}', "a=absent.json", "a=[1]"])
def test_what_is_no_stub_is_refused(text):
    with pytest.raises(StubTextError, match=r"stub|answer"):
        read_stubs([text])
