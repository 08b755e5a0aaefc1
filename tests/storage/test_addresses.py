"""Addresses of databases: what they mean, what two of them have in common, what is shown."""

import importlib.util
import sqlite3
from pathlib import Path

import pytest

from bothways.storage import addresses

URL = "postgresql://jo:p%40ss%2Fword@db.example:6543/firm?sslmode=require"


def test_an_address_becomes_settings_with_its_password_and_options() -> None:
    found = addresses.database(URL)

    assert found["ENGINE"] == "django.db.backends.postgresql"
    assert (found["HOST"], found["PORT"], found["NAME"]) == ("db.example", 6543, "firm")
    assert (found["USER"], found["PASSWORD"]) == ("jo", "p@ss/word")
    assert found["OPTIONS"]["sslmode"] == "require"


def test_a_connection_is_kept_and_looked_at_before_it_is_used_again() -> None:
    found = addresses.database(URL)

    assert found["CONN_MAX_AGE"] is None
    assert found["CONN_HEALTH_CHECKS"] is True


def test_each_statement_reads_what_is_committed_then() -> None:
    from psycopg import IsolationLevel

    assert addresses.database(URL)["OPTIONS"]["isolation_level"] == IsolationLevel.READ_COMMITTED


def test_nobody_waits_long_for_a_replica() -> None:
    assert addresses.replica(URL)["OPTIONS"]["connect_timeout"] == 2
    assert addresses.replica(f"{URL}&connect_timeout=9")["OPTIONS"]["connect_timeout"] == 9


def test_a_file_is_ballots_or_people() -> None:
    people = addresses.database("sqlite:////srv/a.sqlite3")
    ballots = addresses.database("sqlite:////srv/b.sqlite3", ballots=True)

    assert people["NAME"] == Path("/srv/a.sqlite3")
    assert "journal_mode=WAL" in people["OPTIONS"]["init_command"]
    assert "journal_mode=TRUNCATE" in ballots["OPTIONS"]["init_command"]


def test_a_file_may_have_blanks_and_be_named_from_here() -> None:
    assert addresses.database("sqlite:///my%20firm.sqlite3")["NAME"] == Path("my firm.sqlite3")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (URL, "postgres://max@DB.EXAMPLE:6543/firm"),
        ("postgresql://h/firm", "postgresql://jo@h:5432/firm?sslmode=disable"),
        ("postgresql://localhost/firm", "postgresql:///firm"),
        ("postgresql://127.0.0.1/firm", "postgresql://localhost:5432/firm"),
        ("postgresql://%2Frun%2Fpg/firm", "postgresql:///firm?host=/run/pg"),
        ("sqlite:////srv/a", "sqlite:////srv/../srv/a"),
    ],
)
def test_two_ways_to_one_database_are_one_place(one: str, other: str) -> None:
    assert addresses.place(one) == addresses.place(other)


@pytest.mark.parametrize(
    "other",
    [
        "postgresql://jo@db.example:6543/box",
        "postgresql://jo@db.example:6544/firm",
        "postgresql://jo@other.example:6543/firm",
        "sqlite:////firm",
    ],
)
def test_another_name_port_or_host_is_another_place(other: str) -> None:
    assert addresses.place(URL) != addresses.place(other)


def test_what_is_shown_holds_neither_name_nor_password() -> None:
    assert addresses.shown(URL) == "postgresql://db.example:6543/firm"
    assert addresses.shown("sqlite:////srv/a.sqlite3") == "sqlite:////srv/a.sqlite3"


@pytest.mark.parametrize("good", [URL, "postgres://h/x", "sqlite:////srv/a.sqlite3"])
def test_a_good_address_passes(good: str) -> None:
    assert addresses.checked(good) == good


@pytest.mark.parametrize("bad", ["", "firm", "sqlite://", "sqlite:///", "http://h/x", "postgres:"])
def test_what_leads_nowhere_is_refused_with_an_example(bad: str) -> None:
    with pytest.raises(ValueError, match="write it like postgresql://"):
        addresses.checked(bad)


def test_without_its_package_postgresql_is_refused_with_what_to_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)

    with pytest.raises(ValueError, match="python3 bothways"):
        addresses.checked(URL)


