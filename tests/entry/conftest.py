"""The commands as a person runs them: servers in processes of their own, what ends by itself in this one."""

import os
import subprocess
import sys
from contextlib import chdir, redirect_stderr, redirect_stdout
from datetime import UTC, datetime
from io import BytesIO, TextIOWrapper
from pathlib import Path
from unittest.mock import patch

import pytest

from callslip.bootstrap import build
from callslip.cli import main
from callslip.domain.attributes import Origin
from callslip.domain.contact import new_contact
from callslip.settings import Settings
from callslip.store import Store
from stand_ins import CountingIds

COMMAND = str(Path(sys.executable).with_name("callslip"))


@pytest.fixture
def environment(tmp_path):
    """No setting of the person who runs the tests leaks in."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("CALLSLIP_", "AWS_"))}
    return {**kept, "HOME": str(tmp_path)}


@pytest.fixture
def callslip(environment, tmp_path):
    """Runs a command to its end, in this process: exit code, output, errors."""

    def run(*arguments, **more):
        output, errors = (TextIOWrapper(BytesIO(), "utf-8", write_through=True) for _ in range(2))
        with (
            patch.dict(os.environ, {**environment, **more}, clear=True),
            chdir(tmp_path),
            redirect_stdout(output),
            redirect_stderr(errors),
        ):
            try:
                code = main([*map(str, arguments)])
            except SystemExit as stop:
                code = stop.code
        printed = [stream.buffer.getvalue().decode() for stream in (output, errors)]
        return subprocess.CompletedProcess(arguments, code, *printed)

    return run


@pytest.fixture
def serving(environment, tmp_path):
    """Starts servers; gives the process and its URL. What still runs at the end is killed."""
    started = []

    def start(*arguments, **more):
        process = subprocess.Popen(
            [COMMAND, "serve", "--port", "0", "--print-url", *map(str, arguments)],
            env={**environment, **more},
            cwd=tmp_path,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        return process, process.stdout.readline().strip()

    yield start
    for process in started:
        process.kill()
        process.communicate()


@pytest.fixture
def old_store(tmp_path):
    """A store with a contact of three years ago and one of 23 months and a half: the options that name it."""
    gateway = build(Settings(store=str(tmp_path / "store.db"), instance_id="mine"))
    now_ms = int(datetime.now(UTC).timestamp() * 1000)
    with gateway.backend.transaction() as transaction:
        aggregates = Store(transaction)
        for name, days in (("old", 3 * 365), ("soon", 715)):
            contact = new_contact("mine", name, "TASK", "API", now_ms - days * 24 * 3_600_000, {})
            aggregates.contacts.put(contact)
            origin = Origin("arn", contact.initiated_ms, "api", CountingIds().new_salts)
            aggregates.attributes.create(contact, {"tier": "gold"}, origin)
    gateway.backend.close()
    return ("--store", "store.db")
