from callslip.rehearsal.report import check_texts, lines
from flow_documents import action, text_of

READS = text_of(action("a", "MessageParticipant", {"Text": "$.Attributes.tier"}, errors=[("NoMatchingError", "wrong")]))
SETS = text_of(action("a", "UpdateContactAttributes", {"Attributes": {"tier": "1"}}, errors=["NoMatchingError"]))


def rules(*texts, **more):
    named = [(f"{number}.json", text) for number, text in enumerate(texts)]
    return [each.problem.rule for each in check_texts(named, **more) if each.problem.rule != "unreachable"]


def test_an_attribute_that_another_file_sets_may_be_read():
    assert rules(READS) == ["unset-reference"]
    assert rules(READS, SETS) == []
    assert rules(READS, attributes=["tier"]) == []


def test_a_flow_type_for_all():
    assert "flow-type" in rules(text_of(action("a", "TransferContactToAgent", then=None)), flow_type="CUSTOMER_QUEUE")


def test_a_line_says_where():
    (line,) = [each for each in lines(check_texts([("f.json", READS)])) if "unset" in each]

    assert line == "f.json:1: warning: MessageParticipant [a]: nothing sets $.Attributes.tier (unset-reference)"
