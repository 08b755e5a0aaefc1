"""What a file of SQLite remembers besides its tables is found."""

import sqlite3
from pathlib import Path

import pytest

from bothways.operations.audit.journals import freed_pages
from tests.operations.audit.conftest import House

pytestmark = pytest.mark.sqlite


def ballots(audited: House) -> Path:
    return audited.folder / "ballots.sqlite3"


def test_ballots_behind_a_write_ahead_log_are_found(audited: House) -> None:
    audited.boxes("PRAGMA journal_mode=WAL")

    assert audited.finds("journals") == {"ballots-with-a-log"}


def test_a_log_that_was_left_lying_is_found(audited: House) -> None:
    ballots(audited).with_name("ballots.sqlite3-wal").write_bytes(b"left")

    report = audited.report("journals")

    assert [one.code for one in report.violations] == ["ballots-with-a-log"]
    assert report.violations[0].where.endswith("ballots.sqlite3-wal")


def test_a_journal_that_was_not_emptied_is_found(audited: House) -> None:
    journal = ballots(audited).with_name("ballots.sqlite3-journal")
    journal.write_bytes(b"\x00" * 512)
    assert audited.finds("journals") == set()

    journal.write_bytes(b"\x00" * 28 + b"before")

    assert audited.finds("journals") == {"ballots-with-a-journal"}


def test_freed_pages_that_hold_bytes_are_found(audited: House) -> None:
    connection = sqlite3.connect(ballots(audited), isolation_level=None)
    connection.execute("PRAGMA secure_delete=OFF")
    connection.execute("CREATE TABLE more (x)")
    connection.executemany("INSERT INTO more VALUES (?)", [[b"ballot" * 2000]] * 20)
    connection.execute("DROP TABLE more")
    connection.close()

    assert audited.finds("journals") == {"freed-pages-not-empty"}


def test_freed_pages_that_were_overwritten_are_in_order(audited: House) -> None:
    connection = sqlite3.connect(ballots(audited), isolation_level=None)
    connection.execute("PRAGMA secure_delete=ON")
    connection.execute("CREATE TABLE more (x)")
    connection.executemany("INSERT INTO more VALUES (?)", [[b"ballot" * 2000]] * 20)
    connection.execute("DROP TABLE more")
    connection.close()

    assert len(list(freed_pages(ballots(audited).read_bytes()))) > 20
    assert audited.finds("journals") == set()


def test_what_is_no_database_has_no_pages() -> None:
    assert list(freed_pages(b"something else" * 100)) == []
    assert list(freed_pages(b"")) == []
