"""MonitorContact: a supervisor listens to a contact."""

from msgspec.structs import replace

from callslip.domain.arn import instance_id_of, user_id_of
from callslip.domain.contact import Contact, new_contact
from callslip.domain.errors import InvalidRequestException, ServiceQuotaExceededException
from callslip.domain.lifecycle import State, check_state, connect_user
from callslip.domain.quotas import MONITORS_MAX
from callslip.domain.segment_attributes import subtype_of, with_subtype
from callslip.operation import Context, Members, operation
from callslip.resources import check_named
from callslip.runner import begin_contact

_CHANNELS = ("VOICE", "CHAT")


@operation("write")
def monitor_contact(context: Context, members: Members) -> Members:
    """Begin a contact of the supervisor's own in the chain; it ends when the one that it listens to does.

    https://docs.aws.amazon.com/connect/latest/APIReference/API_MonitorContact.html
    """
    instance_id = instance_id_of(members["InstanceId"])
    return context.answer_once(instance_id, "MonitorContact", members, lambda: _monitor(context, instance_id, members))


def _monitor(context: Context, instance_id: str, members: Members) -> Members:
    store, now_ms = context.store, context.now_ms
    watched = context.contact(members)
    check_named(context, members)
    _check(watched, len(store.contacts.monitors(watched)))
    link = {"PreviousContactId": watched.contact_id}
    leg = new_contact(instance_id, context.world.ids.new_id(), watched.channel, "MONITOR", now_ms, link)
    details = with_subtype(leg.details, subtype_of(watched.details) or subtype_of(leg.details) or "")
    details["AllowedMonitorCapabilities"] = members.get("AllowedMonitorCapabilities", ["SILENT_MONITOR"])
    leg = replace(leg, connected_ms=now_ms, expires_ms=None, details=details)
    leg = connect_user(leg, user_id_of(members["UserId"]), now_ms)
    begin_contact(store, leg, {}, context.origin(), context.floor_ms)
    return {"ContactId": leg.contact_id, "ContactArn": context.world.arns.contact(instance_id, leg.contact_id)}


def _check(watched: Contact, monitors: int) -> None:
    if watched.channel not in _CHANNELS or watched.initiation_method == "MONITOR":
        raise InvalidRequestException(
            f"A contact {watched.channel} by {watched.initiation_method} cannot be monitored. "
            f"Allowed: {', '.join(_CHANNELS)}, not by MONITOR."
        )
    check_state(watched, {State.WITH_USER}, "monitored")
    if monitors >= MONITORS_MAX:
        raise ServiceQuotaExceededException(
            f"{monitors} supervisors monitor the contact; at most {MONITORS_MAX} are allowed."
        )
