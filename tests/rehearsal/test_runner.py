import pytest

from callslip.flows.stubs import Stub
from callslip.rehearsal.errors import StubTextError
from callslip.rehearsal.runner import FlowRunner
from flow_documents import action, text_of

ASK = text_of(action("a", "CheckSegmentMembership", {}, "a", ["NoMatchingError"], [("Equals", "Yes", "good")]))


def test_a_document_may_be_a_text_a_mapping_or_a_file(tmp_path):
    import json

    (tmp_path / "flow.json").write_text(ASK)

    for document in (ASK, json.loads(ASK), tmp_path / "flow.json"):
        assert FlowRunner().run(document).path == ["a", "wrong"]


@pytest.mark.parametrize("answer", ["Yes", Stub(result="Yes"), {"result": "Yes"}, ["No", {"result": "Yes"}]])
def test_stubs_may_be_written_in_any_form(answer):
    runner = FlowRunner()
    runner.stub("a", answer)

    assert runner.run(ASK).path[-1] == "good"


def test_a_stub_with_a_member_that_does_not_exist_is_refused():
    with pytest.raises(StubTextError, match="reslt"):
        FlowRunner().stub("a", {"reslt": "Yes"})


def test_checks_and_explorations():
    runner = FlowRunner()

    assert [each.rule for each in runner.check(ASK) if each.action == "a"] == []
    assert runner.explore(ASK).unreached == {}
