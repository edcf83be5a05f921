from callslip.domain.client_token import KEPT_MS
from stand_ins import NOW_MS


def test_kept_for_seven_days(store):
    store.client_tokens.put("instance", "StartTaskContact", "t", NOW_MS, {"ContactId": "c"}, "d")
    find = store.client_tokens.find
    assert find("instance", "StartTaskContact", "t", NOW_MS + KEPT_MS - 1) == ({"ContactId": "c"}, "d")
    assert find("instance", "StartTaskContact", "t", NOW_MS + KEPT_MS) is None
    assert find("instance", "StartChatContact", "t", NOW_MS) is None
    assert find("other", "StartTaskContact", "t", NOW_MS) is None


def test_an_expired_token_can_be_used_again(store):
    store.client_tokens.put("instance", "StartTaskContact", "t", NOW_MS, {"ContactId": "c"}, "c")
    store.client_tokens.put("instance", "StartTaskContact", "t", NOW_MS + KEPT_MS, {"ContactId": "d"}, "d")
    assert store.client_tokens.find("instance", "StartTaskContact", "t", NOW_MS + KEPT_MS) == ({"ContactId": "d"}, "d")


def test_gone_with_the_instance(store):
    store.client_tokens.put("instance", "StartTaskContact", "t", NOW_MS, {}, "")
    store.client_tokens.delete_of_instance("instance")
    assert store.client_tokens.find("instance", "StartTaskContact", "t", NOW_MS) is None
