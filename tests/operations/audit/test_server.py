"""What a server of PostgreSQL is set to write down is found."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests import postgres
from tests.operations.audit.conftest import House

pytestmark = pytest.mark.postgresql


def set_for_ballots(audited: House, name: str, value: str) -> None:
    audited.of_its_own()  # else this would be said of the one that all are copied from
    database = audited.url("ballots").rpartition("/")[2]
    audited.boxes(f"ALTER DATABASE \"{database}\" SET {name} = '{value}'")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("log_statement", "mod"),
        ("log_statement", "all"),
        ("log_min_duration_statement", "250"),
        ("log_min_duration_sample", "0"),
        ("log_transaction_sample_rate", "0.5"),
        ("log_duration", "on"),
    ],
)
def test_a_server_that_logs_statements_of_ballots_is_found(
    audited: House, name: str, value: str
) -> None:
    set_for_ballots(audited, name, value)

    report = audited.report("journals")

    assert {one.code for one in report.violations} == {"statements-logged"}
    assert name in report.violations[0].where


def test_what_is_set_for_another_role_is_found_too(audited: House) -> None:
    audited.boxes("CREATE ROLE somebody_else")
    audited.boxes("ALTER ROLE somebody_else SET log_statement = 'all'")
    try:
        assert audited.finds("journals") == {"statements-logged"}
    finally:
        audited.boxes("DROP ROLE somebody_else")


def test_a_slot_that_nobody_reads_and_a_publication_are_found(audited: House) -> None:
    audited.boxes("SELECT pg_create_physical_replication_slot('forgotten', true)")
    audited.boxes("CREATE PUBLICATION out FOR ALL TABLES")
    try:
        assert audited.finds("journals") == {"ballots-log-held", "ballots-log-decoded"}
    finally:
        audited.boxes("SELECT pg_drop_replication_slot('forgotten')")


def test_that_the_log_keeps_ballots_for_a_while_is_said(audited: House) -> None:
    assert audited.notices("journals") == {"ballots-log-kept-a-while"}
    assert audited.finds("journals") == set()


@contextmanager
def served(**settings: str) -> Iterator[House]:
    """A server of its own with such settings, and nothing but the box's name in it."""
    server = postgres.Server(**settings).make()
    try:
        yield server  # type: ignore[misc]
    finally:
        server.remove()


def test_moments_archives_and_decoding_are_found(audited: House, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    with served(
        track_commit_timestamp="on",
        archive_mode="on",
        archive_command="true",
        wal_level="logical",
        shared_preload_libraries="pg_stat_statements",
    ) as server:
        url = server.new_database("box")  # type: ignore[attr-defined]
        monkeypatch.setattr(House, "url", lambda _house, _alias: url)

        report = audited.report("journals")

        assert {one.code for one in report.violations} == {
            "commit-moments-kept",
            "ballots-log-archived",
            "ballots-log-decoded",
        }
        notices = {one.code for one in report.findings} - {o.code for o in report.violations}
        assert "statements-watched" in notices
        counted(url)
        assert "ballots-counted-by-the-server" in audited.finds("journals")


def counted(url: str) -> None:
    import psycopg

    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE EXTENSION pg_stat_statements")
        connection.execute("CREATE TABLE ballotbox_bundle (id text)")
        connection.execute("SELECT count(*) FROM ballotbox_bundle")


def test_a_replica_is_said(audited: House, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    with served(wal_level="replica") as server:
        replica = postgres.Server().copy_of(server)  # type: ignore[arg-type]
        try:
            url = server.new_database("box")  # type: ignore[attr-defined]
            monkeypatch.setattr(House, "url", lambda _house, _alias: url)
            assert "ballots-copied" in audited.notices("journals")
        finally:
            replica.remove()
