"""The history of a contact, and its attributes at any time: asked as operations are, answered in members."""

from typing import Any

from callslip.domain.arn import contact_id_of, instance_id_of
from callslip.domain.attributes import AttributeSet, check_found, shown
from callslip.domain.caller import Caller
from callslip.domain.errors import InvalidRequestException
from callslip.keeping.changes import change_members
from callslip.keeping.moment import moment_ms, moment_text
from callslip.operation import Context, Members, Perform, World
from callslip.store import Backend, Store

RESULTS_MAX = 1000
_NOBODY = Caller("", "")
_RESULTS = 100


def get_contact_history(context: Context, members: Members) -> Members:
    """The changes of the attributes that the contact's chain shares, the latest first.

    `InstanceId`, `ContactId`; `Key` for one key alone; `MaxResults` (1 to 1000, 100 if not given) and `NextToken`.
    Answers `Changes`, and `NextToken` while there are more. Keys hidden from the caller are left out, so that a page
    may be short. Raises ResourceNotFoundException as GetContactAttributes does, InvalidRequestException for members
    that are not allowed.
    """
    instance_id, found = _found(context, members)
    limit = _limit(members)
    pages = context.pages("GetContactHistory", members, InvalidRequestException)
    after = pages.after(members.get("NextToken"))
    first_id = int(after) if after else found.last_change_id
    changes = context.store.history.page(instance_id, found, first_id, limit + 1, members.get("Key", ""))
    hides = context.caller.masks.hides
    visible = [change_members(each) for each in changes[:limit] if not hides(each.name)]
    answer = {**_head(instance_id, found, members), "Changes": visible}
    return answer | ({"NextToken": pages.token(str(changes[limit].id))} if len(changes) > limit else {})


def get_contact_attributes_at(context: Context, members: Members) -> Members:
    """The attributes as they were at a time: `InstanceId`, `ContactId`, `At` in ISO 8601.

    What was written at that very millisecond counts. Answers `At`, `Attributes`, and in `Erased` the keys whose values
    of that time are gone. Raises as `get_contact_history` does, and InvalidRequestException for a time before the chain
    began.
    """
    instance_id, found = _found(context, members)
    at_ms = _at(members, found)
    values, erased = values_at(context.store, instance_id, found, at_ms)
    hides = context.caller.masks.hides
    return {
        **_head(instance_id, found, members),
        "At": moment_text(at_ms),
        "Attributes": {name: values[name] for name in sorted(values) if not hides(name)},
        "Erased": sorted(name for name in erased if not hides(name)),
    }


def values_at(store: Store, instance_id: str, found: AttributeSet, at_ms: int) -> tuple[dict[str, str], set[str]]:
    """The attributes of a set as they were at a time, and the keys whose values of that time are gone."""
    values = dict(found.values)
    erased: set[str] = set()
    for change in store.history.all(instance_id, found):
        if change.changed_ms <= at_ms:
            break
        erased.discard(change.name)
        if change.is_erased:
            values.pop(change.name, None)
            erased.add(change.name)
        elif change.old is None:
            values.pop(change.name, None)
        else:
            values[change.name] = change.old
    return values, erased


def ask(backend: Backend, world: World, question: Perform, members: Members) -> Members:
    """The answer for a program on this machine that has the store itself. Raises what the question raises."""
    with backend.transaction(read_only=True) as transaction:
        now_ms = world.clock.now_ms()
        context = Context(Store(transaction), world, _NOBODY, now_ms, members["InstanceId"])
        return question(context, members) or {}


def _found(context: Context, members: Members) -> tuple[str, AttributeSet]:
    instance_id, contact_id = instance_id_of(members["InstanceId"]), contact_id_of(members["ContactId"])
    found = context.store.attributes.get(instance_id, contact_id)
    check_found(found, contact_id, context.world.rules, kept=context.is_kept(found))
    return instance_id, found


def _head(instance_id: str, found: AttributeSet, members: Members) -> dict[str, Any]:
    return {
        "InstanceId": instance_id,
        "ContactId": contact_id_of(members["ContactId"]),
        "InitialContactId": found.initial_contact_id,
    }


def _limit(members: Members) -> int:
    limit = members.get("MaxResults", _RESULTS)
    if not isinstance(limit, int) or not 1 <= limit <= RESULTS_MAX:
        raise InvalidRequestException(f"MaxResults is {limit!a}; a whole number from 1 to {RESULTS_MAX} is needed.")
    return limit


def _at(members: Members, found: AttributeSet) -> int:
    try:
        at_ms = moment_ms(members["At"])
    except ValueError as error:
        raise InvalidRequestException(
            f"At is {shown(members['At'])}; a time in ISO 8601 is needed, as 2026-11-18T09:46:40Z."
        ) from error
    if at_ms < found.initiated_ms:
        raise InvalidRequestException(
            f"At is before the chain of the contact began, which was {moment_text(found.initiated_ms)}."
        )
    return at_ms
