"""UpdateContactRoutingData: priority, age and criteria of a contact that nobody has taken yet."""

from msgspec.structs import replace

from callslip.domain.errors import ResourceConflictException
from callslip.domain.lifecycle import State, check_state, state_of
from callslip.domain.routing import routing_updated
from callslip.operation import Context, Members, operation
from callslip.resources import check_named

_ALLOWED = frozenset(State) - {State.ENDED, State.WITH_USER}


@operation("write")
def update_contact_routing_data(context: Context, members: Members) -> None:
    """Keep the routing data. Nothing is routed here: users take contacts by AssociateContactWithUser.

    https://docs.aws.amazon.com/connect/latest/APIReference/API_UpdateContactRoutingData.html
    """
    contact = context.contact(members)
    check_named(context, members)
    check_state(contact, _ALLOWED, "routed", ResourceConflictException)
    queued = state_of(contact) is State.QUEUED
    details = routing_updated(contact.details, members, context.now_ms, queued=queued)
    context.store.contacts.update(replace(contact, details=details, updated_ms=context.now_ms))
