import pytest

ARN = "arn:aws:lambda:us-east-1:123456789012:function:f"


def test_a_function_is_forgotten(connect, ask):
    ask("associate_lambda_function", FunctionArn=ARN)
    ask("disassociate_lambda_function", FunctionArn=ARN)
    assert ask("list_lambda_functions")["LambdaFunctions"] == []
    with pytest.raises(connect.exceptions.ResourceNotFoundException, match="not associated"):
        ask("disassociate_lambda_function", FunctionArn=ARN)


def test_what_is_no_function(connect, ask):
    with pytest.raises(connect.exceptions.InvalidParameterException, match="FunctionArn"):
        ask("disassociate_lambda_function", FunctionArn="f")
