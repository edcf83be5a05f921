import pytest

from callslip.settings import Settings, SettingsError, load_settings


def test_flags_win_over_the_environment_and_that_over_the_file(tmp_path):
    file = tmp_path / "c.toml"
    file.write_text('port = 1\nregion = "a"\nstore = "b"')
    settings = load_settings({"port": 3, "host": None}, {"CALLSLIP_PORT": "2", "CALLSLIP_REGION": "c"}, file)
    assert (settings.port, settings.region, settings.store, settings.host) == (3, "c", "b", "127.0.0.1")


def test_the_environment_can_name_the_file(tmp_path):
    file = tmp_path / "c.toml"
    file.write_text("retention_months = 0")
    assert load_settings({}, {"CALLSLIP_CONFIG": str(file)}).retention_months == 0


@pytest.mark.parametrize(("text", "value"), [("true", True), ("ON", True), ("0", False), ("no", False)])
def test_truth_in_the_environment(text, value):
    assert load_settings({}, {"CALLSLIP_LOG_REQUESTS": text}).log_requests is value


@pytest.mark.parametrize(
    ("environment", "message"),
    [
        ({"CALLSLIP_PORT": "x"}, "CALLSLIP_PORT is 'x'; a whole number"),
        ({"CALLSLIP_PORT": "-1"}, "0 or more"),
        ({"CALLSLIP_LOG_REQUESTS": "maybe"}, "true or false"),
        ({"CALLSLIP_AUTH": "none"}, "allowed: open, sigv4"),
        ({"CALLSLIP_TLS_KEY": "k"}, "go together"),
        ({"CALLSLIP_ATTRIBUTES_EPOCH": "soon"}, "ISO 8601"),
    ],
)
def test_what_cannot_be(environment, message):
    with pytest.raises(SettingsError, match=message):
        load_settings({}, environment)


@pytest.mark.parametrize(
    ("text", "message"),
    [('port = "1"', "int is needed"), ("prot = 1", "no setting is called 'prot'"), ("=", "not TOML")],
)
def test_files_that_cannot_be(tmp_path, text, message):
    file = tmp_path / "c.toml"
    file.write_text(text)
    with pytest.raises(SettingsError, match=message):
        load_settings({}, {}, file)


def test_the_epoch_is_the_release_of_the_api():
    assert Settings().attributes_epoch_ms() == 1_536_710_400_000
    assert Settings(attributes_epoch="2018-09-12T02:00:00+02:00").attributes_epoch_ms() == 1_536_710_400_000


@pytest.mark.parametrize(
    ("store", "shown"),
    [
        ("postgresql://u:geheim@h:1/d", "postgresql://u:...@h:1/d"),
        ("postgresql://u:ge@he:im@h/d?a=b", "postgresql://u:...@h/d?a=b"),
        ("postgresql:///d?user=u&password=geheim&host=h", "postgresql:///d?user=u&password=...&host=h"),
        ("postgresql:///d?passw%6Frd=geheim&%70assword=geheim", "postgresql:///d?passw%6Frd=...&%70assword=..."),
        ("postgresql:///d?sslpassword=geheim", "postgresql:///d?sslpassword=..."),
        ("postgresql:///d?host=/run&user=u", "postgresql:///d?host=/run&user=u"),
        ("what?password=this&that.db", "what?password=this&that.db"),
    ],
)
def test_a_store_is_shown_without_passwords(store, shown):
    assert Settings(store=store).shown_store() == shown
