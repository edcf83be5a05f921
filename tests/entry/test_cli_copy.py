import json

import boto3
import pytest


def test_a_store_goes_to_another_file(callslip, old_store):
    done = callslip("copy", *old_store, "new.db")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "new.db: 19 rows of store.db\n"
    assert callslip("check", "--store", "new.db").returncode == 0


def test_not_into_a_store_that_has_something(callslip, old_store):
    callslip("copy", *old_store, "new.db")
    done = callslip("copy", *old_store, "new.db")
    assert (done.returncode, done.stdout) == (1, "")
    assert "has instances already" in done.stderr


def test_no_store(callslip, tmp_path):
    assert callslip("copy", "--store", "absent.db", "new.db").returncode == 1
    assert not (tmp_path / "new.db").exists()


@pytest.mark.client
def test_a_server_goes_on_in_postgresql(callslip, serving, old_store, postgres_url):
    hidden = postgres_url.replace("user=test", "user=test&password=geheim")
    done = callslip("copy", *old_store, hidden)
    assert (done.returncode, done.stderr) == (0, "")
    assert "geheim" not in done.stdout
    assert done.stdout.endswith("password=...: 19 rows of store.db\n")

    process, url = serving("--store", hidden, "--instance-id", "mine", "--attributes-epoch", "2000-01-01")
    connect = boto3.client(
        "connect",
        endpoint_url=url,
        region_name="us-east-1",
        aws_access_key_id="any",
        aws_secret_access_key="any",
    )
    asked = {"InstanceId": "mine", "InitialContactId": "soon"}
    connect.update_contact_attributes(**asked, Attributes={"tier": "iron"})
    assert connect.get_contact_attributes(**asked)["Attributes"] == {"tier": "iron"}
    changes = callslip(
        "contacts", "history", "soon", "--instance-id", "mine", "--endpoint-url", url, "--output", "json"
    )
    assert [each["NewValue"] for each in json.loads(changes.stdout)["Changes"]] == ["iron", "gold"]
    assert callslip("check", "--store", hidden).stdout.endswith("no problem found\n")
    process.terminate()
    assert "geheim" not in "".join(process.communicate())
    assert process.returncode == 0


@pytest.mark.client
@pytest.mark.parametrize(
    ("command", "code", "said"),
    [
        (("backup", "copy.db"), 1, "pg_dump"),
        (("compact",), 0, "compacted"),
        (("reindex",), 1, "no attribute is searchable"),
        (("retention", "show"), 0, "24 months"),
        (("retention", "sweep"), 0, "1 contacts deleted"),
        (("hold", "add", "--instance-id", "mine", "soon", "--reason", "court"), 0, "soon"),
        (("erase", "--instance-id", "mine", "--contact", "soon", "--reason", "wish"), 0, "soon"),
        (("deliveries", "list"), 0, ""),
    ],
)
def test_other_commands_on_postgresql(callslip, old_store, postgres_url, command, code, said):
    callslip("copy", *old_store, postgres_url)
    done = callslip(*command, "--store", postgres_url)
    assert (done.returncode, said in done.stdout + done.stderr) == (code, True), done
    assert "Traceback" not in done.stderr
    assert callslip("check", "--store", postgres_url).returncode == 0