def test_settings_to_read_by_can_not_write_a_file(tmp_path: Path) -> None:
    path = tmp_path / "a file.sqlite3"
    sqlite3.connect(path).executescript("PRAGMA journal_mode=DELETE; CREATE TABLE a (b)")

    found = addresses.to_read(addresses.database(f"sqlite:///{path}"))

    connection = sqlite3.connect(found["NAME"], uri=True)
    assert connection.execute("SELECT count(*) FROM a").fetchone() == (0,)
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        connection.execute("INSERT INTO a VALUES (1)")
    assert "journal_mode" not in found["OPTIONS"]["init_command"]


def test_a_file_with_a_log_is_read_with_it_or_as_it_is_and_nothing_is_made(tmp_path: Path) -> None:
    path = tmp_path / "main.sqlite3"
    writer = sqlite3.connect(path, isolation_level=None)
    writer.executescript("PRAGMA journal_mode=WAL; CREATE TABLE a (b)")
    url = f"sqlite:///{path}"

    assert addresses.to_read(addresses.database(url))["NAME"].endswith("mode=ro&readonly_shm=1")
    writer.close()

    found = addresses.to_read(addresses.database(url))
    assert found["NAME"].endswith("immutable=1")
    reader = sqlite3.connect(found["NAME"], uri=True)
    assert reader.execute("SELECT count(*) FROM a").fetchone() == (0,)
    assert [one.name for one in tmp_path.iterdir()] == ["main.sqlite3"]


def test_a_server_is_told_that_nothing_is_written() -> None:
    found = addresses.to_read(addresses.database("postgresql://me@db/firm?options=-c%20a%3Db"))

    assert found["OPTIONS"]["options"] == "-c a=b -c default_transaction_read_only=on"


def test_what_is_said_of_a_bad_address_repeats_nothing_of_it() -> None:
    for bad in ("mysql://jo:hush@h/x", "postgresql://jo:hush@h:no/x", "postgresql://jo:hush@h:0/x"):
        with pytest.raises(ValueError, match="write it like") as refused:
            addresses.checked(bad)
        assert "hush" not in str(refused.value)
        assert "jo:" not in str(refused.value)


@pytest.mark.parametrize("bad", ["postgresql://h", "postgresql://h/", "postgresql://h:0/firm"])
def test_an_address_without_a_database_says_that_it_names_none(bad: str) -> None:
    with pytest.raises(ValueError, match="it names no database"):
        addresses.checked(bad)


@pytest.mark.parametrize("bad", ["postgresql://h:port/firm", "postgresql://h:99999/firm"])
def test_a_port_that_is_none_is_told_as_an_address_that_can_not_be_read(bad: str) -> None:
    with pytest.raises(ValueError, match="can't be read as an address"):
        addresses.checked(bad)


def test_what_is_shown_has_no_port_where_none_was_said_and_no_options() -> None:
    assert addresses.shown("postgresql://jo:hush@h/firm?sslmode=require") == "postgresql://h/firm"
    assert addresses.shown("postgresql:///firm?host=/run/pg&password=hush") == "postgresql:///firm"


def test_each_file_has_one_writer_at_a_time_who_waits_and_leaves_nothing_of_what_is_gone() -> None:
    for ballots in (True, False):
        options = addresses.database("sqlite:////srv/a.sqlite3", ballots=ballots)["OPTIONS"]
        assert options["transaction_mode"] == "IMMEDIATE"
        assert options["timeout"] >= 10
        assert "secure_delete=ON" in options["init_command"]
        assert "synchronous=FULL" in options["init_command"]


def test_settings_to_read_by_leave_those_to_write_by_as_they_were(tmp_path: Path) -> None:
    before = addresses.database(f"sqlite:///{tmp_path / 'a.sqlite3'}")

    addresses.to_read(before)

    assert before["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert before["NAME"] == tmp_path / "a.sqlite3"


def test_a_server_that_was_told_nothing_else_is_told_to_write_nothing() -> None:
    found = addresses.to_read(addresses.database(URL))

    assert found["OPTIONS"]["options"] == "-c default_transaction_read_only=on"
    assert found["OPTIONS"]["sslmode"] == "require"
