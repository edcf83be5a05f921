import json
import urllib.request

import pytest

INSTANCE = "a1b2c3d4-5678-90ab-cdef-EXAMPLE11111"


@pytest.fixture
def server(serving):
    """A server with two contacts of one chain: its URL and their ids."""
    _, url = serving("--memory")
    first = begin(url, "Call gold", Attributes={"tier": "gold", "plan": "premium"})
    return url, [first, begin(url, "Call again", PreviousContactId=first)]


def begin(url, name, **members):
    body = json.dumps({"InstanceId": INSTANCE, "ContactFlowId": "f", "Name": name, **members}).encode()
    with urllib.request.urlopen(urllib.request.Request(f"{url}/contact/task", body, method="PUT")) as answer:
        return json.load(answer)["ContactId"]


def test_json_in_a_pipe(callslip, server):
    url, ids = server
    done = callslip(
        "contacts", "list", "--where", "tier=gold", "--where", "!vip", "--oldest-first", CALLSLIP_ENDPOINT_URL=url
    )
    assert (done.returncode, done.stderr) == (0, "")
    contacts = json.loads(done.stdout)["Contacts"]
    assert [each["Id"] for each in contacts] == ids
    assert contacts[0]["Attributes"] == {"tier": "gold", "plan": "premium"}
    done = callslip("contacts", "show", ids[1], CALLSLIP_ENDPOINT_URL=url)
    assert [leg["Id"] for leg in json.loads(done.stdout)["Chain"]] == ids


@pytest.mark.slow
def test_tables_for_people(callslip, server):
    url, ids = server
    done = callslip("contacts", "list", "--output", "table", "--endpoint-url", url, COLUMNS="200")
    head, second, first = done.stdout.splitlines()
    assert head.split() == ["INITIATED", "CHANNEL", "STATE", "CONTACT", "NAME", "ATTRIBUTES"]
    assert (ids[0] in first, ids[1] in second) == (True, True)
    assert first.endswith("Call gold   plan=premium tier=gold")
    done = callslip("contacts", "show", ids[0], "--output", "table", "--endpoint-url", url, COLUMNS="200")
    assert "\nName                        Call gold\n" in done.stdout
    assert done.stdout.count(ids[1]) == 1
    assert "\nATTRIBUTE  VALUE\nplan       premium\ntier       gold\n" in done.stdout
    assert "19 of 32,768 bytes, 2 changes" in done.stdout


@pytest.mark.slow
def test_some_of_many(callslip, server):
    url, ids = server
    done = callslip("contacts", "list", "--max-items", "1", "--endpoint-url", url)
    assert [each["Id"] for each in json.loads(done.stdout)["Contacts"]] == [ids[1]]
    assert "--max-items 0 shows all" in done.stderr
    done = callslip("contacts", "list", "--max-items", "0", "--endpoint-url", url)
    assert (len(json.loads(done.stdout)["Contacts"]), done.stderr) == (2, "")


@pytest.mark.slow
def test_history(callslip, server):
    url, ids = server
    done = callslip("contacts", "history", ids[1], CALLSLIP_ENDPOINT_URL=url)
    assert [change["NewValue"] for change in json.loads(done.stdout)["Changes"]] == ["premium", "gold"]
    done = callslip("contacts", "history", ids[0], "--max-items", "1", "--output", "table", CALLSLIP_ENDPOINT_URL=url)
    assert "there are more: --max-items 0" in done.stderr
    head, change = done.stdout.splitlines()
    assert head.split() == ["CHANGED", "ATTRIBUTE", "OLD", "NEW", "THROUGH", "CALLER"]
    assert change.split()[1:5] == ["plan", "null", '"premium"', "api"]
    done = callslip("contacts", "history", ids[0], "--max-items", "0", "--key", "plan", CALLSLIP_ENDPOINT_URL=url)
    assert [change["Key"] for change in json.loads(done.stdout)["Changes"]] == ["plan"]
    done = callslip("contacts", "history", ids[0], "--at", "2099-01-01", "--output", "table", "--endpoint-url", url)
    assert done.stdout == "ATTRIBUTE  VALUE\nplan       premium\ntier       gold\n"
    done = callslip("contacts", "history", ids[0], "--at", "noon", "--endpoint-url", url)
    assert (done.returncode, "'noon'" in done.stderr) == (1, True), done.stderr


def test_history_from_the_store_itself(callslip, old_store):
    here = (*old_store, "--instance-id", "mine")
    (change,) = json.loads(callslip("contacts", "history", "soon", "--key", "tier", *here).stdout)["Changes"]
    assert (change["Key"], change["NewValue"]) == ("tier", "gold")
    assert callslip("contacts", "history", "soon", "--key", "x", "--output", "table", *here).stdout == "no changes\n"
    answer = json.loads(callslip("contacts", "history", "soon", "--at", "2099-01-01", *here).stdout)
    assert answer["Attributes"] == {"tier": "gold"}


@pytest.mark.slow
@pytest.mark.parametrize("contact_id", ["old", "nobody"])
def test_what_is_gone_has_no_history(callslip, old_store, contact_id):
    done = callslip("contacts", "history", contact_id, *old_store, "--instance-id", "mine")
    assert (done.returncode, done.stdout) == (1, "")


WRONG = [
    (("history", "nobody"), 1, "No such contact"),
    (("history", "nobody", "--max-items", "-1"), 2, "--max-items is -1"),
    (("show", "nobody"), 1, "No contact 'nobody'"),
    (("list", "--instance-id", "nowhere"), 1, "No instance 'nowhere'"),
    (("list", "--where", "a b=c"), 2, "--where 'a b=c'"),
    (("list", "--max-items", "-1"), 2, "--max-items is -1"),
    (("list", "--from", "yesterday"), 2, "From"),
    (("list", "--channel", "FAX"), 1, "Channels"),
    (("list", "--endpoint-url", "http://127.0.0.1:1"), 1, "Could not connect"),
    (("list", "--endpoint-url", "nonsense"), 2, "scheme is missing"),
    (("find",), 2, "invalid choice"),
]


@pytest.mark.slow
def test_what_cannot_be_done(callslip, server):
    for words, code, text in WRONG:
        done = callslip("contacts", *words, CALLSLIP_ENDPOINT_URL=server[0], AWS_MAX_ATTEMPTS="1")
        assert (done.returncode, done.stdout, text in done.stderr) == (code, "", True), done.stderr


@pytest.mark.slow
def test_an_empty_list(callslip, server):
    done = callslip("contacts", "list", "--where", "nothing", "--output", "table", "--endpoint-url", server[0])
    assert (done.returncode, done.stdout) == (0, "no contacts\n")


@pytest.mark.slow
def test_signed(serving, callslip, tmp_path):
    made = json.loads(callslip("credentials", "create", "--file", "keys.json", "--name", "ana", "--json").stdout)
    _, url = serving("--memory", "--auth", "sigv4", "--credentials", "keys.json")
    refused = callslip("contacts", "list", "--endpoint-url", url, "--no-sign-request")
    assert (refused.returncode, "Missing Authentication Token" in refused.stderr) == (1, True), refused.stderr
    keys = {"AWS_ACCESS_KEY_ID": made["access_key_id"], "AWS_SECRET_ACCESS_KEY": made["secret_access_key"]}
    assert callslip("contacts", "list", "--endpoint-url", url, **keys).stdout == '{\n    "Contacts": []\n}\n'
