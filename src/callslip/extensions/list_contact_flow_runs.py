"""ListContactFlowRuns: our own; the flow runs of a contact, each with what happened in it."""

from callslip.contact_flows import record
from callslip.operation import Context, Members, operation


@operation("scan")
def list_contact_flow_runs(context: Context, members: Members) -> Members:
    """The runs, the earliest first. Whoever has attributes hidden sees which actions ran, and no value of any."""
    runs = record(context.store, context.contact(members), with_values=not context.caller.masks.read)
    return {"FlowRuns": runs}
