"""Whoever is erased is erased from programmes too; what decides about a result stays."""

import pytest

from bothways.operations.actions.erasing import erase, plan_for
from bothways.people.models import Person
from bothways.programmes.actions import say
from bothways.programmes.models import Design, Draw, Programme
from bothways.programmes.queries import is_as_declared
from bothways.surveys.models import Round
from tests.cast import Cast
from tests.factories import TODAY, at_nine
from tests.programmes.many_groups import drawn

pytestmark = pytest.mark.django_db
NOW = at_nine(TODAY)


@pytest.fixture
def programme(firm: Cast, before: Round) -> Programme:
    """One whose words name somebody."""
    return drawn(firm.people_lead, expected="Jo Marsh says so less often.")


def test_a_name_in_the_words_is_taken_out(programme: Programme, employee: Person) -> None:
    erase(employee, by=None, on=TODAY, at=NOW)

    programme.refresh_from_db()
    assert "Jo Marsh" not in programme.expected
    assert programme.expected.endswith("says so less often.")


def test_the_design_and_the_draw_stay_as_they_were(programme: Programme, employee: Person) -> None:
    design, lot = Design.objects.values().get(), Draw.objects.values().get()

    erase(employee, by=None, on=TODAY, at=NOW)

    assert Design.objects.values().get() == design
    assert Draw.objects.values().get() == lot


def test_a_word_that_the_law_took_out_is_no_false_alarm(
    programme: Programme, employee: Person
) -> None:
    erase(employee, by=None, on=TODAY, at=NOW)

    assert is_as_declared(Programme.objects.get()) is not False


def test_whoever_declared_and_spoke_is_told_that_this_stays(
    programme: Programme, firm: Cast
) -> None:
    say(programme, by=firm.people_lead, words="It goes well.", at=NOW)

    kept = dict(plan_for(firm.people_lead).kept)

    assert kept["programmes that were declared"] == 1
    assert kept["words about programmes"] == 1
