import json

import pytest

from callslip.bootstrap import build, build_deliveries
from callslip.protocol.message import Request
from callslip.settings import EXAMPLE_INSTANCE_ID, Settings
from stand_ins import FixedChance


@pytest.fixture
def name(tmp_path):
    """A store with a destination that cannot be written, and one dead letter; gives the destination's name."""
    settings = Settings(store=str(tmp_path / "s.db"), deliver_to=f"file:{tmp_path}/taken", delivery_attempts_max=1)
    (tmp_path / "taken").mkdir()
    gateway = build(settings)
    (worker,) = build_deliveries(settings, gateway, FixedChance())
    members = {"InstanceId": EXAMPLE_INSTANCE_ID, "Channel": "TASK", "InitiationMethod": "API"}
    request = Request("PUT", "/contact/create-contact", "", {"host": "localhost"}, json.dumps(members).encode())
    assert gateway.handle(request).status == 200
    worker.step()
    gateway.backend.close()
    return worker.destination.name


def test_destinations_and_dead_letters_are_shown(callslip, name):
    head, row = callslip("deliveries", "list", "--store", "s.db").stdout.splitlines()
    assert head.split() == [
        *("DESTINATION", "WAITING", "OLDEST", "DELIVERED", "FAILED", "DEAD", "TRIES", "LAST", "ERROR")
    ]
    destination, waiting, oldest, *numbers = row.split()[:7]
    assert (destination, waiting, oldest[-1], numbers) == (name, "1", "Z", ["0", "1", "1", "0"])
    assert row.endswith("cannot write the file: Is a directory")
    (letter,) = map(json.loads, callslip("deliveries", "dead", "--store", "s.db").stdout.splitlines())
    assert (letter["destination"], letter["eventType"], letter["attempts"]) == (name, "INITIATED", 1)
    assert letter["waitsForReplay"] is False


def test_replay_is_asked_for(callslip, name):
    done = callslip("deliveries", "replay", "--store", "s.db", name)
    assert (done.returncode, done.stdout) == (
        0,
        f"{name}: 1 dead letters are tried again, at once where a server runs\n",
    )
    assert json.loads(callslip("deliveries", "dead", "--store", "s.db").stdout)["waitsForReplay"] is True


def test_a_destination_is_forgotten(callslip, name):
    assert callslip("deliveries", "forget", "--store", "s.db", name).returncode == 0
    assert len(callslip("deliveries", "list", "--store", "s.db").stdout.splitlines()) == 1


@pytest.mark.parametrize("action", ["replay", "forget"])
def test_an_unknown_destination(callslip, name, action):
    done = callslip("deliveries", action, "--store", "s.db", "file:nowhere")
    assert done.returncode == 1
    assert done.stderr == "callslip deliveries: no destination is called file:nowhere; nothing was changed\n"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--deliver-to", "https://example.com/hook"], "webhook_secret_file"),
        (["--deliver-to", "https://example.com/hook", "--webhook-secret-file", "absent"], "there is no file absent"),
        (["--deliver-to", "file:x file:x"], "twice"),
        (["--deliver-to", "smoke:signal"], "no destination begins with 'smoke'"),
    ],
)
def test_the_server_refuses_a_destination_that_cannot_be(callslip, options, said):
    done = callslip("serve", "--memory", "--port", "0", *options)
    assert done.returncode == 1
    assert said in done.stderr


def test_the_server_refuses_a_secret_that_others_can_read(callslip, tmp_path):
    (tmp_path / "secret").write_text("sixteen bytes or more")
    (tmp_path / "secret").chmod(0o644)
    done = callslip(
        "serve", "--memory", "--deliver-to", "http://127.0.0.1:9/", "--webhook-secret-file", tmp_path / "secret"
    )
    assert done.returncode == 1
    assert "chmod 600" in done.stderr
    assert "sixteen" not in done.stderr


def test_a_destination_that_is_not_configured_any_more_is_not_lost_silently(serving, name):
    process, _ = serving("--store", "s.db")
    process.terminate()
    assert f"{name} is not among deliver_to any more; 1 entries wait for it" in process.communicate()[1]
