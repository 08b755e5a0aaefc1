"""Triggers: what is fixed is refused to raw SQL, under names that tell the definition."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.db import DatabaseError, connection, transaction

from bothways.people.models import Unit
from bothways.storage import triggers
from bothways.storage.triggers import TRIGGERS, Trigger, differs, missing, put_up, standing
from tests.factories import make_unit

A_UNIT = Trigger(
    "a_test", "people_unit", "UPDATE", differs("name"), "a name of these tests is fixed"
)
SAYS = A_UNIT.says


@pytest.fixture
def ours(db: None) -> Iterator[None]:
    """One trigger more than the program has, gone after the test."""
    TRIGGERS.append(A_UNIT)
    put_up()
    yield
    TRIGGERS.remove(A_UNIT)  # in the database it goes with the test's transaction


def run(sql: str, *values: object) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)


def test_every_trigger_of_the_program_stands_in_the_tests_database_too() -> None:
    assert missing() == []
    assert len(standing()) >= 20


def test_raw_sql_meets_the_words_of_the_trigger_and_changes_nothing(ours: None) -> None:
    unit = make_unit("Millrace")

    with pytest.raises(DatabaseError, match=SAYS):
        run("UPDATE people_unit SET name = 'Other' WHERE path = %s", "Millrace")

    unit.refresh_from_db()
    assert unit.name == "Millrace"


def test_the_program_itself_meets_it_as_well(ours: None) -> None:
    make_unit("Millrace")

    with pytest.raises(DatabaseError, match=SAYS), transaction.atomic():
        Unit.objects.update(name="Other")


def test_what_the_condition_does_not_speak_of_passes(ours: None) -> None:
    make_unit("Millrace")

    run("UPDATE people_unit SET name = 'Millrace', path = 'Elsewhere'")

    assert Unit.objects.get().path == "Elsewhere"


def test_put_up_twice_it_stands_once(ours: None) -> None:
    before = standing()

    put_up()

    assert standing() == before
    assert A_UNIT.full_name in before


def test_what_is_not_registered_any_more_is_taken_down(ours: None) -> None:
    TRIGGERS.remove(A_UNIT)
    try:
        put_up()

        assert A_UNIT.full_name not in standing()
        make_unit("Millrace")
        run("UPDATE people_unit SET name = 'Other'")
    finally:
        TRIGGERS.append(A_UNIT)
    assert Unit.objects.get().name == "Other"


def test_one_that_somebody_took_down_is_missing_by_its_name(ours: None) -> None:
    on_postgres = connection.vendor == "postgresql"
    run(f'DROP TRIGGER "{A_UNIT.full_name}"' + (" ON people_unit" if on_postgres else ""))

    assert missing() == [A_UNIT.full_name]

    put_up()
    assert missing() == []


def test_without_its_table_or_what_it_speaks_of_it_waits(ours: None) -> None:
    for waits in (replace(A_UNIT, table="no_table"), replace(A_UNIT, needs=("no_table",), says="")):
        TRIGGERS.append(waits)
        try:
            put_up()
            assert waits.full_name not in standing()
        finally:
            TRIGGERS.remove(waits)


def test_before_tables_change_all_are_taken_down_and_after_it_all_stand(ours: None) -> None:
    before = standing()

    triggers.before_migrate("default", plan=[])
    assert standing() == before
    triggers.before_migrate("default", plan=["a step"])
    assert standing() == set()

    triggers.after_migrate("default")
    assert standing() == before


@pytest.mark.parametrize(
    "changed",
    [{"table": "people_role"}, {"on": "DELETE"}, {"when": "TRUE"}, {"says": "another sentence"}],
)
def test_another_definition_has_another_name(changed: dict[str, str]) -> None:
    assert replace(A_UNIT, **changed).full_name != A_UNIT.full_name


def test_a_name_tells_whose_it_is_and_what_it_is_on() -> None:
    assert A_UNIT.full_name.startswith("fixed_a_test_update_")
    assert replace(A_UNIT, needs=("people_role",)).full_name == A_UNIT.full_name


def test_no_two_triggers_have_one_name_and_no_name_is_too_long_for_postgresql() -> None:
    names = [trigger.full_name for trigger in TRIGGERS]

    assert len(set(names)) == len(names)
    assert [name for name in names if len(name) > 63] == []


def test_no_sentence_of_a_trigger_can_end_the_sql_it_stands_in() -> None:
    assert [t.says for t in TRIGGERS if "'" in t.says or "%" in t.says or "$$" in t.says] == []


def test_a_column_differs_also_when_it_gets_or_loses_its_value() -> None:
    assert differs("a", "b") == "(OLD.a IS DISTINCT FROM NEW.a OR OLD.b IS DISTINCT FROM NEW.b)"


def test_a_trigger_that_somebody_wrote_anew_is_not_as_made() -> None:
    ours = next(trigger for trigger in TRIGGERS if trigger.on == "UPDATE")
    (made,) = triggers._made(ours, "sqlite")

    assert triggers.is_as_made(ours.full_name, made)
    assert not triggers.is_as_made(ours.full_name, made.replace("ABORT", "IGNORE"))
    assert not triggers.is_as_made("fixed_nothing_like_this", made)
