"""A worker that is ended by SIGKILL while it closes and counts: the next one counts once.

The moment is chosen by holding the lock of one database file, as a slow disk would.
"""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from bothways.pure.disclosure import read_release
from tests import blank
from tests.postgres import connected, copy_databases, databases_of, is_asked_for
from tests.results.full_box import ANSWERS

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
PEOPLE = 31


WRITTEN = {
    "ballots": "ballotbox_box, ballotbox_bundle, ballotbox_blockkey",
    "bothways": "surveys_round, results_release, record_entry",
}


class File:
    """One database, as somebody else sees it and as somebody else may lock it."""

    def __init__(self, path: Path) -> None:
        self.connection = connected(path)
        self.written = WRITTEN[path.stem]

    def ask(self, question: str) -> Any:
        return self.connection.execute(question).fetchone()[0]

    def hold(self) -> None:
        if is_asked_for():
            self.connection.execute("BEGIN")
            self.connection.execute(f"LOCK TABLE {self.written} IN EXCLUSIVE MODE")
        else:
            self.connection.execute("BEGIN IMMEDIATE")

    def let_go(self) -> None:
        self.connection.execute("ROLLBACK")


class Place:
    """An installation with a full box, and the workers that were started in it."""

    def __init__(self, folder: Path) -> None:
        self.env = environment(folder)
        self.main = File(folder / "bothways.sqlite3")
        self.ballots = File(folder / "ballots.sqlite3")
        self.workers: list[subprocess.Popen[bytes]] = []

    def start(self) -> None:
        command = [sys.executable, "-m", "bothways", "worker"]
        self.workers.append(subprocess.Popen(command, env=self.env))

    def kill(self) -> None:
        self.workers[-1].kill()
        self.workers[-1].wait()

    def n_noted(self, verb: str) -> int:
        return int(self.main.ask(f"SELECT count(*) FROM record_entry WHERE verb = '{verb}'"))

    def is_shut(self) -> bool:
        return bool(self.ballots.ask("SELECT shut FROM ballotbox_box"))

    def n_secrets(self) -> int:
        """Ballots, signing keys and opening keys that are left."""
        keys = self.ballots.ask("SELECT count(seal_key) + count(receipt_key) FROM ballotbox_box")
        rows = self.ballots.ask("SELECT count(*) FROM ballotbox_bundle")
        return int(keys + rows + self.ballots.ask("SELECT count(*) FROM ballotbox_blockkey"))

    def let_leases_end(self) -> None:
        """As if a minute had passed: whatever a dead worker holds is due again."""
        self.main.connection.execute("UPDATE jobs_schedule SET due_at = '2026-01-01 00:00:00'")


def environment(folder: Path) -> dict[str, str]:
    paths = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
    return os.environ | {
        **databases_of(folder),
        "BOTHWAYS_DATA": str(folder),
        "BOTHWAYS_MODE": "run",
        "DJANGO_SETTINGS_MODULE": "bothways.config.settings",
        "PYTHONPATH": paths,
    }


def wait_until(holds: Callable[[], object]) -> None:
    deadline = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.01)


@pytest.fixture(scope="module")
def full_box(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = blank.lay_out(tmp_path_factory.mktemp("full"))
    command = [sys.executable, "-m", "tests.results.full_box"]
    subprocess.run(command, env=environment(folder), cwd=ROOT, check=True)
    return folder


@pytest.fixture
def place(full_box: Path, tmp_path: Path) -> Iterator[Place]:
    shutil.copytree(full_box, tmp_path / "data")
    copy_databases(full_box, tmp_path / "data")
    place = Place(tmp_path / "data")
    yield place
    for worker in place.workers:
        worker.kill()
        worker.wait()
    for file in (place.main, place.ballots):
        file.connection.close()


def kill_before_the_box_is_shut(place: Place) -> None:
    place.ballots.hold()
    place.start()
    wait_until(lambda: place.n_noted("round.closed"))
    place.kill()
    assert not place.is_shut()
    place.ballots.let_go()


def kill_in_the_middle_of_the_count(place: Place) -> None:
    _shut_but_keep_nothing(place)
    place.kill()
    place.main.let_go()
    assert place.n_noted("round.released") == 0


def kill_before_the_ballots_are_destroyed(place: Place) -> None:
    _shut_but_keep_nothing(place)
    place.ballots.hold()
    place.main.let_go()
    wait_until(lambda: place.n_noted("round.released"))
    place.kill()
    place.ballots.let_go()
    assert place.n_secrets()


def _shut_but_keep_nothing(place: Place) -> None:
    """Let a worker shut the box and begin to count; it can't write down what it finds."""
    place.ballots.hold()
    place.start()
    wait_until(lambda: place.n_noted("round.closed"))
    place.main.hold()
    place.ballots.let_go()
    wait_until(place.is_shut)


def assert_counted_once(place: Place) -> None:
    released = read_release(place.main.ask("SELECT document FROM results_release"))
    mails = "FROM notifications_message WHERE kind = 'round.released'"
    assert place.main.ask("SELECT count(*) FROM results_release") == 1
    assert [place.n_noted(verb) for verb in ("round.closed", "round.released")] == [1, 1]
    assert place.main.ask(f"SELECT count(*) {mails}") == PEOPLE
    assert place.main.ask(f"SELECT count(DISTINCT to_id) {mails}") == PEOPLE
    assert released.n_answered == PEOPLE
    for question, answer in zip(released.questions, ANSWERS, strict=True):
        (cell,) = [c for c in released.cells if (c.level, c.question) == ("firm", question.id)]
        low, high = cell.ge[4]
        assert cell.n == PEOPLE
        assert low <= PEOPLE * (answer >= 4) <= high


@pytest.mark.parametrize(
    "kill",
    [
        kill_before_the_box_is_shut,
        kill_in_the_middle_of_the_count,
        kill_before_the_ballots_are_destroyed,
    ],
)
def test_a_worker_that_is_killed_while_it_counts_leaves_the_count_to_the_next(
    place: Place, kill: Callable[[Place], None]
) -> None:
    kill(place)
    place.let_leases_end()

    place.start()

    wait_until(lambda: place.n_noted("round.released") and not place.n_secrets())
    assert_counted_once(place)
