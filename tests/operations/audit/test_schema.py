"""Anything in a database that the program has not put there is found."""

import pytest

from tests import postgres
from tests.operations.audit.conftest import House


def test_the_program_s_own_tables_are_in_order(audited: House) -> None:
    assert audited.finds("schema") == set()
    assert audited.notices("schema") == set()


@pytest.mark.parametrize("of", ["default", "ballots"])
def test_a_table_more_is_found(audited: House, of: str) -> None:
    audited.sql("CREATE TABLE visits (person text, at text)", of=of)

    assert audited.finds("schema") == {"unknown-table"}


def test_a_view_is_found(audited: House) -> None:
    audited.sql("CREATE VIEW who AS SELECT person_id FROM surveys_entitlement")

    assert audited.finds("schema") == {"unknown-table"}


def test_a_moment_beside_the_ballots_is_found(audited: House) -> None:
    audited.boxes("ALTER TABLE ballotbox_bundle ADD COLUMN sent_at timestamp")

    assert audited.finds("schema") == {"unknown-column", "ballots-with-a-moment"}


def test_a_column_beside_the_envelopes_is_found(audited: House) -> None:
    audited.sql("ALTER TABLE surveys_entitlement ADD COLUMN fetched text")

    report = audited.report("schema")
    assert [one.code for one in report.violations] == ["unknown-column"]
    assert "surveys_entitlement.fetched" in report.violations[0].where


def test_an_index_more_is_found(audited: House) -> None:
    audited.sql("CREATE INDEX by_digest ON surveys_entitlement (blinded_digest, block)")

    assert audited.finds("schema") == {"unknown-index"}


@pytest.mark.sqlite
def test_a_trigger_is_found(audited: House) -> None:
    audited.boxes(
        "CREATE TRIGGER watch AFTER UPDATE ON ballotbox_bundle "
        "BEGIN UPDATE ballotbox_box SET size = size; END"
    )

    assert audited.finds("schema") == {"trigger"}


@pytest.mark.postgresql
def test_a_trigger_and_its_function_are_found(audited: House) -> None:
    audited.boxes(
        "CREATE FUNCTION watch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'"
    )
    audited.boxes("CREATE TRIGGER watch AFTER UPDATE ON ballotbox_bundle EXECUTE FUNCTION watch()")

    report = audited.report("schema")
    assert [one.code for one in report.violations] == ["trigger", "trigger"]


@pytest.mark.postgresql
def test_a_rule_and_a_table_in_another_schema_are_found(audited: House) -> None:
    audited.boxes("CREATE SCHEMA aside")
    audited.boxes("CREATE TABLE aside.visits (at timestamp)")
    audited.boxes(
        "CREATE RULE copy AS ON UPDATE TO ballotbox_bundle DO ALSO "
        "INSERT INTO aside.visits VALUES (now())"
    )

    assert audited.finds("schema") == {"trigger", "unknown-table"}


@pytest.mark.sqlite
def test_a_box_with_row_numbers_is_found(audited: House) -> None:
    audited.boxes("ALTER TABLE ballotbox_bundle RENAME TO before")
    audited.boxes("CREATE TABLE ballotbox_bundle AS SELECT * FROM before")
    audited.boxes("DROP TABLE before")

    assert "ballots-with-row-numbers" in audited.finds("schema")


@pytest.mark.postgresql
def test_a_counter_of_arrival_is_found(audited: House) -> None:
    audited.boxes("ALTER TABLE ballotbox_bundle ADD COLUMN n bigserial")

    assert audited.finds("schema") == {"unknown-column", "ballots-with-row-numbers"}


def test_a_default_that_fills_itself_is_found(audited: House) -> None:
    audited.boxes("ALTER TABLE ballotbox_box ADD COLUMN mark text DEFAULT 'x'")

    assert audited.finds("schema") == {"unknown-column", "ballots-with-a-moment"}


@pytest.mark.sqlite
def test_a_box_that_points_somewhere_is_found(audited: House) -> None:
    audited.boxes(
        "ALTER TABLE ballotbox_bundle ADD COLUMN box text REFERENCES ballotbox_box (round)"
    )

    assert "ballots-with-a-relation" in audited.finds("schema")


@pytest.mark.postgresql
def test_a_box_that_points_at_another_is_found(audited: House) -> None:
    audited.boxes(
        "ALTER TABLE ballotbox_bundle ADD CONSTRAINT points FOREIGN KEY (round) "
        "REFERENCES ballotbox_box (round)"
    )

    assert "ballots-with-a-relation" in audited.finds("schema")


def test_a_table_of_another_version_is_said(audited: House) -> None:
    audited.sql("ALTER TABLE surveys_round DROP COLUMN told")

    assert audited.notices("schema") == {"schema-of-another-version"}


