import pytest


@pytest.fixture
def page(connect, instance_id):
    return lambda contact_id, **more: connect.list_associated_contacts(
        InstanceId=instance_id, ContactId=contact_id, **more
    )


def test_the_whole_tree_from_any_of_its_contacts(clock, start_chat, start_task, transfer, page):
    start_task()
    chat = start_chat()["ContactId"]
    tree = [chat]
    for members in ({"PreviousContactId": chat}, {"RelatedContactId": chat}):
        clock.value_ms += 1
        tree.append(start_task(**members))
    clock.value_ms += 1
    tree.append(transfer(tree[2]))
    for contact_id in tree:
        assert [each["ContactId"] for each in page(contact_id)["ContactSummaryList"]] == tree


def test_what_a_summary_tells(instance_id, start_task, transfer, page):
    first = start_task()
    second = transfer(first)
    summaries = page(second)["ContactSummaryList"]
    one, two = sorted(summaries, key=lambda each: each["ContactId"] != first)
    assert one["DisconnectTimestamp"] == two["InitiationTimestamp"]
    assert one.keys() & {"InitialContactId", "PreviousContactId", "RelatedContactId"} == set()
    assert (two["InitialContactId"], two["PreviousContactId"]) == (first, first)
    assert (two["Channel"], two["InitiationMethod"]) == ("TASK", "TRANSFER")
    assert two["ContactArn"].endswith(f"instance/{instance_id}/contact/{second}")


def test_pages_make_up_the_whole(start_task, page):
    root = start_task()
    tree = {root, *(start_task(RelatedContactId=root) for _ in range(6))}
    found, token = [], {}
    while True:
        answer = page(root, MaxResults=3, **token)
        found += [each["ContactId"] for each in answer["ContactSummaryList"]]
        if "NextToken" not in answer:
            break
        token = {"NextToken": answer["NextToken"]}
    assert len(found) == len(tree)
    assert set(found) == tree


def test_what_is_refused(connect, instance_id, start_task, page):
    task = start_task()
    start_task(RelatedContactId=task)
    of_another = page(task, MaxResults=1)["NextToken"]
    for contact_id, token in ((task, "bogus"), (start_task(), of_another)):
        with pytest.raises(connect.exceptions.InvalidRequestException, match="NextToken"):
            page(contact_id, NextToken=token)
    with pytest.raises(connect.exceptions.InvalidParameterException, match="MaxResults"):
        page(task, MaxResults=101)
    with pytest.raises(connect.exceptions.ResourceNotFoundException):
        page("nobody")
