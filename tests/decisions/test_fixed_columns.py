"""Column by column: what raw SQL can't change under a decision, and what the law may."""

import pytest
from django.db import DatabaseError, connection, transaction

from bothways.decisions.actions import answer_question, ask_about, correct
from bothways.decisions.fixed import KEYS, WORDS
from bothways.decisions.models import Answer, Correction, Decision, Question, Said, Version
from bothways.storage.triggers import TRIGGERS, missing
from tests.cast import Cast
from tests.factories import NOW

COLUMNS = [(model, column) for model, columns in WORDS.items() for column in columns]
OTHER_WORDS = {"options": """'[{"text": "Another"}]'"""}
OTHER_KEYS = {
    (Version, "number"): "9",
    (Version, "kind"): "'changed'",
    (Version, "outcome"): "'yes'",
    (Version, "decided_on"): "'2020-01-01'",
    (Version, "said_on"): "'2020-01-01'",
    (Version, "look_again_on"): "'2030-01-01'",
    (Correction, "said_on"): "'2020-01-01'",
    (Question, "said_on"): "'2020-01-01'",
    (Answer, "said_on"): "'2020-01-01'",
}
TABLES = [model._meta.db_table for model in KEYS]


@pytest.fixture(autouse=True)
def spoken_of(firm: Cast, decision: Decision) -> Decision:
    """A decision with a row in every table that is fixed."""
    correct(decision, by=firm.manager, was="30 presses", now="13", words="Misread.", at=NOW)
    asked = ask_about(decision, by=firm.employee, words="Why?", at=NOW)
    answer_question(asked, by=firm.manager, words="The wiring.", at=NOW)
    return decision


def run(sql: str) -> None:
    """Say it to the database, past the program."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.mark.parametrize(("model", "column"), COLUMNS)
def test_no_words_change_without_a_mark(model: type[Said], column: str) -> None:
    table, other = model._meta.db_table, OTHER_WORDS.get(column, "'other words'")

    with pytest.raises(DatabaseError, match="stays as it is"):
        run(f"UPDATE {table} SET {column} = {other}")


@pytest.mark.parametrize(("model", "column"), [one for one in COLUMNS if one != (Version, "why")])
def test_words_that_lose_a_name_do_so_with_a_mark(model: type[Said], column: str) -> None:
    table, other = model._meta.db_table, OTHER_WORDS.get(column, "'other words'")

    run(f"UPDATE {table} SET {column} = {other}, n_erased = n_erased + 1")

    assert model.objects.get().n_erased == 1


@pytest.mark.parametrize(("model", "column"), OTHER_KEYS)
def test_what_a_row_is_changes_not_even_with_a_mark(model: type[Said], column: str) -> None:
    other = OTHER_KEYS[model, column]

    with pytest.raises(DatabaseError, match="stays as it is"):
        run(f"UPDATE {model._meta.db_table} SET {column} = {other}, n_erased = n_erased + 1")


@pytest.mark.parametrize("table", TABLES)
def test_whose_it_was_and_the_mark_itself_stay(table: str) -> None:
    run(f"UPDATE {table} SET n_erased = 2")

    for change in (
        "n_erased = 1",
        "n_erased = 0",
        f"by_id = (SELECT p.id FROM people_person p WHERE p.id <> {table}.by_id LIMIT 1)",
    ):
        with pytest.raises(DatabaseError, match="stays as it is"):
            run(f"UPDATE {table} SET {change}")


@pytest.mark.parametrize("table", TABLES)
def test_no_row_is_deleted_or_put_in_the_place_of_another(table: str) -> None:
    with pytest.raises(DatabaseError, match="stays as it is"):
        run(f"DELETE FROM {table}")
    with pytest.raises(DatabaseError, match="stays as it is"):
        run(f"INSERT INTO {table} SELECT * FROM {table}")


@pytest.mark.parametrize("table", TABLES)
def test_every_table_has_its_four_triggers_and_they_are_up(table: str) -> None:
    ours = [trigger for trigger in TRIGGERS if trigger.table == table]

    assert sorted(trigger.on for trigger in ours) == ["DELETE", "INSERT", "TRUNCATE", "UPDATE"]
    assert not {trigger.full_name for trigger in ours} & set(missing())


def test_every_column_of_words_is_among_those_that_are_fixed() -> None:
    for model in KEYS:
        columns = {field.column for field in model._meta.concrete_fields}

        assert columns == {*KEYS[model], *WORDS[model], "n_erased"}, model
