"""IAM policy documents: read strictly, compiled once, asked for each request; must not know HTTP or the store.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Annotated, Any, Literal, NamedTuple

import msgspec

from callslip.auth.conditions import Condition, Facts, compile_condition
from callslip.domain.caller import Caller
from callslip.domain.wildcards import Matches, compile_wildcards

CHARACTERS_MAX = 6_144
"""White space apart; Amazon's limit for a managed policy."""

_ARN_PARTS = 6
_ACTION = re.compile(r"\*|[A-Za-z0-9-]+:[A-Za-z0-9*?]+")


class PolicyError(ValueError):
    """A document that is no policy, or asks for what is not served; the text names the place."""


_Words = str | Annotated[tuple[str, ...], msgspec.Meta(min_length=1)]
_Scalar = str | bool | int | float
_Values = _Scalar | Annotated[tuple[_Scalar, ...], msgspec.Meta(min_length=1)]


class _Statement(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="pascal"):
    effect: Literal["Allow", "Deny"]
    sid: str | None = None
    action: _Words | None = None
    not_action: _Words | None = None
    resource: _Words | None = None
    not_resource: _Words | None = None
    condition: Mapping[str, Mapping[str, _Values]] = {}


class _Document(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="pascal"):
    statement: _Statement | Annotated[tuple[_Statement, ...], msgspec.Meta(min_length=1)]
    version: Literal["2012-10-17", "2008-10-17"] = "2008-10-17"
    id: str | None = None


class Resource(NamedTuple):
    """An ARN as the caller's own words make it, and as it is meant: they differ where an id was given as an ARN."""

    raw: str
    meant: str


class Refusal(NamedTuple):
    """The resource that may not be touched, and whether a Deny says so."""

    resource: str
    explicit: bool


class Rule(msgspec.Struct, frozen=True):
    """One statement. `covers` tells whether it is about a resource; `names` whether it is about an action."""

    denies: bool
    names: Matches
    covers: Matches
    conditions: tuple[Condition, ...]

    def applies(self, resource: Resource, facts: Facts) -> bool:
        """A Deny that fits either reading of a resource counts; an Allow must fit both."""
        covered = self.covers(resource.raw)
        if resource.meant != resource.raw and bool(covered) is not self.denies:
            covered = self.covers(resource.meant)
        if not covered:
            return False
        for condition in self.conditions:  # noqa: SIM110 - a generator takes three times as long
            if not condition.test(facts.get(condition.key)):
                return False
        return True


class Relevant(NamedTuple):
    """The statements about one action; whether they have conditions, and some that only the store can decide."""

    rules: tuple[Rule, ...]
    is_conditional: bool
    needs_store: bool


class Policy:
    """A compiled document. An explicit Deny wins; what nothing allows is refused. Equal to itself alone."""

    __slots__ = ("_relevant", "document", "rules")

    def __init__(self, document: Mapping[str, Any], rules: tuple[Rule, ...]) -> None:
        self.document = document
        self.rules = rules
        self._relevant: dict[str, Relevant] = {}

    def relevant(self, action: str) -> Relevant:
        """What the document says of an action such as `connect:GetContactAttributes`; found once for each."""
        known = self._relevant.get(action)
        if known is None:
            rules = tuple(rule for rule in self.rules if rule.names(action))
            conditions = [condition for rule in rules for condition in rule.conditions]
            known = Relevant(rules, bool(conditions), any(condition.is_stored for condition in conditions))
            self._relevant[action] = known
        return known

    def find_refusal(self, action: str, resources: Sequence[Resource], facts: Facts) -> Refusal | None:
        """The first resource that the action may not touch, or None; every resource must be allowed."""
        rules = self.relevant(action).rules
        for resource in resources:
            refusal = _find_refusal(rules, resource, facts)
            if refusal is not None:
                return refusal
        return None


class LimitedCaller(Caller, frozen=True):
    """A caller whose credential has a policy or masks; any other may do everything."""

    policy: Policy | None = None


def _find_refusal(rules: Sequence[Rule], resource: Resource, facts: Facts) -> Refusal | None:
    allowed = False
    for rule in rules:
        if (rule.denies or not allowed) and rule.applies(resource, facts):
            if rule.denies:
                return Refusal(resource.raw, explicit=True)
            allowed = True
    return None if allowed else Refusal(resource.raw, explicit=False)


