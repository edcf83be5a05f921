import pytest


def test_summaries_page_by_page(make, names_of):
    for name in ("a", "b", "c"):
        make.hours(Name=name)
    found = names_of("list_hours_of_operations", "HoursOfOperationSummaryList", MaxResults=2)
    assert {"a", "b", "c"} <= set(found)


def test_a_page_size_out_of_range(connect, ask):
    with pytest.raises(connect.exceptions.InvalidParameterException, match="MaxResults"):
        ask("list_hours_of_operations", MaxResults=1001)
