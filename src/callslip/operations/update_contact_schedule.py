"""UpdateContactSchedule: another time for a task that has not started."""

from msgspec.structs import replace

from callslip.domain.contact import check_schedule
from callslip.domain.lifecycle import State, check_state
from callslip.operation import Context, Members, operation


@operation("write")
def update_contact_schedule(context: Context, members: Members) -> None:
    """Start the task at another time, at most six days from now.

    https://docs.aws.amazon.com/connect/latest/APIReference/API_UpdateContactSchedule.html
    """
    contact = context.contact(members)
    check_state(contact, {State.SCHEDULED}, "scheduled anew")
    check_schedule(members["ScheduledTime"], context.now_ms)
    context.store.contacts.update(replace(contact, scheduled_ms=members["ScheduledTime"], updated_ms=context.now_ms))
