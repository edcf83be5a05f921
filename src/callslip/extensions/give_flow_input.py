"""GiveFlowInput: our own; keys, words or an event for the flow that waits on a contact."""

from callslip.operation import Context, Members, operation
from callslip.runner.inputs import give_input


@operation("bulk")
def give_flow_input(context: Context, members: Members) -> None:
    """Give one of `Keys`, `Text` and `Event`. Raises InvalidRequestException where the flow does not wait for it."""
    given = {name: members[name] for name in ("Keys", "Text", "Event") if name in members}
    give_input(context.stage, context.contact(members), given)
