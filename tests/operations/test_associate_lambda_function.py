import pytest

ARN = "arn:aws:lambda:us-east-1:123456789012:function:f"


def test_a_function_is_associated_once(connect, ask):
    ask("associate_lambda_function", FunctionArn=ARN)
    assert ask("list_lambda_functions")["LambdaFunctions"] == [ARN]
    with pytest.raises(connect.exceptions.ResourceConflictException, match="already"):
        ask("associate_lambda_function", FunctionArn=ARN)


def test_the_same_token_associates_once(ask):
    for _ in range(2):
        ask("associate_lambda_function", FunctionArn=f"{ARN}:live", ClientToken="t")
    assert ask("list_lambda_functions")["LambdaFunctions"] == [f"{ARN}:live"]


@pytest.mark.parametrize("arn", ["f", "arn:aws:s3:::f", f"{ARN}:a:b", "arn:aws:lambda:us-east-1:1:function:f"])
def test_what_is_no_function(connect, ask, arn):
    with pytest.raises(connect.exceptions.InvalidParameterException, match="FunctionArn"):
        ask("associate_lambda_function", FunctionArn=arn)


def test_fifty_functions_and_an_instance_that_is_not_there(connect, ask):
    for number in range(50):
        ask("associate_lambda_function", FunctionArn=f"{ARN}{number}")
    with pytest.raises(connect.exceptions.ServiceQuotaExceededException, match="at most 50"):
        ask("associate_lambda_function", FunctionArn=ARN)
    with pytest.raises(connect.exceptions.ResourceNotFoundException):
        ask("associate_lambda_function", InstanceId="nowhere", FunctionArn=ARN)
