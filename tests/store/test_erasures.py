from stand_ins import NOW_MS


def test_receipts_come_back_in_order_of_time(store, instance):
    store.erasures.put("instance", "a", "2", NOW_MS + 1, {"n": 2})
    store.erasures.put("instance", "b", "1", NOW_MS, {"n": 1})
    store.erasures.put("other", "b", "3", NOW_MS, {"n": 3})
    assert store.erasures.all("instance") == [{"n": 1}, {"n": 2}]
    store.erasures.delete_of_instance("instance")
    assert store.erasures.all("instance") == []
    assert store.erasures.all("other") == [{"n": 3}]
