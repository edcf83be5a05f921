"""The rules that raise flags, as their file says them."""

import tomllib

import msgspec

from callslip.domain.flag import FlagRule
from callslip.store.flags import RULES_MAX


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
