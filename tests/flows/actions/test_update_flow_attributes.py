import pytest

from flow_documents import action, play


def set_attributes(*groups):
    steps = [
        action(str(n), "UpdateFlowAttributes", {"FlowAttributes": group}, str(n + 1), ["NoMatchingError"])
        for n, group in enumerate(groups)
    ]
    steps[-1]["Transitions"]["NextAction"] = "good"
    return play(*steps)


def test_they_merge_and_live_with_the_run():
    played = set_attributes({"a": {"Value": "1"}, "b": {"Value": 2}}, {"a": {"Value": "is $.FlowAttributes.a"}})

    assert played.run.data == {"FlowAttributes": {"a": "is 1", "b": "2"}}
    assert played.scope.attributes == {}


@pytest.mark.parametrize("group", [{"a": "flat"}, {"a": {"Value": "x" * 40_000}}, ["x"]])
def test_what_cannot_be_set_is_an_error(group):
    played = set_attributes(group)

    assert played.path == ["0", "wrong"]
    assert played.run.data == {}
