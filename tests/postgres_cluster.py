"""A PostgreSQL of one's own on a Unix socket, with a database for each who asks."""

import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

_START_TIMEOUT_S = 30


def programs():
    """The folder of the newest PostgreSQL that the distribution has installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name))
    if not found:
        raise RuntimeError("PostgreSQL is missing: tools/install_clients.sh installs it")
    return found[-1]


class Cluster:
    """Nothing of it reaches the disk for certain: what is tried here is our side. `kill` is the end without warning."""

    def __init__(self):
        self._as_user = {"user": "postgres", "group": "postgres", "extra_groups": []} if os.geteuid() == 0 else {}
        self._folder = Path(tempfile.mkdtemp(prefix="pg-"))  # not pytest's: a socket's path is short
        if self._as_user:
            shutil.chown(self._folder, "postgres", "postgres")
        self._data = self._folder / "data"
        self._log = (self._folder / "log").open("ab")
        self._run("initdb", "-D", self._data, "-U", "test", "-A", "trust", "--no-sync", "--no-locale", "-E", "UTF8")
        self._count = 0
        self.start()

    def url(self, database):
        return f"postgresql:///{database}?host={self._folder}&user=test"

    @property
    def environment(self):
        """What leads PostgreSQL's programs here."""
        return {"PGHOST": str(self._folder), "PGUSER": "test"}

    def start(self):
        options = ["listen_addresses=", "max_connections=100", "fsync=off", "full_page_writes=off"]
        command = [programs() / "postgres", "-D", self._data, "-k", self._folder]
        command += [part for option in options for part in ("-c", option)]
        self._server = subprocess.Popen(command, stdout=self._log, stderr=self._log, cwd="/", **self._as_user)
        until_s = time.monotonic() + _START_TIMEOUT_S
        ready = [programs() / "pg_isready", "-q", "-h", self._folder]
        while subprocess.run(ready, check=False).returncode:
            if self._server.poll() is not None or time.monotonic() > until_s:
                raise RuntimeError("PostgreSQL did not start")
            time.sleep(0.02)

    def create(self, template="template0"):
        """A new database; its name."""
        self._count += 1
        name = f"store_{self._count}"
        self.ask("postgres", f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")
        return name

    def drop(self, name):
        self.ask("postgres", f"DROP DATABASE {name} WITH (FORCE)")

    def ask(self, database, statement):
        """What psql prints, a line for each row."""
        return self._run("psql", "-h", self._folder, "-U", "test", "-d", database, "-qAtc", statement).splitlines()

    def kill(self):
        """End everything at once, with what was under way."""
        self._run("pg_ctl", "-D", self._data, "-m", "immediate", "stop")
        self._server.wait()

    def stop(self):
        if self._server.poll() is None:
            self.kill()
        self._log.close()
        shutil.rmtree(self._folder)

    def _run(self, program, *arguments):
        command = [programs() / program, *map(str, arguments)]
        done = subprocess.run(command, check=False, capture_output=True, text=True, cwd="/", **self._as_user)
        if done.returncode:
            raise RuntimeError(f"{program} failed:\n{done.stderr[-2000:]}")
        return done.stdout
