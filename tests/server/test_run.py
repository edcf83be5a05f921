import sqlite3
import subprocess
import sys
from contextlib import closing
from importlib.metadata import version

import pytest

from callslip.store import open_store

SERVED = """
import gc, os, signal
from callslip.server.run import serve
from callslip.settings import Settings

def end(url):
    print(gc.isenabled(), gc.get_freeze_count() > 0)
    os.kill(os.getpid(), signal.SIGTERM)

gc.disable()
serve(Settings(port=0, store="sqlite::memory:"), end)
print(gc.isenabled())
"""


def test_garbage_is_collected_while_a_server_runs_but_not_what_it_began_with():
    ended = subprocess.run([sys.executable, "-c", SERVED], check=True, capture_output=True, text=True, timeout=20)
    assert ended.stdout.split() == ["True", "True", "True"]


def test_a_server_that_cannot_start_leaves_the_collector_on():
    look = "import gc; from callslip.cli import main; print(main(['serve', '--store', 'no:where']), gc.isenabled())"
    ended = subprocess.run([sys.executable, "-c", look], check=True, capture_output=True, text=True, timeout=20)
    assert (ended.stdout.split(), ended.stderr[:9]) == (["1", "True"], "callslip:")


@pytest.mark.parametrize(
    ("damage", "options"), [("SELECT 1", ["--deliver-to", "smoke:signal"]), ("DROP TABLE flag_rules", [])]
)
def test_a_server_that_cannot_start_closes_its_store(damage, options, tmp_path):
    path = str(tmp_path / "store.db")
    open_store(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(damage)
    look = (
        "import os; from pathlib import Path; from callslip.cli import main;"
        f"print(main(['serve', '--port', '0', '--store', {path!r}, *{options!r}]),"
        f"{path!r} in [os.path.realpath(link) for link in Path('/proc/self/fd').iterdir()])"
    )
    ended = subprocess.run([sys.executable, "-c", look], check=True, capture_output=True, text=True, timeout=20)
    assert (ended.stdout.split(), ended.stderr[:9]) == (["1", "False"], "callslip:")


def test_a_server_that_runs_no_flow_does_not_load_their_engine():
    look = "import sys, callslip.server.run; print([name for name in sys.modules if name.startswith('callslip.flows')])"
    loaded = subprocess.run([sys.executable, "-c", look], check=True, capture_output=True, text=True, timeout=20).stdout
    assert loaded.strip() == "[]"


@pytest.mark.parametrize("before", ["", "import uvicorn;"])
def test_uvicorn_is_loaded_without_its_command_line_and_whole_for_whoever_asks(before):
    look = (
        f"import sys; {before} import callslip.server.run; print('click' in sys.modules);"
        "import uvicorn; from uvicorn.lifespan.off import LifespanOff; print('click' in sys.modules);"
        "print(uvicorn.__version__, uvicorn.run.__module__, uvicorn.Config is callslip.server.run.Config)"
    )
    printed = subprocess.run(
        [sys.executable, "-c", look], check=True, capture_output=True, text=True, timeout=20
    ).stdout
    early = str(bool(before))
    assert printed.split() == [early, early, version("uvicorn"), "uvicorn.main", "True"]
