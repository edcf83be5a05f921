import pytest

from callslip.flows.conditions import holds


@pytest.mark.parametrize(
    ("operator", "operand", "fits", "fails"),
    [
        ("Equals", "Gold", "Gold", "gold"),
        ("Equals", "1", "1", "1.0"),
        ("Equals", "", "", None),
        ("TextStartsWith", "ab", "abc", "Abc"),
        ("TextEndsWith", "bc", "abc", "abd"),
        ("TextContains", "b", "abc", "aBc"),
        ("NumberGreaterThan", "9", "10", "9"),
        ("NumberGreaterOrEqualTo", "9", "9.0", "8.99"),
        ("NumberLessThan", "0", "-0.5", "0"),
        ("NumberLessOrEqualTo", "1e2", "100", "101"),
        ("NumberLessThan", "300000", "299999", "many"),
        ("NumberGreaterThan", "3", "4", ""),
    ],
)
def test_operators(operator, operand, fits, fails):
    assert holds(operator, operand, fits)
    assert not holds(operator, operand, fails)


def test_a_number_operator_never_holds_for_what_is_no_number():
    assert not holds("NumberGreaterThan", "x", "4")
    assert not holds("NumberLessThan", "4", "nan")
    assert not holds("NumberLessThan", "4", "-inf")
    assert not holds("NumberLessThan", "4", "1" * 101)
    assert not holds("NumberLessThan", "4", "１")  # noqa: RUF001 - a digit, but none of ours


def test_an_unknown_operator_never_holds():
    assert not holds("Matches", "a", "a")
