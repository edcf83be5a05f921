from flow_documents import action, play


def tag(tags, **contact):
    return play(action("a", "TagContact", {"Tags": tags}, errors=["NoMatchingError"]), **contact)


def test_tags_are_added():
    assert tag({"a": "on $.Channel"}, Channel="VOICE", Tags={"b": "2"}).scope.contact["Tags"] == {
        "a": "on VOICE",
        "b": "2",
    }


def test_a_seventh_tag_is_an_error():
    assert tag({str(n): "x" for n in range(6)}).path == ["a", "good"]
    assert tag({str(n): "x" for n in range(7)}).path == ["a", "wrong"]