def read_policy(text: bytes) -> Policy:
    """The policy in a JSON text. Raises PolicyError, also for a member that is given twice."""
    try:
        document = json.loads(text, object_pairs_hook=_without_twins)
    except RecursionError as error:
        raise PolicyError("The policy is nested too deep.") from error
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise PolicyError(f"The policy is not JSON: {error}.") from error
    return compile_policy(document)


def compile_policy(document: object) -> Policy:
    """The policy in a decoded JSON document. Raises PolicyError."""
    size = sum(not character.isspace() for character in json.dumps(document, ensure_ascii=False, separators=(",", ":")))
    if size > CHARACTERS_MAX:
        raise PolicyError(f"The policy has {size:,} characters; {CHARACTERS_MAX:,} at most are allowed.")
    try:
        read = msgspec.convert(document, _Document)
    except msgspec.ValidationError as error:
        raise PolicyError(f"The policy is refused: {error}") from error
    statements = read.statement if isinstance(read.statement, tuple) else (read.statement,)
    has_variables = read.version == "2012-10-17"
    rules = tuple(
        _compile(statement, f"Statement[{index}]", has_variables=has_variables)
        for index, statement in enumerate(statements)
    )
    return Policy(msgspec.convert(document, dict[str, Any]), rules)


def _without_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) < len(pairs):
        names = [name for name, _ in pairs]
        twin = next(name for name in names if names.count(name) > 1)
        raise PolicyError(f"{twin[:100]!a} is given twice in one object; only one of them could count.")
    return members


def _compile(statement: _Statement, place: str, *, has_variables: bool) -> Rule:
    for words in (statement.resource, statement.not_resource, *_values(statement)) if has_variables else ():
        _refuse_variables(words, place)
    return Rule(
        denies=statement.effect == "Deny",
        names=_either(place, "Action", (statement.action, statement.not_action), _actions),
        covers=_either(place, "Resource", (statement.resource, statement.not_resource), _resources),
        conditions=tuple(_conditions(statement, place)),
    )


def _either(
    place: str, name: str, given: tuple[_Words | None, _Words | None], compile_words: Callable[[str, _Words], Matches]
) -> Matches:
    """The matcher of an element or of its negation, one of which must be there."""
    words, not_words = given
    if words is not None and not_words is None:
        return compile_words(f"{place}.{name}", words)
    if not_words is not None and words is None:
        matches = compile_words(f"{place}.Not{name}", not_words)
        return lambda text: not matches(text)
    raise PolicyError(f"{place}: give one of {name} and Not{name}.")


def _actions(place: str, words: _Words) -> Matches:
    for word in _several(words):
        if not _ACTION.fullmatch(word):
            raise PolicyError(f"{place}: {word[:100]!a} is no action. One is * or SERVICE:NAME, as connect:Get*.")
    return compile_wildcards(_several(words), ignore_case=True)


def _resources(place: str, words: _Words) -> Matches:
    for word in _several(words):
        parts = word.split(":")
        if word != "*" and (parts[0] != "arn" or (len(parts) < _ARN_PARTS and not word.endswith("*"))):
            raise PolicyError(f"{place}: {word[:100]!a} is no resource. One is * or an ARN, which has six parts.")
    return compile_wildcards(_several(words))


def _conditions(statement: _Statement, place: str) -> Iterator[Condition]:
    for operator, keys in statement.condition.items():
        for key, values in keys.items():
            try:
                yield compile_condition(operator, key, _several(values))
            except ValueError as error:
                raise PolicyError(f"{place}.Condition.{operator[:100]}: {error}.") from error


def _values(statement: _Statement) -> Iterator[_Values]:
    return (values for keys in statement.condition.values() for values in keys.values())


def _refuse_variables(words: _Values | None, place: str) -> None:
    for word in () if words is None else _several(words):
        if "${" in word:
            raise PolicyError(f"{place}: {word[:100]!a} has a policy variable (${{...}}); those are not served.")


def _several(words: _Values) -> tuple[str, ...]:
    """As texts, as Amazon reads numbers and booleans."""
    return tuple(map(_text, words)) if isinstance(words, tuple) else (_text(words),)


def _text(word: _Scalar) -> str:
    return str(word).lower() if isinstance(word, bool) else str(word)
