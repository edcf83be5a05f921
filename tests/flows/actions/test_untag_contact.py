from flow_documents import action, play


def untag(keys, **contact):
    return play(action("a", "UntagContact", {"TagKeys": keys}, errors=["NoMatchingError"]), **contact)


def test_tags_are_taken_off():
    assert untag(["a", "c"], Tags={"a": "1", "b": "2"}).scope.contact["Tags"] == {"b": "2"}
    assert untag(["a"]).path == ["a", "good"]


def test_no_keys_are_an_error():
    assert untag([]).path == ["a", "wrong"]
