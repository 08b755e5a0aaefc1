"""What decides about a result is written once."""

import pytest
from django.db import DatabaseError, connection, transaction

from bothways.people.models import Person
from bothways.programmes.actions import judge
from bothways.programmes.errors import FixedError
from bothways.programmes.models import Design, Draw, Programme, Verdict
from bothways.programmes.queries import draw_holds, is_as_declared
from bothways.record.attempts import write_attempts
from bothways.record.models import Entry
from bothways.surveys.models import Round
from tests.factories import at_nine
from tests.programmes.many_groups import AFTER, agreeing, counted_round, drawn

pytestmark = pytest.mark.django_db
Leaders = dict[str, Person]


@pytest.fixture
def programme(people_lead: Person, before: Round) -> Programme:
    """One that was declared and drawn."""
    return drawn(people_lead)


def test_no_part_of_the_program_changes_a_design_or_a_draw(programme: Programme) -> None:
    design, lot = programme.design, programme.draw
    design.weeks = 1

    for attempt in (
        design.save,
        design.delete,
        lot.delete,
        programme.delete,
        lambda: Design.objects.update(chosen="low"),
        lambda: Design.objects.filter(pk=design.pk).delete(),
        lambda: Draw.objects.update(first=[]),
    ):
        with pytest.raises(FixedError, match="stays as it is"), transaction.atomic():
            attempt()

    write_attempts()
    assert Design.objects.get().weeks == 4
    assert Entry.objects.filter(verb="programme.change_refused").count() == 7


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE programmes_design SET weeks = 1",
        "DELETE FROM programmes_design",
        "UPDATE programmes_draw SET seed = 'ab'",
        "DELETE FROM programmes_draw",
    ],
)
def test_the_database_refuses_it_too(programme: Programme, sql: str) -> None:
    with (
        pytest.raises(DatabaseError, match="stays as it is"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)


def test_a_verdict_stays_as_it_was_said(programme: Programme, leaders: Leaders) -> None:
    counted_round(leaders, agreeing(programme, first=7, rest=4), closed=AFTER)
    judge(programme, at=at_nine(AFTER))

    with pytest.raises(FixedError):
        Verdict.objects.update(document={"says": "clearly up"})


def test_words_that_were_changed_past_the_program_are_told_from_those_on_the_record(
    programme: Programme,
) -> None:
    assert is_as_declared(programme) is True
    Programme.objects.filter(pk=programme.pk).update(expected="Anything at all.")

    assert is_as_declared(Programme.objects.get(pk=programme.pk)) is False


def test_the_draw_is_repeated_and_a_forged_one_does_not_hold(programme: Programme) -> None:
    assert draw_holds(programme) is True
    programme.draw.first = programme.draw.first[::-1]

    assert draw_holds(programme) is False

    programme.draw.seed = "00" * 32
    assert draw_holds(programme) is False
