import pytest

ARN = "arn:aws:lambda:us-east-1:123456789012:function:f"


def test_page_by_page(ask):
    arns = [f"{ARN}{number}" for number in range(5)]
    for arn in reversed(arns):
        ask("associate_lambda_function", FunctionArn=arn)

    first = ask("list_lambda_functions", MaxResults=3)
    rest = ask("list_lambda_functions", MaxResults=3, NextToken=first["NextToken"])

    assert first["LambdaFunctions"] + rest["LambdaFunctions"] == arns
    assert "NextToken" not in rest


def test_none_a_bad_token_and_another_instance(connect, ask):
    assert ask("list_lambda_functions")["LambdaFunctions"] == []
    with pytest.raises(connect.exceptions.InvalidParameterException, match="NextToken"):
        ask("list_lambda_functions", NextToken="x")
    with pytest.raises(connect.exceptions.ResourceNotFoundException):
        ask("list_lambda_functions", InstanceId="nowhere")
