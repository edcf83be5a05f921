import pytest


def test_summaries_page_by_page(ask, make, names_of):
    for name in ("a", "b", "c"):
        make.security_profile(SecurityProfileName=name)
    assert {"a", "b", "c"} <= set(names_of("list_security_profiles", "SecurityProfileSummaryList", MaxResults=2))
    summaries = ask("list_security_profiles")["SecurityProfileSummaryList"]
    assert next(each for each in summaries if each["Name"] == "a")["Type"] == "CUSTOMER_MANAGED"


def test_an_unknown_instance(connect, ask):
    with pytest.raises(connect.exceptions.ResourceNotFoundException):
        ask("list_security_profiles", InstanceId="nowhere")
