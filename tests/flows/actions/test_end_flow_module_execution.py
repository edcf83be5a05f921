from callslip.flows.run import Ending
from flow_documents import action, play


def test_the_run_ends():
    played = play(action("a", "EndFlowModuleExecution", then=None))

    assert played.run.ended == Ending("returned")
    assert played.path == ["a"]
