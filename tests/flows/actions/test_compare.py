import pytest

from callslip.flows.scope import Scope
from flow_documents import action, play


@pytest.mark.parametrize(
    ("path", "operator", "operand", "end"),
    [
        ("$.Attributes.n", "NumberGreaterThan", "9", "other"),
        ("$.Attributes.n", "Equals", "10.0", "wrong"),
        ("$.External.yes", "Equals", "true", "other"),
        ("$.Attributes.empty", "Equals", "", "other"),
        ("$.Attributes.none", "Equals", "", "wrong"),
        ("$.Attributes.none", "TextContains", "", "wrong"),
    ],
)
def test_it_chooses_by_what_the_path_leads_to(path, operator, operand, end):
    one = action(
        "a", "Compare", {"ComparisonValue": path}, "good", ["NoMatchingCondition"], [(operator, operand, "other")]
    )
    scope = Scope(attributes={"n": "10", "empty": ""})

    assert play(one, scope=scope, data={"External": {"yes": True}}).path == ["a", end]
