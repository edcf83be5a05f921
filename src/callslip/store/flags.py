"""Flags of contact chains, and the rules that raise them when an attribute changes."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

import msgspec

from callslip.domain.attributes import AttributeSet, Origin
from callslip.domain.flag import Flag, FlagFilter, FlagRule, fitting_rules, raised
from callslip.store.backend import Row, Transaction

RULES_MAX = 1_000

_FIELDS = Flag.__struct_fields__


class Flags:
    """All flags; the rules are asked of the store once in a transaction."""

    __slots__ = ("_rules", "_transaction")

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction
        self._rules: Sequence[FlagRule] | None = None

    def find(self, instance_id: str, initial_contact_id: str, name: str) -> Flag | None:
        """One flag, or None."""
        key = {"instance_id": instance_id, "initial_contact_id": initial_contact_id, "name": name}
        row = self._transaction.one("flag_find", key)
        return None if row is None else _flag(row)

    def put(self, flag: Flag) -> None:
        """A new flag, or the new state of one."""
        self._transaction.run("flag_put", msgspec.structs.asdict(flag))

    def page(self, chosen: FlagFilter, after: tuple[int, str, str], limit: int) -> Sequence[Flag]:
        """At most `limit` flags in the order in which they were raised, behind `after`: time, first contact, name."""
        at_ms, contact_id, name = after
        key = {"after_ms": at_ms, "after_contact_id": contact_id, "after_name": name, "limit": limit}
        return [_flag(row) for row in self._transaction.all("flag_page", {**msgspec.structs.asdict(chosen), **key})]

    def due(
        self, instance_id: str, contact_id: str, before: AttributeSet, given: Mapping[str, str], origin: Origin
    ) -> Sequence[Flag]:
        """The flags that rules raise when `given` is put over `before`; those pending already are not among them."""
        if self._rules is None:
            rows = self._transaction.all("flag_rules", {"limit": RULES_MAX})
            self._rules = _decode(tuple(row["document"] for row in rows)) if rows else ()
        if not self._rules:
            return ()
        found = []
        for rule in fitting_rules(self._rules, instance_id, before.values, given):
            old = self.find(instance_id, before.initial_contact_id, rule.flag)
            chain = (instance_id, before.initial_contact_id)
            reason = rule.reason or f"rule {rule.name}"
            flag = raised(old, chain, rule.flag, contact_id, reason, origin)
            if flag is not old:
                found.append(flag)
        return found

    def set_rules(self, rules: Iterable[FlagRule]) -> None:
        """These rules hold from now on, and no others."""
        given = [
            {"instance_id": rule.instance_id, "name": rule.name, "document": msgspec.json.encode(rule).decode()}
            for rule in sorted(rules, key=lambda rule: (rule.instance_id, rule.name))
        ]
        kept = [row["document"] for row in self._transaction.all("flag_rules", {"limit": RULES_MAX})]
        if kept != [row["document"] for row in given]:
            self._transaction.run("flag_rule_delete_all", {})
            self._transaction.many("flag_rule_put", given)

    def delete_of_chain(self, instance_id: str, initial_contact_id: str) -> None:
        """Every flag of a chain of contacts."""
        key = {"instance_id": instance_id, "initial_contact_id": initial_contact_id}
        self._transaction.run("flag_delete_of_chain", key)

    def delete_of_instance(self, instance_id: str) -> None:
        """Every flag of the instance."""
        self._transaction.run("flag_delete_of_instance", {"instance_id": instance_id})


@lru_cache(maxsize=4)
def _decode(documents: tuple[str, ...]) -> Sequence[FlagRule]:
    return [msgspec.json.decode(document, type=FlagRule) for document in documents]


def _flag(row: Row) -> Flag:
    return Flag(**{name: row[name] for name in _FIELDS})
