"""The same backup restores into PostgreSQL and into SQLite, from either."""

import os
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from django.core.management import call_command
from django.db import connections
from pytest_django import Settings

from bothways.commitments.models import Commitment
from bothways.operations import rows
from bothways.operations.actions.backing_up import back_up
from bothways.operations.actions.restoring import read_backup, restore, what_is_here
from bothways.operations.errors import NotEmptyError, NotTheSameError, StillRunningError
from bothways.operations.sealing import Key
from bothways.operations.snapshot import instead_of_main, one_moment
from bothways.people.models import Person
from bothways.record.models import Entry
from tests import postgres
from tests.cast import make_firm
from tests.factories import NOW, make_promise

pytestmark = pytest.mark.postgresql

Pair = tuple[Key, Key]
LATER = NOW + timedelta(days=1)


def new_database(name: str) -> str:
    own = f"{name}_{os.getpid()}"
    postgres.new_database(os.environ[postgres.SERVER], own)
    return own


def sums() -> dict[str, list[int | str]]:
    return rows.sums_of(rows.tables_at(rows.applied()))


@pytest.fixture
def saved(db: None, keys: Pair, tmp_path: Path, settings: Settings) -> Path:
    """A backup of Millrace on PostgreSQL."""
    settings.DATA = tmp_path / "data"
    settings.DATA.mkdir()
    with instead_of_main(NAME=new_database(f"from_{tmp_path.name[-9:]}")):
        call_command("migrate", database="default", verbosity=0)
        firm = make_firm()
        make_promise(firm.owner, "Gauges at every station.")
        Entry.objects.create(at=NOW, verb="a.b", details={"z": 1, "a": [None, "ü", 0.5]})
        with one_moment():
            assert Person.objects.count() == 32
        made = back_up(to=tmp_path, key=keys[0], at=NOW)
        connections["default"].close()
    return made.path


def test_from_postgresql_to_postgresql_and_on_to_sqlite(
    saved: Path, keys: Pair, tmp_path: Path
) -> None:
    packed, checked = read_backup(saved, keys[1])

    with instead_of_main(NAME=new_database(f"to_{tmp_path.name[-9:]}")):
        restore(packed, checked, at=LATER, replace=False)
        there = sums()
        Person.objects.create(name="Comes later", unit=Person.objects.all()[0].unit)
        Entry.objects.create(at=LATER, verb="goes.on")
    with instead_of_main(
        ENGINE="django.db.backends.sqlite3", NAME=str(tmp_path / "bothways.sqlite3"), OPTIONS={}
    ):
        restore(packed, checked, at=LATER, replace=False)
        here = sums()

    said = "record.entry"  # that a backup was put back is said there, each time under another salt
    assert there.pop(said)[0] == here.pop(said)[0] == checked.sums[said][0] + 1
    assert there == here
    once = "notifications.weeklymail"  # nobody gets this week's mail again
    changed = {label for label in there if there[label] != checked.sums[label]}
    assert changed <= {once}


def test_with_replace_everything_of_before_is_gone(saved: Path, keys: Pair, tmp_path: Path) -> None:
    packed, checked = read_backup(saved, keys[1])

    with instead_of_main(NAME=new_database(f"again_{tmp_path.name[-9:]}")):
        restore(packed, checked, at=LATER, replace=False)
        make_promise(Person.objects.get(name="Sanne Weir"), "Made after the backup.")
        with pytest.raises(NotEmptyError):
            restore(packed, checked, at=LATER, replace=False)

        restore(packed, checked, at=LATER, replace=True)

        assert [promise.text for promise in Commitment.objects.all()] == [
            "Gauges at every station."
        ]


def test_what_goes_wrong_changes_nothing(saved: Path, keys: Pair, tmp_path: Path) -> None:
    packed, checked = read_backup(saved, keys[1])
    checked.sums["people.person"][0] = 99

    with instead_of_main(NAME=new_database(f"wrong_{tmp_path.name[-9:]}")):
        with pytest.raises(NotTheSameError):
            restore(packed, checked, at=LATER, replace=False)

        assert what_is_here() == {}


def test_while_somebody_is_connected_nothing_is_touched(
    saved: Path, keys: Pair, tmp_path: Path
) -> None:
    name = new_database(f"busy_{tmp_path.name[-9:]}")
    address = f"{os.environ[postgres.SERVER].rpartition('/')[0]}/{name}"

    with psycopg.connect(address), instead_of_main(NAME=name), pytest.raises(StillRunningError):
        restore(*read_backup(saved, keys[1]), at=LATER, replace=False)
