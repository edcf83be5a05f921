from callslip.flows.events import Answered
from flow_documents import action, play


def invoke(*events, module="m", data=None):
    errors = ["NoMatchingError", ("NoMatchingCondition", "wrong")]
    one = action("a", "InvokeFlowModule", {"FlowModuleId": module}, "good", errors, [("Equals", "Retry", "other")])
    return play(one, events=events, data=data)


def test_it_comes_back_from_the_module():
    assert dict(invoke().run.waiting.question) == {"FlowModuleId": "m"}
    assert invoke(Answered()).path == ["a", "good"]


def test_the_module_may_return_a_result_and_data():
    played = invoke(Answered("Retry", data={"tries": 2}), data={"Modules": {"Input": {"x": 1}}})

    assert played.path == ["a", "other"]
    assert played.run.data["Modules"] == {"Input": {"x": 1}, "Result": "Retry", "ResultData": {"tries": 2}}


def test_a_module_that_is_not_there_is_an_error():
    assert invoke(Answered(error="NoMatchingError")).path == ["a", "wrong"]
    assert invoke(module="$.Attributes.none").path == ["a", "wrong"]
