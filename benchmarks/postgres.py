"""A PostgreSQL of one's own on a Unix socket, and pgbench doing the same upsert on it, a commit each."""

import os
import re
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

from contacts import INSTANCE_ID
from wrk import Load

_TABLE = """
CREATE TABLE attributes (
    instance_id TEXT NOT NULL, initial_contact_id TEXT NOT NULL, updated_ms BIGINT NOT NULL, document TEXT NOT NULL,
    PRIMARY KEY (instance_id, initial_contact_id)
);
INSERT INTO attributes SELECT '{instance}', md5(number::text)::uuid::text, 0, '{{}}'
FROM generate_series(1, {contacts}) AS number;
VACUUM ANALYZE attributes;
"""
_UPSERT = """
\\set number random(1, {contacts})
\\set serial random(1000000, 9999999)
INSERT INTO attributes VALUES (
    '{instance}', md5((:number)::text)::uuid::text, :serial,
    '{{"greetingPlayed":"run_____' || :serial || '-gree","customerTier":"run_____' || :serial
    || '-cust","lastIntent":"run_____' || :serial || '-last"}}'
) ON CONFLICT (instance_id, initial_contact_id)
DO UPDATE SET document = EXCLUDED.document, updated_ms = EXCLUDED.updated_ms;
"""
_START_TIMEOUT_S = 30


def programs() -> Path:
    """The folder of the newest PostgreSQL that the distribution has installed."""
    return max(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name))


class Postgres:
    """A cluster with the distribution's settings: fsync and synchronous_commit are on."""

    def __init__(self, folder: Path, contacts: int) -> None:
        """`folder` is where the data goes; root hands it to the user `postgres`, for the server refuses root."""
        self._as_user = {"user": "postgres", "group": "postgres", "extra_groups": []} if os.geteuid() == 0 else {}
        self._sockets = Path(tempfile.mkdtemp(prefix="bench-"))
        folder.mkdir()
        if self._as_user:
            shutil.chown(folder, "postgres", "postgres")
            shutil.chown(self._sockets, "postgres", "postgres")
        self._run("initdb", "-D", folder, "-U", "bench", "-A", "trust", "--no-sync", "--no-locale", "-E", "UTF8")
        command = [programs() / "postgres", "-D", folder, "-k", self._sockets]
        command += ["-c", "listen_addresses=", "-c", "max_connections=300"]
        with (folder / "bench.log").open("wb") as log:
            self._server = subprocess.Popen(command, stdout=log, stderr=log, cwd="/", **self._as_user)
        self._wait()
        for statement in _TABLE.format(instance=INSTANCE_ID, contacts=contacts).split(";\n"):
            self._run("psql", "-h", self._sockets, "-U", "bench", "-d", "postgres", "-q", "-c", statement)
        self._script = self._sockets / "upsert.sql"
        self._script.write_text(_UPSERT.format(instance=INSTANCE_ID, contacts=contacts))

    def new_store(self) -> str:
        """The URL of a store that is not there yet, in a database of its own."""
        self._run("createdb", "-h", self._sockets, "-U", "bench", "-T", "template0", "callslip")
        return f"postgresql:///callslip?host={self._sockets}&user=bench"

    def upsert(self, connections: int, seconds: int) -> Load:
        """Load by pgbench, prepared statements, over the socket."""
        log = self._sockets / "times"
        options = ["-n", "-M", "prepared", f"-c{connections}", f"-j{min(2, connections)}", f"-T{seconds}"]
        options += ["-l", f"--log-prefix={log}", "-f", str(self._script)]
        printed = self._run("pgbench", "-h", self._sockets, "-U", "bench", *options, "postgres")
        files = list(self._sockets.glob("times.*"))
        times_us = sorted(int(line.split()[2]) for file in files for line in file.read_text().splitlines())
        for file in files:
            file.unlink()
        found = re.search(r"^tps = ([\d.]+)", printed, re.MULTILINE)
        if found is None:  # all of the time went into connecting
            return self.upsert(connections, 2 * seconds)
        per_second = float(found[1])
        p50_ms, p99_ms = (times_us[int(len(times_us) * part)] / 1000 for part in (0.5, 0.99))
        return Load(len(times_us), 0, 0, len(times_us) / per_second, p50_ms, p99_ms)

    def stop(self) -> None:
        """Stop the server and remove its socket."""
        self._server.send_signal(2)  # SIGINT: do not wait for connections to end
        self._server.wait()
        shutil.rmtree(self._sockets, ignore_errors=True)

    def _run(self, program: str, *arguments: object) -> str:
        command = [programs() / program, *map(str, arguments)]
        done = subprocess.run(command, check=False, capture_output=True, text=True, cwd="/", **self._as_user)
        if done.returncode:
            raise RuntimeError(f"{program} failed:\n{done.stderr[-2000:]}")
        return done.stdout

    def _wait(self) -> None:
        until_s = time.monotonic() + _START_TIMEOUT_S
        ready = [programs() / "pg_isready", "-q", "-h", self._sockets]
        while subprocess.run(ready, check=False).returncode:
            if self._server.poll() is not None or time.monotonic() > until_s:
                raise RuntimeError("PostgreSQL did not start")
            time.sleep(0.05)
