"""Worker processes, for real: they share the work, stop when told, and resume what was lost."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests import blank
from tests.postgres import connected, copy_databases, databases_of

ROOT = Path(__file__).resolve().parents[2]

# A worker whose only job writes a line when it begins and a line when it ends.
WORKER = """
import os, sys, time
from datetime import timedelta
import django
django.setup()
from bothways.jobs import actions
from bothways.jobs.registry import JOBS, job
from django.core.management import call_command

folder, every, seconds = sys.argv[1], float(sys.argv[2]), float(sys.argv[3])
actions.LEASE = timedelta(seconds=1)
actions.RENEW_AFTER_SECONDS = 0.3
JOBS.clear()

def write(word):
    with open(folder + "/lines", "a") as lines:
        lines.write(f"{word} {os.getpid()} {time.time()}\\n")

def ring(now):
    write("begin")
    time.sleep(seconds)
    write("end")
    return "rang"

ring.__module__ = "bothways.jobs.ring"
job(every=timedelta(seconds=every))(ring)
call_command("worker")
"""


class Workers:
    """Worker processes over one data folder, and what their job wrote."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.processes: list[subprocess.Popen[bytes]] = []
        self.env = (
            os.environ
            | {
                "BOTHWAYS_DATA": str(folder),
                "BOTHWAYS_MODE": "run",
                "PYTHONPATH": str(ROOT / "src"),
                "DJANGO_SETTINGS_MODULE": "bothways.config.settings",
            }
            | databases_of(folder)
        )

    def start(self, *, every: float, seconds: float) -> subprocess.Popen[bytes]:
        words = [sys.executable, "-c", WORKER, str(self.folder), str(every), str(seconds)]
        self.processes.append(subprocess.Popen(words, env=self.env))
        return self.processes[-1]

    def lines(self, word: str = "") -> list[list[str]]:
        file = self.folder / "lines"
        lines = [line.split() for line in file.read_text().splitlines()] if file.exists() else []
        return [line for line in lines if word in line[0]]

    def schedule(self) -> tuple[str, int]:
        question = "SELECT last_words, n_failures FROM jobs_schedule"
        with connected(self.folder / "bothways.sqlite3") as database:
            row = database.execute(question).fetchone()
        return row[0], row[1]


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with an empty database, made once."""
    workers = Workers(blank.lay_out(tmp_path_factory.mktemp("empty")))
    words = [sys.executable, "-m", "bothways", "migrate", "-v", "0"]
    subprocess.run(words, env=workers.env, check=True)
    return workers.folder


@pytest.fixture
def workers(tmp_path: Path, empty: Path) -> Iterator[Workers]:
    shutil.copytree(empty, tmp_path, dirs_exist_ok=True)
    copy_databases(empty, tmp_path)
    workers = Workers(tmp_path)
    yield workers
    for process in workers.processes:
        process.kill()
        process.wait()


def eventually(holds: Callable[[], object], seconds: float = 30.0) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if holds():
            return True
        time.sleep(0.05)
    return False


def test_two_workers_never_run_the_same_job_at_once(workers: Workers) -> None:
    for _ in range(2):
        workers.start(every=0.3, seconds=0.2)

    assert eventually(lambda: len(workers.lines("end")) >= 10)
    assert eventually(lambda: len({line[1] for line in workers.lines()}) == 2)

    words = [line[0] for line in workers.lines()]
    assert words[: len(words) // 2 * 2] == ["begin", "end"] * (len(words) // 2)


def test_a_job_longer_than_its_lease_stays_with_its_worker(workers: Workers) -> None:
    for _ in range(2):
        workers.start(every=60, seconds=3)

    assert eventually(lambda: workers.lines("end"))
    assert len(workers.lines("begin")) == 1


def test_the_job_of_a_killed_worker_is_done_by_the_next(workers: Workers) -> None:
    first = workers.start(every=60, seconds=30)
    assert eventually(lambda: workers.lines("begin"))
    first.send_signal(signal.SIGKILL)
    first.wait()

    workers.start(every=60, seconds=0)

    assert eventually(lambda: workers.lines("end"))
    assert len(workers.lines("begin")) == 2


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no polite signal")
def test_a_worker_that_is_told_to_stop_finishes_its_job_first(workers: Workers) -> None:
    worker = workers.start(every=0.01, seconds=1)
    assert eventually(lambda: workers.lines("begin"))

    worker.terminate()

    assert worker.wait(10) == 0
    assert len(workers.lines("begin")) == len(workers.lines("end")) == 1
    assert workers.schedule() == ("rang", 0)


def test_one_round_of_the_real_jobs_ends_by_itself(workers: Workers) -> None:
    words = [sys.executable, "-m", "bothways", "worker", "--once"]

    assert subprocess.run(words, env=workers.env, timeout=30, check=False).returncode == 0
