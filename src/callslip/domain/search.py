"""Search over documents: which of them meet the criteria and filters of a Search operation."""

from collections.abc import Mapping
from typing import Any

from callslip.domain.errors import InvalidParameterException, NotImplementedException
from callslip.domain.resource import values_at

Fields = Mapping[str, tuple[str, ...]]
"""Where a document has a field that a StringCondition may name: the field in small letters, and its path."""

CONTAINS_MIN = 2
CONTAINS_MAX = 25
"""Characters of a value that is to be contained (Amazon's words for names and descriptions)."""

_SHOWN_MAX = 100

_EQUAL = {
    "ContactFlowTypeCondition": ("Type",),
    "StateCondition": ("State",),
    "StatusCondition": ("Status",),
    "TypeCondition": ("Type",),
    "QueueTypeCondition": ("QueueType",),
}
"""Leaf conditions that name the one value a document must have, and where it stands."""


def check_criteria(criteria: Mapping[str, Any], fields: Fields) -> None:
    """Whether the criteria can be asked.

    Raises InvalidParameterException for an unknown field and a CONTAINS of less than 2 or more than 25 characters,
    NotImplementedException for a condition that is not served.
    """
    for name, condition in criteria.items():
        if name in {"OrConditions", "AndConditions"}:
            for each in condition:
                check_criteria(each, fields)
        elif name == "StringCondition":
            _check_string(condition, fields)
        else:
            _check_leaf(name, condition)


def check_filters(filters: Mapping[str, Any]) -> None:
    """Whether the filters can be asked. Raises NotImplementedException for a condition that is not served."""
    for part in filters.values():
        for name, condition in part.items():
            for each in condition if isinstance(condition, list) else [condition]:
                _check_filter(name, each)


def matches(document: Mapping[str, Any], criteria: Mapping[str, Any], fields: Fields) -> bool:
    """Whether a document meets `SearchCriteria` that were checked; those beside each other must all be met.

    That they must all be met is our decision.
    """
    return all(_meets(document, name, condition, fields) for name, condition in criteria.items())


def passes(document: Mapping[str, Any], tags: Mapping[str, str], filters: Mapping[str, Any]) -> bool:
    """Whether a document with these tags passes `SearchFilter`: its tag filter, or a filter of tags and attributes."""
    return all(_passes(document, tags, part) for part in filters.values())


def compare(value: str, wanted: str, comparison: str) -> bool:
    """Whether a value compares to the one wanted: EXACT is exact, STARTS_WITH and CONTAINS do not look at case.

    That they do not is our decision.
    """
    if comparison == "EXACT":
        return value == wanted
    value, wanted = value.casefold(), wanted.casefold()
    return value.startswith(wanted) if comparison == "STARTS_WITH" else wanted in value


def _meets(document: Mapping[str, Any], name: str, condition: Any, fields: Fields) -> bool:
    if name == "OrConditions":
        return not condition or any(matches(document, each, fields) for each in condition)
    if name == "AndConditions":
        return all(matches(document, each, fields) for each in condition)
    if name == "StringCondition":
        return _string(document, condition, fields)
    return _leaf(document, name, condition)


def _leaf(document: Mapping[str, Any], name: str, condition: Any) -> bool:
    if name == "HierarchyGroupCondition":
        return bool(document.get("HierarchyGroupId") == condition.get("Value"))
    wanted = condition.get("ContactFlowType") if isinstance(condition, Mapping) else condition
    return wanted is None or wanted in list(values_at(document, _EQUAL[name]))


def _check_leaf(name: str, condition: Any) -> None:
    if name == "HierarchyGroupCondition":
        if condition.get("HierarchyGroupMatchType") == "WITH_CHILD_GROUPS":
            raise NotImplementedException(
                "HierarchyGroupMatchType: WITH_CHILD_GROUPS is not served, groups have no children here. Use EXACT."
            )
    elif name not in _EQUAL:
        raise NotImplementedException(f"{name}: Callslip does not serve this condition. Leave it out.")


def _check_filter(name: str, condition: Any) -> None:
    if name in {"OrConditions", "AndCondition"} and isinstance(condition, Mapping):
        for inner, each in condition.items():
            if inner != "TagConditions":
                _check_leaf(inner, each)
    elif name.endswith("GroupCondition"):
        _check_leaf(name, condition)


def _check_string(condition: Mapping[str, str], fields: Fields) -> None:
    field, wanted = condition.get("FieldName", ""), condition.get("Value", "")
    if field.lower() not in fields:
        raise InvalidParameterException(
            f"StringCondition.FieldName: {field[:_SHOWN_MAX]!a} is no field of this search. "
            f"Allowed: {', '.join(sorted(fields))}."
        )
    if condition.get("ComparisonType") == "CONTAINS" and not CONTAINS_MIN <= len(wanted) <= CONTAINS_MAX:
        raise InvalidParameterException(
            f"StringCondition.Value: for CONTAINS it must have {CONTAINS_MIN} to {CONTAINS_MAX} characters, "
            f"not {len(wanted)}."
        )


def _string(document: Mapping[str, Any], condition: Mapping[str, str], fields: Fields) -> bool:
    path = fields[condition.get("FieldName", "").lower()]
    wanted, comparison = condition.get("Value", ""), condition.get("ComparisonType", "EXACT")
    return any(compare(str(value), wanted, comparison) for value in values_at(document, path))


def _passes(document: Mapping[str, Any], tags: Mapping[str, str], part: Mapping[str, Any]) -> bool:
    """One of `TagFilter` and the attribute filters: a list of lists, a list, or single conditions."""
    return all(_admits(document, tags, name, condition) for name, condition in part.items())


def _admits(document: Mapping[str, Any], tags: Mapping[str, str], name: str, condition: Any) -> bool:
    if name == "OrConditions":
        return not condition or any(_all_of(document, tags, each) for each in condition)
    if name in {"AndConditions", "AndCondition"}:
        return _all_of(document, tags, condition)
    return _one_of(document, tags, name, condition)


def _all_of(document: Mapping[str, Any], tags: Mapping[str, str], conditions: Any) -> bool:
    if isinstance(conditions, Mapping):
        tagged = all(_tagged(tags, each) for each in conditions.get("TagConditions", ()))
        rest = (_leaf(document, name, each) for name, each in conditions.items() if name != "TagConditions")
        return tagged and all(rest)
    return all(_tagged(tags, each) for each in conditions)


def _one_of(document: Mapping[str, Any], tags: Mapping[str, str], name: str, condition: Any) -> bool:
    return _tagged(tags, condition) if name == "TagCondition" else _leaf(document, name, condition)


def _tagged(tags: Mapping[str, str], condition: Mapping[str, str]) -> bool:
    """A condition without a value asks for the key alone, one without a key for nothing (our decision)."""
    key, value = condition.get("TagKey"), condition.get("TagValue")
    return key is None or (key in tags and value in {None, tags[key]})
