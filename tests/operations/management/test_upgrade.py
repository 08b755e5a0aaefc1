"""`bothways upgrade`: from an older version's tables to these, with a way back."""

import io
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connections
from pytest_django import Settings

from bothways.operations import rows
from bothways.operations.actions.restoring import read_backup
from bothways.operations.sealing import Key
from bothways.operations.snapshot import main_in
from bothways.people.models import Person
from tests.cast import Cast

Pair = tuple[Key, Key]


def upgraded(*words: object) -> str:
    out = io.StringIO()
    call_command("upgrade", *map(str, words), stdout=out)
    return out.getvalue()


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    """Static files and languages have tests of their own, and take seconds."""
    from bothways.config.management.commands import prepare

    real = prepare.call_command

    def call(name: str, *words: object, **options: object) -> object:
        return None if name == "collectstatic" else real(name, *words, **options)

    monkeypatch.setattr(prepare, "call_command", call)
    monkeypatch.setattr(prepare, "compile_all", lambda _folder: None)
    settings.MODE = "run"


@pytest.mark.sqlite
def test_a_database_of_the_first_version_is_brought_up_to_date(
    db: None, tmp_path: Path, keys: Pair, settings: Settings, quick: None
) -> None:
    settings.DATA = tmp_path / "data"
    settings.DATA.mkdir()
    path = settings.DATA / "bothways.sqlite3"
    with main_in(path):
        for app, name in sorted(rows.known()):
            if name.startswith("0001") and app not in {"ballotbox", "auth", "contenttypes"}:
                call_command("migrate", app, name, database="default", verbosity=0)
        with closing(sqlite3.connect(path)) as old, old:
            columns = {row[1] for row in old.execute("PRAGMA table_info(surveys_round)")}
            old.execute("INSERT INTO people_unit (id, name, path) VALUES (1, 'M', 'Millrace')")
        assert "voided_at" not in columns

        said = upgraded("--to", tmp_path, "--key", keys[0].public)

        assert rows.known() <= set(rows.applied())
        with connections["default"].cursor() as cursor:
            cursor.execute("SELECT path FROM people_unit")
            assert cursor.fetchall() == [("Millrace",)]
    assert "changes of the tables to make" in said
    assert "To go back: install the version from before" in said
    backup = next(tmp_path.glob("*.age"))
    _packed, checked = read_backup(backup, keys[1])
    assert ("surveys", "0002_void_rounds") not in checked.head.migrations


def test_nothing_is_upgraded_without_a_backup_or_a_word_that_there_is_one(
    house: Cast, quick: None
) -> None:
    with pytest.raises(CommandError, match="--no-backup"):
        upgraded()

    assert "0 changes" in upgraded("--no-backup")


def test_a_backup_that_fails_stops_the_upgrade(
    house: Cast, keys: Pair, tmp_path: Path, quick: None
) -> None:
    with pytest.raises(CommandError, match="Nothing was upgraded"):
        upgraded("--to", tmp_path / "missing" / "b.age", "--key", keys[0].public)


def test_tables_of_a_newer_version_are_not_touched(house: Cast, quick: None) -> None:
    with connections["default"].cursor() as cursor:
        cursor.execute(
            "INSERT INTO django_migrations (app, name, applied) "
            "VALUES ('people', '0999_later', '2030-01-01')"
        )

    with pytest.raises(CommandError, match="Nothing goes back by itself"):
        upgraded("--no-backup")

    assert Person.objects.count() == 32


def test_it_says_what_the_doctor_finds_wrong(house: Cast, quick: None) -> None:
    assert "WRONG  Worker" in upgraded("--no-backup")
