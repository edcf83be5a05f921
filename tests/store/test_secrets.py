from callslip.store import Store, open_store


def test_the_first_secret_drawn_stays(store):
    assert store.secrets.get_or_put("page tokens", "first") == "first"
    assert store.secrets.get_or_put("page tokens", "second") == "first"
    assert store.secrets.get_or_put("other", "third") == "third"


def test_it_outlives_a_restart(tmp_path):
    for drawn in ("first", "second"):
        backend = open_store(str(tmp_path / "store.db"))
        with backend.transaction() as transaction:
            assert Store(transaction).secrets.get_or_put("page tokens", drawn) == "first"
        backend.close()
