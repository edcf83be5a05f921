"""ListLambdaFunctions: the Lambda functions of an instance, page by page."""

from callslip.domain.kinds import LAMBDA_FUNCTION
from callslip.operation import Context, Members, operation
from callslip.resources import list_resources


@operation("scan")
def list_lambda_functions(context: Context, members: Members) -> Members:
    """Their ARNs, in alphabetical order.

    https://docs.aws.amazon.com/connect/latest/APIReference/API_ListLambdaFunctions.html
    """
    found, token = list_resources(context, LAMBDA_FUNCTION, "ListLambdaFunctions", members)
    return {"LambdaFunctions": [function.name for function in found], "NextToken": token}
