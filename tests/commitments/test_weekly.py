"""What promises put into the week of those who gave them and of those they were made to."""

from datetime import date, timedelta

import pytest
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from bothways.commitments.actions import (
    break_commitment,
    give_word,
    hand_over,
    keep_commitment,
)
from bothways.commitments.models import Commitment
from bothways.commitments.weekly import (
    MOST_PROMISED,
    asked_to_take_on,
    news_since,
    ones_own_word,
    what_one_was_promised,
)
from bothways.notifications.weekly import ANSWERED, NEEDS_ME, NEW, PROMISED, Line, lines_for
from bothways.people.models import Person
from tests.cast import Cast
from tests.commitments.conftest import DUE, days_after
from tests.factories import at_nine, make_promise


def said_in(section: str, person: Person, on: date) -> list[tuple[str, str]]:
    return [(str(line.words), line.said) for line in lines(section, person, on)]


def lines(section: str, person: Person, on: date) -> list[Line]:
    return lines_for([person], on)[person.pk][section]


@pytest.mark.parametrize(
    ("n_days", "words"),
    [(2, None), (3, "Due on 12 November"), (10, "Due today"), (11, "Silent for a day")],
)
def test_ones_own_word_needs_one_from_a_week_before_its_day(
    promise: Commitment, firm: Cast, n_days: int, words: str | None
) -> None:
    expected = [(words, promise.text)] if words else []

    assert said_in(NEEDS_ME, firm.manager, days_after(n_days)) == expected
    assert said_in(NEEDS_ME, firm.employee, days_after(n_days)) == []


def test_a_silent_promise_comes_before_one_that_is_due(promise: Commitment, firm: Cast) -> None:
    on = days_after(12)
    make_promise(firm.manager, "The stools are there.", due_on=on)

    assert [line.said for line in lines(NEEDS_ME, firm.manager, on)] == [
        promise.text,
        "The stools are there.",
    ]


def test_a_word_makes_it_lighter_and_its_end_takes_it_away(promise: Commitment, firm: Cast) -> None:
    on = days_after(12)
    give_word(promise, by=firm.manager, words="On its way.", at=at_nine(on))
    (line,) = lines(NEEDS_ME, firm.manager, on)
    keep_commitment(promise, by=firm.manager, words="Done.", at=at_nine(on))

    assert str(line.words) == "Past its day"
    assert "a word on 14 November" in str(line.more)
    assert lines(NEEDS_ME, firm.manager, on) == []


def test_the_line_names_to_whom_and_leads_to_the_promise(promise: Commitment, firm: Cast) -> None:
    (line,) = lines(NEEDS_ME, firm.manager, DUE)

    assert str(line.by) == "You, to Assembly, on 2 November"
    assert line.link == f"/promises/{promise.pk}/"
    assert (str(line.act), line.minutes, line.sign) == ("Say how it stands", 1, "open")


def test_those_it_was_made_to_have_it_among_what_they_were_promised(
    promise: Commitment, firm: Cast
) -> None:
    (line,) = lines(PROMISED, firm.employee, days_after(1))

    assert (str(line.words), line.said) == ("Due on 12 November", promise.text)
    assert (line.by, line.since) == ("Ruben Dahl", promise.made_on)
    assert lines(PROMISED, firm.other_employee, days_after(1)) == []
    assert all(lines(section, firm.other_employee, DUE) == [] for section in (ANSWERED, NEW))


def test_what_became_of_it_is_news_of_that_day(promise: Commitment, firm: Cast) -> None:
    silent = lines(PROMISED, firm.employee, days_after(14))[0]
    break_commitment(promise, by=firm.manager, words="No steel.", at=at_nine(days_after(15)))
    broken = lines(PROMISED, firm.employee, days_after(16))[0]

    assert (silent.since, str(silent.words)) == (days_after(11), "Silent for 4 days")
    assert (broken.since, str(broken.words)) == (days_after(15), "Broken")
    assert lines(PROMISED, firm.employee, days_after(46)) == []


def test_what_is_between_two_stands_in_the_week_of_these_two_alone(firm: Cast) -> None:
    make_promise(firm.manager, "A stool for you.", to=firm.employee, due_on=DUE)
    weeks = lines_for(firm.people(), DUE)
    having = {
        pk
        for pk, week in weeks.items()
        if any(line.said == "A stool for you." for section in week.values() for line in section)
    }

    assert having == {firm.manager.pk, firm.employee.pk}


