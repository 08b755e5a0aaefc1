"""Exports are read from a streaming replica while it can be trusted, else from the primary."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from bothways.storage.replica import is_fresh, is_reading_from_replica, read_apart
from tests.postgres import Server

ROOT = Path(__file__).parents[2]

# An installation that is told, line by line, what to do; it says where it read from.
LISTEN = """
import json, sys
import django
django.setup()
from django.core.management import call_command
from django.db import OperationalError, connections, router
from bothways.people.models import Organisation
from bothways.storage.replica import read_apart, reading_from_replica

def prepare():
    for alias in ("default", "ballots"):
        call_command("migrate", database=alias, verbosity=0)

def found(name):
    Organisation.objects.update_or_create(only=True, defaults={"name": name})

def read():
    where = []
    def look():
        where.append(router.db_for_read(Organisation))
        return Organisation.objects.get().name
    return [read_apart(look), *where]

def read_and_break():
    where = []
    def look():
        where.append(router.db_for_read(Organisation))
        if where == ["replica"]:
            raise OperationalError("the line was cut")
        return Organisation.objects.get().name
    return [read_apart(look), *where]

def write_inside():
    with reading_from_replica() as there:
        Organisation.objects.filter(only=True).update(name="written inside")
        return [there, router.db_for_write(Organisation)]

for line in sys.stdin:
    word, *arguments = json.loads(line)
    print(json.dumps(globals()[word](*arguments)), flush=True)
"""


class Installation:
    """A process with a primary and a replica."""

    def __init__(self, folder: Path, primary: Server, replica: Server, *, lag: int) -> None:
        urls = [primary.url(name) for name in ("people", "box")]
        env = os.environ | {
            "BOTHWAYS_DATA": str(folder),
            "BOTHWAYS_MODE": "run",
            "BOTHWAYS_DATABASE_URL": urls[0],
            "BOTHWAYS_BALLOTS_URL": urls[1],
            "BOTHWAYS_REPLICA_URL": replica.url("people"),
            "BOTHWAYS_REPLICA_LAG": str(lag),
            "DJANGO_SETTINGS_MODULE": "bothways.config.settings",
            "PYTHONPATH": str(ROOT / "src"),
        }
        self.running = subprocess.Popen(
            [sys.executable, "-c", LISTEN],
            env=env,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def ask(self, word: str, *arguments: str) -> Any:
        assert self.running.stdin
        assert self.running.stdout
        self.running.stdin.write(json.dumps([word, *arguments]) + "\n")
        self.running.stdin.flush()
        return json.loads(self.running.stdout.readline())

    def end(self) -> None:
        self.running.kill()
        self.running.communicate()


class Pair:
    """A primary and its streaming replica."""

    def __init__(self) -> None:
        self.primary = Server(wal_level="replica", max_wal_senders="4").make()
        for name in ("people", "box"):
            self.primary.new_database(name)
        self.replica = Server().copy_of(self.primary)

    def pause(self) -> None:
        self._tell("SELECT pg_wal_replay_pause()")

    def go_on(self) -> None:
        self._tell("SELECT pg_wal_replay_resume()")

    def _tell(self, words: str) -> None:
        with psycopg.connect(self.replica.url("people"), autocommit=True) as connection:
            connection.execute(words)


@pytest.fixture(scope="module")
def pair() -> Iterator[Pair]:
    pair = Pair()
    yield pair
    pair.replica.remove()
    pair.primary.remove()


@pytest.fixture(params=[0])
def there(pair: Pair, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Installation]:
    installation = Installation(tmp_path, pair.primary, pair.replica, lag=request.param)
    installation.ask("prepare")
    yield installation
    installation.end()


@pytest.mark.postgresql
@pytest.mark.slow
def test_what_the_replica_has_is_read_there_and_what_it_lacks_is_not(
    there: Installation, pair: Pair
) -> None:
    there.ask("found", "Millrace")
    seen = [there.ask("read") for _ in range(50)]
    assert {name for name, *_ in seen} == {"Millrace"}  # also straight after the write
    until = time.monotonic() + 30  # a busy machine lets the replica come later
    while seen[-1] != ["Millrace", "replica"] and time.monotonic() < until:
        seen.append(there.ask("read"))
    assert seen[-1] == ["Millrace", "replica"]

    pair.pause()
    there.ask("found", "Newmill")
    assert there.ask("read") == ["Newmill", "default"]
    pair.go_on()


@pytest.mark.postgresql
@pytest.mark.slow
def test_a_replica_that_is_away_or_breaks_off_is_not_missed(
    there: Installation, pair: Pair
) -> None:
    there.ask("found", "Millrace")
    pair.replica.kill()
    assert there.ask("read") == ["Millrace", "default"]

    pair.replica.start()
    while there.ask("read")[1] != "replica":
        pass
    assert there.ask("read_and_break") == ["Millrace", "replica", "default"]


@pytest.mark.postgresql
@pytest.mark.slow
@pytest.mark.parametrize("there", [600], indirect=True)
def test_a_few_seconds_behind_may_be_allowed(there: Installation, pair: Pair) -> None:
    there.ask("found", "Millrace")
    while there.ask("read")[0] != "Millrace":
        pass
    pair.pause()
    there.ask("found", "Newmill")

    assert there.ask("read") == ["Millrace", "replica"]
    pair.go_on()


@pytest.mark.postgresql
@pytest.mark.slow
def test_what_is_written_never_goes_to_the_replica(there: Installation) -> None:
    there.ask("found", "Millrace")
    there.ask("read")

    assert there.ask("write_inside")[1] == "default"


def test_without_a_replica_everything_is_read_from_the_one_database() -> None:
    assert not is_fresh()
    assert read_apart(is_reading_from_replica) is False
