from callslip.flows.run import Ending
from flow_documents import action, play


def test_the_run_ends():
    played = play(action("a", "TransferContactToAgent", then=None))

    assert played.run.ended == Ending("transferred to agent")
    assert played.path == ["a"]


def test_a_chat_has_no_agent_to_go_to():
    assert play(action("a", "TransferContactToAgent", then=None), Channel="CHAT").run.ended.how == "no branch"
