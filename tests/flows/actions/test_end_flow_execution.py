from callslip.flows.run import Ending
from flow_documents import action, play


def test_the_run_ends():
    played = play(action("a", "EndFlowExecution", then=None))

    assert played.run.ended == Ending("ended")
    assert played.path == ["a"]
