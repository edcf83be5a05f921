"""Flags: what people have to look at in a contact, the states a flag goes through, and the rules that raise one."""

import re
from collections.abc import Mapping, Sequence
from typing import Literal

import msgspec

from callslip.domain.attributes import BYTES_MAX, Origin, shown, size_of
from callslip.domain.errors import InvalidParameterException, InvalidRequestException

MIRROR = "callslip_flag_"
"""A flag's state is an attribute of the contact too, under this and the flag's name: every AWS client sees it."""

State = Literal["open", "taken", "closed"]

_NAME = re.compile(r"[A-Za-z0-9_-]{1,64}")
_TEXT_MAX = 1_000


class Flag(msgspec.Struct, frozen=True):
    """A flag on a chain of contacts; `contact_id` is the contact that was named when it was raised.

    Times in milliseconds since 1970; `raised_by` and `changed_by` are ARNs of callers. `assignee` is empty unless
    somebody took it, `resolution` unless it is closed.
    """

    instance_id: str
    initial_contact_id: str
    name: str
    contact_id: str
    state: State
    reason: str
    raised_by: str
    raised_ms: int
    assignee: str
    resolution: str
    changed_by: str
    changed_ms: int

    @property
    def is_pending(self) -> bool:
        """Whether somebody still has to look at it."""
        return self.state != "closed"


class FlagFilter(msgspec.Struct, frozen=True):
    """Which flags of an instance are asked for; an empty text means any."""

    instance_id: str
    state: str = ""
    name: str = ""
    assignee: str = ""
    initial_contact_id: str = ""


class FlagRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Raises `flag` when `attribute` becomes a value that fits: any but the empty one unless a test narrows it.

    One test at most: `equals`, `one_of`, `contains` or `starts_with`. `instance_id` empty means every instance.
    """

    name: str
    flag: str
    attribute: str
    reason: str = ""
    instance_id: str = ""
    equals: str | None = None
    one_of: tuple[str, ...] | None = None
    contains: str | None = None
    starts_with: str | None = None
    ignore_case: bool = False

    def fits(self, value: str) -> bool:
        """Whether a value of the attribute raises the flag."""
        fold = str.casefold if self.ignore_case else str
        value = fold(value)
        if self.equals is not None:
            return value == fold(self.equals)
        if self.one_of is not None:
            return value in map(fold, self.one_of)
        if self.contains is not None:
            return fold(self.contains) in value
        if self.starts_with is not None:
            return value.startswith(fold(self.starts_with))
        return value != ""

    def problem(self) -> str | None:
        """What is wrong with the rule, or None."""
        if not _NAME.fullmatch(self.name) or not _NAME.fullmatch(self.flag):
            return "name and flag have 1 to 64 letters, digits, dashes and underscores"
        if sum(test is not None for test in (self.equals, self.one_of, self.contains, self.starts_with)) > 1:
            return "only one of equals, one_of, contains and starts_with can be given"
        if self.attribute.startswith(MIRROR):
            return f"attribute cannot begin with {MIRROR}: that is where flags are mirrored"
        if not 1 <= len(self.attribute) <= _TEXT_MAX // 2 or len(self.reason) > _TEXT_MAX:
            return f"attribute has 1 to {_TEXT_MAX // 2} characters, reason at most {_TEXT_MAX}"
        return None


def fitting_rules(
    rules: Sequence[FlagRule], instance_id: str, old: Mapping[str, str], given: Mapping[str, str]
) -> list[FlagRule]:
    """The rules that an update fits, one for each flag; a value that stays as it was raises nothing."""
    found: dict[str, FlagRule] = {}
    for rule in rules:
        value = given.get(rule.attribute)
        if value is None or old.get(rule.attribute) == value or rule.instance_id not in ("", instance_id):
            continue
        if rule.fits(value):
            found.setdefault(rule.flag, rule)
    return list(found.values())


def raised(
    before: Flag | None, chain: tuple[str, str], name: str, contact_id: str, reason: str, origin: Origin
) -> Flag:
    """A flag that is open; one that is pending already stays as it is. `chain` is instance and first contact."""
    if before is not None and before.is_pending:
        return before
    if not _NAME.fullmatch(name):
        raise InvalidParameterException(
            f"name: {shown(name)} is no name for a flag: 1 to 64 letters, digits, dashes and underscores are needed."
        )
    return Flag(
        *chain,
        name=name,
        contact_id=contact_id,
        state="open",
        reason=_text("reason", reason),
        raised_by=origin.caller_arn,
        raised_ms=origin.at_ms,
        assignee="",
        resolution="",
        changed_by=origin.caller_arn,
        changed_ms=origin.at_ms,
    )


def taken(flag: Flag, assignee: str, origin: Origin) -> Flag:
    """Somebody works on it. Raises InvalidRequestException when it is closed or another has it."""
    if not flag.is_pending:
        raise InvalidRequestException(f"The flag {flag.name} is closed. Raise it again to take it.")
    if flag.state == "taken" and flag.assignee != assignee:
        raise InvalidRequestException(f"The flag {flag.name} is taken by {shown(flag.assignee)}.")
    if not assignee:
        raise InvalidParameterException("assignee: nobody was named; say who takes the flag.")
    return _changed(flag, origin, state="taken", assignee=_text("assignee", assignee))


def closed(flag: Flag, resolution: str, origin: Origin) -> Flag:
    """It is done. Raises InvalidRequestException when it was closed before."""
    if not flag.is_pending:
        raise InvalidRequestException(f"The flag {flag.name} is closed already.")
    return _changed(flag, origin, state="closed", resolution=_text("reason", resolution))


def mirror(name: str) -> str:
    """The attribute that shows the state of the flag of this name."""
    return f"{MIRROR}{name}"


def mirrors(flags: Sequence[Flag]) -> dict[str, str]:
    """The attributes that show these flags' states."""
    return {mirror(flag.name): flag.state for flag in flags}


def with_mirrors(old: Mapping[str, str], given: Mapping[str, str], flags: Sequence[Flag]) -> Mapping[str, str]:
    """What an update gives, with the states of flags beside it; without them where there is no room for both."""
    both = {**given, **mirrors(flags)}
    return both if size_of({**old, **both}) <= BYTES_MAX else given


def without_mirrors(values: Mapping[str, str]) -> dict[str, str]:
    """Attributes to copy to another contact: its flags are its own."""
    return {name: value for name, value in values.items() if not name.startswith(MIRROR)}


def flag_members(flag: Flag) -> dict[str, str | int | None]:
    """A flag as our own operations answer it."""
    return {
        "InstanceId": flag.instance_id,
        "InitialContactId": flag.initial_contact_id,
        "ContactId": flag.contact_id,
        "Name": flag.name,
        "State": flag.state,
        "Reason": flag.reason,
        "RaisedBy": flag.raised_by,
        "RaisedAt": flag.raised_ms,
        "Assignee": flag.assignee or None,
        "Resolution": flag.resolution or None,
        "ChangedBy": flag.changed_by,
        "ChangedAt": flag.changed_ms,
    }


def _changed(flag: Flag, origin: Origin, **fields: str) -> Flag:
    return msgspec.structs.replace(flag, changed_by=origin.caller_arn, changed_ms=origin.at_ms, **fields)


def _text(member: str, text: str) -> str:
    if len(text) > _TEXT_MAX:
        raise InvalidParameterException(f"{member}: {len(text):,} characters were given, {_TEXT_MAX:,} are allowed.")
    return text
