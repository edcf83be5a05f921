import pytest


def test_deleted_is_gone(connect, ask, make):
    hours_id = make.hours()
    ask("delete_hours_of_operation", HoursOfOperationId=hours_id)
    with pytest.raises(connect.exceptions.ResourceNotFoundException, match="HoursOfOperationId"):
        ask("delete_hours_of_operation", HoursOfOperationId=hours_id)


def test_hours_in_use_stay(connect, ask, make):
    hours_id = make.hours()
    queue_id = make.queue(HoursOfOperationId=hours_id)
    with pytest.raises(connect.exceptions.InvalidRequestException, match=f"queue {queue_id}"):
        ask("delete_hours_of_operation", HoursOfOperationId=hours_id)
    ask("delete_queue", QueueId=queue_id)
    ask("delete_hours_of_operation", HoursOfOperationId=hours_id)
