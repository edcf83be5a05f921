"""The conditions of a policy statement, compiled to tests on what is known of a request.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
"""

from collections.abc import Callable, Mapping, Sequence

import msgspec

from callslip.domain.wildcards import Matches, compile_wildcards

Facts = Mapping[str, Sequence[str]]
"""What is known of a request, by condition key in small letters; a key that is absent is not known."""

STORED_KEYS = frozenset({"connect:contactassociationid", "connect:channel", "connect:userarn"})
SEARCH_ANALYSIS = "connect:searchcontactsbycontactanalysis"
REQUEST_KEYS = frozenset({"connect:instanceid", "connect:contactinitiationmethod", "aws:tagkeys", SEARCH_ANALYSIS})
STORED_PREFIX = "aws:resourcetag/"
REQUEST_PREFIX = "aws:requesttag/"
SEARCH_PREFIX = "connect:searchtag/"

_SEVERAL_VALUES = frozenset({"aws:tagkeys", SEARCH_ANALYSIS})
_SERVED_KEYS = (
    "connect:InstanceId, connect:ContactAssociationId, connect:Channel, connect:UserArn, "
    "connect:ContactInitiationMethod, connect:SearchTag/KEY, connect:SearchContactsByContactAnalysis, "
    "aws:ResourceTag/KEY, aws:RequestTag/KEY, aws:TagKeys"
)
_QUALIFIERS = ("ForAnyValue", "ForAllValues")
_IF_EXISTS = "IfExists"


def _equals(values: Sequence[str]) -> Matches:
    return frozenset(values).__contains__


def _equals_ignoring_case(values: Sequence[str]) -> Matches:
    known = frozenset(value.casefold() for value in values)
    return lambda text: text.casefold() in known


_OPERATORS: Mapping[str, tuple[Callable[[Sequence[str]], Matches], bool]] = {
    "StringEquals": (_equals, True),
    "StringNotEquals": (_equals, False),
    "StringEqualsIgnoreCase": (_equals_ignoring_case, True),
    "StringNotEqualsIgnoreCase": (_equals_ignoring_case, False),
    "StringLike": (compile_wildcards, True),
    "StringNotLike": (compile_wildcards, False),
}
"""How an operator compares, and the answer that makes it hold."""

_Test = Callable[[Sequence[str] | None], bool]


class Condition(msgspec.Struct, frozen=True):
    """A key, in small letters, and the test on its values; None stands for an absent key."""

    key: str
    test: _Test

    @property
    def is_stored(self) -> bool:
        """Whether only the store knows the key's values."""
        return self.key in STORED_KEYS or self.key.startswith(STORED_PREFIX)


def compile_condition(operator: str, key: str, values: Sequence[str]) -> Condition:
    """One key under one operator. Raises ValueError for an operator, a key or a value that is not served."""
    qualifier, _, rest = operator.rpartition(":")
    if qualifier and qualifier not in _QUALIFIERS:
        raise ValueError(f"no qualifier is called {qualifier[:100]!a}. Served: {', '.join(_QUALIFIERS)}")
    base = rest.removesuffix(_IF_EXISTS)
    is_null = operator == "Null"
    if base not in _OPERATORS and not is_null:
        served = ", ".join([*_OPERATORS, "Null"])
        raise ValueError(f"no operator is called {rest[:100]!a}. Served: {served}; with IfExists after it but for Null")
    lower = key.lower()
    _check_key(lower, key)
    if is_null:
        return Condition(lower, _null(values))
    if lower in _SEVERAL_VALUES and not qualifier:
        raise ValueError(f"{key} has several values: put ForAnyValue: or ForAllValues: before the operator")
    compare, positive = _OPERATORS[base]
    return Condition(lower, _test(compare(values), qualifier, positive=positive, absent_holds=base != rest))


def _check_key(lower: str, key: str) -> None:
    tag = next((each for each in (STORED_PREFIX, REQUEST_PREFIX, SEARCH_PREFIX) if lower.startswith(each)), None)
    if lower not in STORED_KEYS | REQUEST_KEYS and (tag is None or lower == tag):
        raise ValueError(f"the condition key {key[:100]!a} is not served. Served: {_SERVED_KEYS}")


def _null(values: Sequence[str]) -> _Test:
    if list(values) == ["true"]:
        return lambda found: not found
    if list(values) == ["false"]:
        return bool
    raise ValueError("Null takes one value: true (the key must be absent) or false (it must be there)")


def _test(matches: Matches, qualifier: str, *, positive: bool, absent_holds: bool) -> _Test:
    """As Amazon documents them: absent keys fail what asks for a match and meet what asks for none."""
    if qualifier == "ForAnyValue":
        return lambda found: any(bool(matches(value)) is positive for value in found or ())
    if qualifier == "ForAllValues":
        return lambda found: all(bool(matches(value)) is positive for value in found or ())
    if positive:
        return lambda found: any(map(matches, found)) if found else absent_holds
    return lambda found: not any(map(matches, found)) if found else True
