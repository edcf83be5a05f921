"""Conditions: whether one holds for a result."""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal

_NUMBER = re.compile(r"\s*[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?\s*", re.ASCII)


def holds(operator: str, operand: str, result: str | None) -> bool:
    """Whether the result is as the operand says; nothing is equal to nothing, and an unknown operator never holds."""
    compare = OPERATORS.get(operator)
    return result is not None and compare is not None and compare(result, operand)


def is_number(text: str) -> bool:
    """Whether a text is a decimal number."""
    return len(text) <= _DIGITS_MAX and _NUMBER.fullmatch(text) is not None


_DIGITS_MAX = 100


def _by_number(compare: Callable[[Decimal, Decimal], bool]) -> Callable[[str, str], bool]:
    def holds_for(result: str, operand: str) -> bool:
        return is_number(result) and is_number(operand) and compare(Decimal(result.strip()), Decimal(operand.strip()))

    return holds_for


OPERATORS: Mapping[str, Callable[[str, str], bool]] = {
    "Equals": lambda result, operand: result == operand,
    "TextStartsWith": lambda result, operand: result.startswith(operand),
    "TextEndsWith": lambda result, operand: result.endswith(operand),
    "TextContains": lambda result, operand: operand in result,
    "NumberGreaterThan": _by_number(lambda result, operand: result > operand),
    "NumberGreaterOrEqualTo": _by_number(lambda result, operand: result >= operand),
    "NumberLessThan": _by_number(lambda result, operand: result < operand),
    "NumberLessOrEqualTo": _by_number(lambda result, operand: result <= operand),
}
"""The published operators. Texts are compared by case; a number operator holds only between two numbers.

Source: https://docs.aws.amazon.com/connect/latest/devguide/flow-language.html
"""
