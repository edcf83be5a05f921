import pytest


def test_tags_from_the_creation(connect, ask, make):
    for tags in ({"Farbe": "grün", "team/west": "a=b"}, {}):
        more = {"Tags": tags} if tags else {}
        arn = ask("describe_user", UserId=make.user(**more))["User"]["Arn"]
        assert connect.list_tags_for_resource(resourceArn=arn)["tags"] == tags


def test_a_kind_that_is_not_served(connect, instance_id):
    arn = f"arn:aws:connect:us-east-1:123456789012:instance/{instance_id}/prompt/p"
    with pytest.raises(connect.exceptions.InvalidRequestException, match="Tagged are"):
        connect.list_tags_for_resource(resourceArn=arn)


def test_an_unknown_instance(connect):
    arn = "arn:aws:connect:us-east-1:123456789012:instance/nowhere"
    with pytest.raises(connect.exceptions.ResourceNotFoundException, match="nowhere"):
        connect.list_tags_for_resource(resourceArn=arn)
