"""The days of promises, in the calendars of those whom they concern."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from bothways.commitments.actions import (
    hand_over,
    keep_commitment,
    move_commitment,
    take_on,
)
from bothways.commitments.calendar import day_of, days_of_promises
from bothways.commitments.models import Commitment
from bothways.people.models import Person
from tests.cast import Cast
from tests.commitments.conftest import DUE, days_after
from tests.conftest import ClientOf
from tests.factories import NOW, TODAY, make_promise


def titles(person: Person) -> list[str]:
    return sorted(one.title for one in days_of_promises(person, TODAY))


def test_a_word_is_in_the_calendar_of_whoever_gave_it_and_of_those_who_heard_it(
    promise: Commitment, firm: Cast
) -> None:
    assert titles(firm.manager) == ["Your word: The gauges are at every station."]
    assert titles(firm.employee) == ["Ruben Dahl promised: The gauges are at every station."]
    assert titles(firm.other_employee) == []


@pytest.mark.parametrize(
    ("language", "own", "theirs"),
    [
        ("de", "Ihr Wort: ", "Ruben Dahl hat zugesagt: "),
        ("es", "Su palabra: ", "Ruben Dahl promet"),
    ],
)
def test_a_day_is_said_in_the_readers_language(
    promise: Commitment, firm: Cast, language: str, own: str, theirs: str
) -> None:
    with translation.override(language):
        assert titles(firm.manager)[0].startswith(own)
        assert titles(firm.employee)[0].startswith(theirs)


def test_what_is_between_two_is_in_the_calendars_of_these_two_alone(firm: Cast) -> None:
    make_promise(firm.manager, "Between us.", to=firm.employee)

    with_it = [person.name for person in firm.people() if titles(person)]

    assert with_it == ["Ruben Dahl", "Jo Marsh"]


def test_a_moved_promise_stands_on_its_new_day_as_the_same_entry(
    promise: Commitment, firm: Cast
) -> None:
    before = day_of(promise, reader=firm.manager)

    move_commitment(promise, by=firm.manager, to=days_after(20), words="Late.", at=NOW)

    after = day_of(promise, reader=firm.manager)
    assert (before.on, after.on) == (DUE, days_after(20))
    assert before.key == after.key
    assert (before.n_moves, after.n_moves) == (0, 1)


def test_what_ended_is_in_no_calendar(promise: Commitment, firm: Cast) -> None:
    keep_commitment(promise, by=firm.manager, words="Done.", at=NOW)

    assert titles(firm.manager) == titles(firm.employee) == []


def test_what_changed_hands_is_the_word_of_its_new_name(promise: Commitment, firm: Cast) -> None:
    words = "I leave in May."
    asked = hand_over(promise, to=firm.employee, by=firm.manager, words=words, at=NOW)

    take_on(asked, by=firm.employee, words="", at=NOW)

    assert titles(firm.manager) == []
    assert titles(firm.employee) == ["Your word: The gauges are at every station."]
    assert titles(firm.colleague) == ["Jo Marsh promised: The gauges are at every station."]


def test_many_promises_cost_no_more_questions(
    firm: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(5):
        make_promise(firm.manager, f"Gauge {number} is there.")

    with django_assert_num_queries(1):
        assert len(titles(firm.employee)) == 5


def test_the_file_of_one_day_is_for_those_who_see_the_promise(
    firm: Cast, client_of: ClientOf
) -> None:
    between = make_promise(firm.manager, to=firm.employee, due_on=DUE + timedelta(days=3))
    address = reverse("commitments:day", args=[between.pk])

    reply = client_of(firm.employee).get(address)

    assert reply.status_code == 200
    assert b"DTSTART;VALUE=DATE:20261115" in reply.content
    assert "promise-2026-11-15.ics" in reply["Content-Disposition"]
    assert client_of(firm.owner).get(address).status_code == 404
    assert client_of(firm.employee).post(address).status_code == 405
