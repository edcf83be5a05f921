"""What can be done about flags beside Amazon's API: raise, take, close, list; must not know how it is asked for."""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass

import msgspec

from callslip.domain.arn import contact_id_of, instance_id_of
from callslip.domain.attributes import AttributeSet, Origin, shown
from callslip.domain.caller import Caller
from callslip.domain.errors import InvalidParameterException, ResourceNotFoundException
from callslip.domain.flag import Flag, FlagFilter, FlagRule, closed, raised, taken, with_mirrors
from callslip.domain.paging import Pages, cut, scope_of
from callslip.operation import Context, World
from callslip.store import Backend, Store
from callslip.store.flags import RULES_MAX

PAGE_MAX = 100
_STATES = ("", "open", "taken", "closed")


@dataclass(frozen=True, slots=True)
class FlagDesk:
    """Each call is a transaction of its own. All raise ServiceError and StoreError."""

    backend: Backend
    world: World

    def raise_flag(self, caller: Caller, instance_id: str, contact_id: str, name: str, reason: str) -> Flag:
        """Raise a flag on the contact's chain; one that is pending stays as it is."""

        def step(context: Context, found: AttributeSet, before: Flag | None) -> Flag:
            chain = (instance_id_of(instance_id), found.initial_contact_id)
            return raised(before, chain, name, contact_id_of(contact_id), reason, _origin(context))

        return self._change(caller, instance_id, contact_id, name, step)

    def take(self, caller: Caller, instance_id: str, contact_id: str, name: str, assignee: str) -> Flag:
        """Somebody works on it: `assignee`, or the caller where that is empty."""

        def step(context: Context, _: AttributeSet, before: Flag | None) -> Flag:
            return taken(_there(before, name), assignee or caller.arn.rpartition("/")[2], _origin(context))

        return self._change(caller, instance_id, contact_id, name, step)

    def close(self, caller: Caller, instance_id: str, contact_id: str, name: str, resolution: str) -> Flag:
        """It is done."""

        def step(context: Context, _: AttributeSet, before: Flag | None) -> Flag:
            return closed(_there(before, name), resolution, _origin(context))

        return self._change(caller, instance_id, contact_id, name, step)

    def page(self, chosen: FlagFilter, contact_id: str, limit: int, token: str | None) -> tuple[list[Flag], str | None]:
        """The flags asked for in the order in which they were raised, and the token of the next page."""
        if chosen.state not in _STATES:
            raise InvalidParameterException(f"state: {shown(chosen.state)} was given; allowed: open, taken, closed.")
        if not 1 <= limit <= PAGE_MAX:
            raise InvalidParameterException(f"maxResults: {limit} was given; 1 to {PAGE_MAX} are allowed.")
        with self.backend.transaction(read_only=True) as transaction:
            store = Store(transaction)
            instance_id = instance_id_of(chosen.instance_id)
            store.instances.get(instance_id)
            first = store.attributes.get(instance_id, contact_id_of(contact_id)) if contact_id else None
            chosen = FlagFilter(
                instance_id, chosen.state, chosen.name, chosen.assignee, first.initial_contact_id if first else ""
            )
            scope = scope_of("flags", msgspec.structs.asdict(chosen))
            pages = Pages(self.world.page_secret, scope, self.world.clock.now_ms())
            found = list(store.flags.page(chosen, _position(pages.after(token)), limit + 1))
        shown_flags, following = cut(found, [_key(flag) for flag in found], limit, pages)
        return list(shown_flags), following

    def _change(
        self,
        caller: Caller,
        instance_id: str,
        contact_id: str,
        name: str,
        step: Callable[[Context, AttributeSet, Flag | None], Flag],
    ) -> Flag:
        """Take a flag one step on, and show its new state among the contact's attributes, in one transaction."""
        instance_id, contact_id = instance_id_of(instance_id), contact_id_of(contact_id)
        with self.backend.transaction() as transaction:
            store = Store(transaction)
            context = Context(store, self.world, caller, self.world.clock.now_ms())
            store.contacts.get(instance_id, contact_id, context.floor_ms)
            found = store.attributes.get(instance_id, contact_id)
            before = store.flags.find(instance_id, found.initial_contact_id, name)
            flag = step(context, found, before)
            if flag is not before:
                store.flags.put(flag)
                shows = with_mirrors(found.values, {}, [flag])
                if shows:
                    store.attributes.update(instance_id, contact_id, found, shows, _origin(context))
        return flag


def _origin(context: Context) -> Origin:
    return Origin(context.caller.arn, context.now_ms, "flag", context.world.ids.new_salts)


def _there(flag: Flag | None, name: str) -> Flag:
    if flag is None:
        raise ResourceNotFoundException(f"The contact has no flag {shown(name)}.")
    return flag


def _key(flag: Flag) -> str:
    return f"{flag.raised_ms} {flag.name} {flag.initial_contact_id}"


def _position(key: str) -> tuple[int, str, str]:
    raised_ms, name, contact_id = key.split(" ", 2) if key else ("-1", "", "")
    return int(raised_ms), contact_id, name


class _RuleFile(msgspec.Struct, forbid_unknown_fields=True):
    rule: list[FlagRule] = []


def read_rules(text: str) -> list[FlagRule]:
    """The rules in a TOML document, one `[[rule]]` each. Raises ValueError, in words."""
    rules = msgspec.convert(tomllib.loads(text), _RuleFile).rule
    names = set()
    for number, rule in enumerate(rules, 1):
        problem = rule.problem()
        if problem:
            raise ValueError(f"rule {number}: {problem}")
        if (rule.instance_id, rule.name) in names:
            raise ValueError(f"rule {number}: the name {rule.name} is there twice")
        names.add((rule.instance_id, rule.name))
    if len(rules) > RULES_MAX:
        raise ValueError(f"there are {len(rules)} rules, {RULES_MAX} are allowed")
    return rules