def test_of_many_promises_the_past_and_then_the_newest_stand_there(firm: Cast) -> None:
    first = make_promise(firm.manager, "Promise 0.", due_on=days_after(1))
    for n in range(1, MOST_PROMISED + 3):
        make_promise(firm.manager, f"Promise {n}.", made_on=days_after(n), due_on=days_after(60))

    found = [line.said for line in lines(PROMISED, firm.employee, days_after(20))]

    assert len(found) == MOST_PROMISED
    assert found[0] == first.text
    assert found[1] == f"Promise {MOST_PROMISED + 2}."


def test_a_line_is_said_in_the_language_in_which_it_is_read(
    promise: Commitment, firm: Cast
) -> None:
    (line,) = lines(NEEDS_ME, firm.manager, DUE + timedelta(days=1))

    with translation.override("de"):
        assert str(line.words) == "Seit einem Tag kein Wort"
    assert str(line.words) == "Silent for a day"


def test_whoever_is_asked_to_take_one_on_needs_to_answer(promise: Commitment, firm: Cast) -> None:
    words = "I leave in May."
    hand_over(promise, to=firm.employee, by=firm.manager, words=words, at=at_nine(days_after(1)))

    (line,) = lines(NEEDS_ME, firm.employee, days_after(1))

    assert (str(line.words), line.said) == ("You are asked to take a promise on", promise.text)
    assert (line.by, str(line.act)) == ("Ruben Dahl", "Say yes or no")
    assert line.link == f"/promises/{promise.pk}/taking-on/"
    assert line.since == days_after(1)
    assert lines(NEEDS_ME, firm.colleague, days_after(1)) == []


def test_whoever_was_asked_needs_not_answer_any_more_once_it_has_ended(
    promise: Commitment, firm: Cast
) -> None:
    at = at_nine(days_after(1))
    hand_over(promise, to=firm.employee, by=firm.manager, words="I leave in May.", at=at)

    keep_commitment(promise, by=firm.manager, words="All hang there.", at=at)

    assert lines(NEEDS_ME, firm.employee, days_after(1)) == []


@pytest.mark.parametrize(
    ("language", "says"), [("de", "Sie, an Assembly, am "), ("es", "Usted, a Assembly, ")]
)
def test_to_whom_is_said_in_the_language_of_the_mail(
    promise: Commitment, firm: Cast, language: str, says: str
) -> None:
    (line,) = lines(NEEDS_ME, firm.manager, DUE)

    with translation.override(language):
        assert str(line.by).startswith(says)


def test_everyone_and_one_person_are_named(firm: Cast) -> None:
    make_promise(firm.manager, "To all.", due_on=DUE)
    make_promise(firm.manager, "To one.", to=firm.employee, due_on=DUE)

    named = {line.said: str(line.by) for line in lines(NEEDS_ME, firm.manager, DUE)}

    assert named == {
        "To all.": "You, to everyone, on 2 November",
        "To one.": "You, to Jo Marsh, on 2 November",
    }


def test_the_week_of_many_costs_as_many_questions_as_that_of_one(
    promise: Commitment, firm: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(6):
        make_promise(firm.owner, f"Gauge {number} is there.", due_on=DUE)
    everybody = list(Person.objects.here())

    with django_assert_num_queries(2):
        assert len(ones_own_word(everybody, DUE)[firm.owner.pk]) == 6
    with django_assert_num_queries(1):
        asked_to_take_on(everybody, DUE)
    with django_assert_num_queries(2):
        assert len(what_one_was_promised(everybody, DUE)[firm.employee.pk]) == 6


@pytest.mark.parametrize(("n_days", "there"), [(30, True), (31, False)])
def test_an_end_stands_for_thirty_days(
    promise: Commitment, firm: Cast, n_days: int, there: bool
) -> None:
    break_commitment(promise, by=firm.manager, words="No money.", at=at_nine(days_after(0)))

    found = what_one_was_promised([firm.employee], days_after(n_days))

    assert (firm.employee.pk in found) is there


def test_news_of_a_promise_is_of_its_last_event(promise: Commitment, firm: Cast) -> None:
    assert news_since(promise, days_after(3)) == days_after(0)
    assert news_since(promise, days_after(15)) == days_after(11)

    give_word(promise, by=firm.manager, words="Soon.", at=at_nine(days_after(15)))
    assert news_since(promise, days_after(16)) == days_after(15)
    assert news_since(promise, days_after(30)) == days_after(16)

    keep_commitment(promise, by=firm.manager, words="Done.", at=at_nine(days_after(31)))
    assert news_since(promise, days_after(40)) == days_after(31)
