"""ListContactFlowModuleVersions: the versions of a flow module, page by page."""

from callslip.domain.kinds import CONTACT_FLOW_MODULE
from callslip.flow_documents import get_unqualified, list_versions
from callslip.operation import Context, Members, operation


@operation("scan")
def list_contact_flow_module_versions(context: Context, members: Members) -> Members:
    """Versions in the order of their numbers.

    https://docs.aws.amazon.com/connect/latest/APIReference/API_ListContactFlowModuleVersions.html
    """
    module = get_unqualified(context, CONTACT_FLOW_MODULE, members)
    versions, token = list_versions(context, module, "ListContactFlowModuleVersions", members)
    return {
        "ContactFlowModuleVersionSummaryList": [
            {name: version[name] for name in ("Arn", "Version", "VersionDescription")} for version in versions
        ],
        "NextToken": token,
    }
