"""The days of decisions, in the calendars of those who answer for them."""

from datetime import timedelta

from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from bothways.decisions.actions import answer_question, ask_about, let_stand, record_decision
from bothways.decisions.calendar import days_of_decisions
from bothways.decisions.models import SILENT_AFTER, Decision
from bothways.notifications.calendar import Day, days_of
from bothways.people.models import Person
from tests.cast import Cast
from tests.factories import NOW, TODAY, make_decision, tell_of

AGAIN = TODAY + timedelta(days=200)


def of(person: Person) -> list[Day]:
    return list(days_of_decisions(person, TODAY))


def test_the_day_to_look_again_is_in_the_calendar_of_those_who_decided(
    firm: Cast, decision: Decision
) -> None:
    (day,) = of(firm.manager)

    assert day.on == decision.look_again_on
    assert day.title == f"Look at it again: {decision.question}"
    assert day.link == f"/decisions/{decision.pk}/"
    assert of(firm.employee) == of(firm.owner) == []
    assert day in days_of(firm.manager, on=TODAY)


def test_another_day_is_the_same_entry_moved(firm: Cast, decision: Decision) -> None:
    (before,) = of(firm.manager)

    let_stand(decision, by=firm.manager, why="It is right.", look_again_on=AGAIN, version=1, at=NOW)

    (after,) = of(firm.manager)
    assert (after.key, after.on) == (before.key, AGAIN)
    assert after.n_moves > before.n_moves


def test_an_answer_that_is_owed_has_the_last_day_before_it_is_silent(
    firm: Cast, decision: Decision
) -> None:
    question = ask_about(decision, by=firm.employee, words="Why now?", at=NOW)
    decision.refresh_from_db()

    _look, owed = of(firm.manager)

    assert owed.on == TODAY + SILENT_AFTER
    assert not decision.is_silent(owed.on)
    assert decision.is_silent(owed.on + timedelta(days=1))
    assert owed.title == f"An answer is owed: {decision.question}"
    assert of(firm.employee) == []
    answer_question(question, by=firm.manager, words="Because of May.", at=NOW)
    assert [day.key for day in of(firm.manager)] == [f"decision-{decision.pk}"]


def test_what_was_replaced_is_looked_at_no_more(firm: Cast, decision: Decision) -> None:
    told = tell_of("Another question?", look_again_on=AGAIN)
    now = record_decision(by=firm.manager, told=told, replaces=decision, at=NOW)

    assert [day.key for day in of(firm.manager)] == [f"decision-{now.pk}"]


def test_where_nobody_who_decided_is_here_the_owner_has_its_days(
    firm: Cast, decision: Decision
) -> None:
    assert of(firm.owner) == []

    Person.objects.filter(pk=firm.manager.pk).update(left_on=TODAY)

    assert [day.key for day in of(firm.owner)] == [f"decision-{decision.pk}"]
    assert of(firm.employee) == []


def test_many_decisions_cost_no_more_questions(
    firm: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(5):
        make_decision(firm.manager, f"Question {number}?")

    with django_assert_num_queries(3):
        assert len(of(firm.manager)) == 5


def test_its_days_are_said_in_the_readers_language(firm: Cast, decision: Decision) -> None:
    said = set()
    for language in ("en", "de", "es"):
        with translation.override(language):
            said.update(day.title.partition(":")[0] for day in of(firm.manager))

    assert len(said) == 3
