import pytest

from callslip.flows.scope import Scope
from flow_documents import action, play


def hook(hooks, settings=None):
    one = action("a", "UpdateContactEventHooks", {"EventHooks": hooks}, errors=["NoMatchingError"])
    return play(one, scope=Scope(settings=settings or {}))


def test_hooks_are_added_to_those_of_the_contact():
    played = hook({"CustomerQueue": "f2"}, {"EventHooks": {"AgentWhisper": "f1", "CustomerQueue": "f0"}})

    assert played.scope.settings == {"EventHooks": {"AgentWhisper": "f1", "CustomerQueue": "f2"}}


@pytest.mark.parametrize("hooks", [{"Nonsense": "f"}, {"CustomerQueue": "$.Attributes.none"}, ["x"]])
def test_what_is_no_hook_is_an_error(hooks):
    assert hook(hooks).path == ["a", "wrong"]