def test_a_guard_that_was_taken_away_is_found(audited: House) -> None:
    audited.of_its_own()
    connection = postgres.connected(audited.folder / "bothways.sqlite3")
    sql = "SELECT name, tbl_name FROM sqlite_master WHERE name LIKE 'fixed_%' LIMIT 1"
    if postgres.is_asked_for():
        sql = (
            "SELECT tgname, tgrelid::regclass::text FROM pg_trigger "
            "WHERE left(tgname, 6) = 'fixed_' LIMIT 1"
        )
    ((name, table),) = connection.execute(sql).fetchall()
    on = f" ON {table}" if postgres.is_asked_for() else ""
    connection.execute(f'DROP TRIGGER "{name}"{on}')
    connection.close()

    assert audited.finds("schema") == {"guard-missing"}


@pytest.mark.sqlite
def test_a_trigger_of_a_guard_s_name_that_does_something_else_is_found(audited: House) -> None:
    connection = postgres.connected(audited.folder / "bothways.sqlite3")
    sql = "SELECT name, tbl_name FROM sqlite_master WHERE name LIKE 'fixed_%' LIMIT 1"
    ((name, table),) = connection.execute(sql).fetchall()
    connection.execute(f'DROP TRIGGER "{name}"')
    connection.execute(f'CREATE TRIGGER "{name}" AFTER UPDATE ON "{table}" BEGIN SELECT 1; END')
    connection.close()

    assert audited.finds("schema") == {"trigger"}


def on_postgres(audited: House, *statements: str) -> None:
    """Say something as whoever owns the database does, with its triggers in force."""
    audited.of_its_own()
    with postgres.connected(audited.folder / "bothways.sqlite3") as connection:
        for words in statements:
            connection.execute(words)


@pytest.mark.postgresql
def test_a_large_object_and_a_table_hung_on_an_extension_are_found(audited: House) -> None:
    on_postgres(
        audited,
        "SELECT lo_from_bytea(0, 'who was here')",
        "CREATE SCHEMA aside",
        "CREATE TABLE aside.visits (person text)",
        "ALTER EXTENSION plpgsql ADD TABLE aside.visits",
    )

    assert audited.finds("schema") == {"large-object", "unknown-table"}


def a_guard(audited: House) -> tuple[str, str]:
    (row,) = audited.sql(
        "SELECT tgname, tgrelid::regclass::text FROM pg_trigger "
        "WHERE left(tgname, 6) = 'fixed_' AND tgname LIKE '%%update%%' ORDER BY 1 LIMIT 1"
    )
    name, table = row
    return str(name), str(table)


@pytest.mark.postgresql
def test_guards_whose_function_was_emptied_or_that_are_switched_off_are_found(
    audited: House,
) -> None:
    name, table = a_guard(audited)
    emptied = "BEGIN RETURN NEW; END"
    function = f'FUNCTION "{name}"() RETURNS trigger LANGUAGE plpgsql AS'
    ((body,),) = audited.sql("SELECT prosrc FROM pg_proc WHERE proname = %s", name)
    assert audited.finds("schema") == set()

    on_postgres(audited, f"CREATE OR REPLACE {function} $${emptied}$$")
    assert audited.finds("schema") == {"guard-missing"}
    on_postgres(audited, f"CREATE OR REPLACE {function} $${body}$$")
    assert audited.finds("schema") == set()

    on_postgres(audited, f'ALTER TABLE "{table}" DISABLE TRIGGER "{name}"')
    (found,) = audited.report("schema").violations
    assert found.where.endswith(name)
    assert "switched off" in found.found


@pytest.mark.postgresql
def test_a_guard_on_another_table_and_a_database_that_fires_none_are_found(audited: House) -> None:
    name, table = a_guard(audited)
    ((database,),) = audited.sql("SELECT current_database()")
    on_postgres(
        audited,
        f'DROP TRIGGER "{name}" ON "{table}"',
        f'CREATE TRIGGER "{name}" BEFORE UPDATE ON jobs_schedule '
        f'FOR EACH ROW EXECUTE FUNCTION "{name}"()',
    )
    assert audited.finds("schema") == {"guard-missing"}

    on_postgres(audited, f"ALTER DATABASE \"{database}\" SET session_replication_role = 'replica'")

    words = [one.found for one in audited.report("schema").violations]
    assert any("no trigger fires" in one for one in words)


def test_the_tables_of_the_search_are_the_program_s_own_but_not_with_a_column_more(
    audited: House,
) -> None:
    if postgres.is_asked_for():
        audited.sql("ALTER TABLE search_words ADD COLUMN who text")
    else:
        audited.sql("ALTER TABLE search_words_content ADD COLUMN who text")

    assert audited.finds("schema") == {"unknown-column"}


def test_a_text_that_nothing_in_the_open_says_is_found_in_the_search(audited: House) -> None:
    audited.sql(
        "INSERT INTO search_indexed (kind, ref, title, body, said_on) "
        "VALUES ('promise', 'x', 'Who answered what', '', '2026-11-02')"
    )

    assert audited.finds("schema") == {"search-out-of-step"}
