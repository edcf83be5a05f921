"""DisassociateLambdaFunction: a Lambda function does not belong to an instance any more."""

from callslip.domain.errors import ResourceNotFoundException
from callslip.domain.kinds import LAMBDA_FUNCTION
from callslip.domain.lambda_function import check_function_arn
from callslip.operation import Context, Members, operation
from callslip.resources import instance_of


@operation("write")
def disassociate_lambda_function(context: Context, members: Members) -> Members:
    """Forget the function's ARN.

    https://docs.aws.amazon.com/connect/latest/APIReference/API_DisassociateLambdaFunction.html
    """
    instance_id = instance_of(context, members)
    return context.answer_once(
        instance_id, "DisassociateLambdaFunction", members, lambda: _disassociate(context, instance_id, members)
    )


def _disassociate(context: Context, instance_id: str, members: Members) -> Members:
    arn = members["FunctionArn"]
    check_function_arn(arn)
    function = context.store.resources.find(instance_id, LAMBDA_FUNCTION, arn)
    if function is None:
        raise ResourceNotFoundException("FunctionArn: the function is not associated with the instance.")
    context.store.resources.delete(function)
    return {}
