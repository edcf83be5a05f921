"""ListContactFlowModules: the flow modules of an instance, page by page."""

from callslip.domain.kinds import CONTACT_FLOW_MODULE
from callslip.operation import Context, Members, operation
from callslip.resources import arn_of, list_resources


@operation("scan")
def list_contact_flow_modules(context: Context, members: Members) -> Members:
    """Summaries of the modules, in one state or in any.

    https://docs.aws.amazon.com/connect/latest/APIReference/API_ListContactFlowModules.html
    """
    wanted = members.get("ContactFlowModuleState")
    modules, token = list_resources(
        context,
        CONTACT_FLOW_MODULE,
        "ListContactFlowModules",
        members,
        lambda module: wanted is None or module.document["State"] == wanted,
    )
    return {
        "ContactFlowModulesSummaryList": [
            {
                "Id": module.resource_id,
                "Arn": arn_of(context, module),
                "Name": module.name,
                "State": module.document["State"],
            }
            for module in modules
        ],
        "NextToken": token,
    }
