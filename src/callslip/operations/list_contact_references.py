"""ListContactReferences: links and values that a contact carries."""

from callslip.domain.contact_references import reference_summaries
from callslip.operation import Context, Members, operation


@operation("read")
def list_contact_references(context: Context, members: Members) -> Members:
    """The contact's own references of the types asked for, in one answer.

    https://docs.aws.amazon.com/connect/latest/APIReference/API_ListContactReferences.html
    """
    contact = context.contact(members)
    references = contact.details.get("References", {})
    return {"ReferenceSummaryList": reference_summaries(references, members["ReferenceTypes"])}
