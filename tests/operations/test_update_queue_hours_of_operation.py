import pytest


def test_other_hours(connect, ask, make):
    before, after = make.hours(), make.hours()
    queue_id = make.queue(HoursOfOperationId=before)
    ask("update_queue_hours_of_operation", QueueId=queue_id, HoursOfOperationId=after)
    assert ask("describe_queue", QueueId=queue_id)["Queue"]["HoursOfOperationId"] == after
    ask("delete_hours_of_operation", HoursOfOperationId=before)
    with pytest.raises(connect.exceptions.InvalidRequestException, match="in use"):
        ask("delete_hours_of_operation", HoursOfOperationId=after)


def test_unknown_hours(connect, ask, make):
    queue_id = make.queue()
    for wrong in ("x", ""):
        with pytest.raises(connect.exceptions.ResourceNotFoundException, match="HoursOfOperationId"):
            ask("update_queue_hours_of_operation", QueueId=queue_id, HoursOfOperationId=wrong)


def test_an_unknown_queue(connect, ask, make):
    with pytest.raises(connect.exceptions.ResourceNotFoundException, match="QueueId"):
        ask("update_queue_hours_of_operation", QueueId="x", HoursOfOperationId=make.hours())
