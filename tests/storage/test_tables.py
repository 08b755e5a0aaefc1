"""Each database takes its own migrations: the box's those of what lies there, the other all."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connections
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from bothways.storage.tables import is_up_to_date, last_ones
from tests import blank


def test_the_box_s_database_takes_the_box_s_migrations_and_the_other_every_room_s() -> None:
    executor = MigrationExecutor(connections["default"])

    assert {app for app, _ in last_ones(executor, "ballots")} == {"ballotbox", "letterbox"}
    assert {"people", "surveys", "record"} < {app for app, _ in last_ones(executor, "default")}


@pytest.mark.sqlite
@pytest.mark.parametrize("alias", ["default", "ballots"])
def test_both_are_up_to_date_until_one_migration_is_missing(alias: str) -> None:
    last = sorted(last_ones(MigrationExecutor(connections[alias]), alias))[-1]
    assert is_up_to_date(alias)

    MigrationRecorder(connections[alias]).record_unapplied(*last)

    assert not is_up_to_date(alias)


@pytest.mark.sqlite
def test_the_box_s_file_holds_the_box_and_no_other_room_s_table(tmp_path: Path) -> None:
    blank.lay_out(tmp_path)

    with closing(sqlite3.connect(tmp_path / "ballots.sqlite3")) as box:
        rows = box.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        tables = {name for (name,) in rows} - {"sqlite_sequence"}
        apps = {app for (app,) in box.execute("SELECT DISTINCT app FROM django_migrations")}
    assert {name.partition("_")[0] for name in tables} == {"ballotbox", "letterbox", "django"}
    assert apps == {"ballotbox", "letterbox"}


@pytest.mark.sqlite
def test_an_app_that_is_named_is_brought_there_and_no_other(
    capsys: pytest.CaptureFixture[str],
) -> None:
    call_command("migrate", "ballotbox", database="ballots", verbosity=1)
    assert "Apply all migrations: ballotbox" in capsys.readouterr().out

    call_command("migrate", database="ballots", verbosity=1, run_syncdb=True)  # as test runners do
    said = capsys.readouterr().out
    assert "Apply all migrations: ballotbox" in said
    assert "Apply all migrations: letterbox" in said

    call_command("migrate", database="default", verbosity=1, plan=True)
    assert "No planned migration operations" in capsys.readouterr().out
