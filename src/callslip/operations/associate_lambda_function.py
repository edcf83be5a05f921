"""AssociateLambdaFunction: let the flows of an instance call a Lambda function."""

from callslip.domain.errors import ResourceConflictException
from callslip.domain.kinds import LAMBDA_FUNCTION
from callslip.domain.lambda_function import check_function_arn, check_functions_fit
from callslip.operation import Context, Members, operation
from callslip.resources import create_resource, instance_of


@operation("write")
def associate_lambda_function(context: Context, members: Members) -> Members:
    """Keep the function's ARN with the instance. Flows call functions here whether they are kept or not.

    https://docs.aws.amazon.com/connect/latest/APIReference/API_AssociateLambdaFunction.html
    """
    instance_id = instance_of(context, members)
    return context.answer_once(
        instance_id, "AssociateLambdaFunction", members, lambda: _associate(context, instance_id, members)
    )


def _associate(context: Context, instance_id: str, members: Members) -> Members:
    arn = members["FunctionArn"]
    check_function_arn(arn)
    resources = context.store.resources
    if resources.find(instance_id, LAMBDA_FUNCTION, arn) is not None:
        raise ResourceConflictException("FunctionArn: the function is associated with the instance already.")
    check_functions_fit(resources.count(instance_id, LAMBDA_FUNCTION))
    create_resource(context, LAMBDA_FUNCTION, members, resource_id=arn)
    return {}
