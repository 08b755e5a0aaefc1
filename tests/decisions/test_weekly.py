"""What decisions put into the week of those who decided, of those who asked, and of everyone."""

from datetime import date, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from bothways.decisions.actions import answer_question, answer_thanks, ask_about, correct
from bothways.decisions.models import Decision, Thanks
from bothways.decisions.weekly import (
    MOST_NEW,
    what_those_who_decided_owe,
    what_was_decided,
    whether_one_is_named,
)
from bothways.notifications.weekly import ANSWERED, NEEDS_ME, NEW, Line, lines_for
from bothways.people.models import Person
from tests.cast import Cast
from tests.factories import NOW, TODAY, make_decision

DAY = TODAY + timedelta(days=90)


def lines(section: str, person: Person, on: date) -> list[Line]:
    """Return what stands in a section of somebody's week of decisions."""
    week = lines_for([person], on)[person.pk][section]
    return [line for line in week if line.key.startswith("decision")]


def words(section: str, person: Person, on: date) -> list[str]:
    return [str(line.words) for line in lines(section, person, on)]


@pytest.mark.parametrize(
    ("n_days", "said"),
    [
        (0, "One answer is owed"),
        (10, "One answer is owed"),
        (11, "One answer is owed, silent for 11 days"),
    ],
)
def test_an_answer_owed_needs_those_who_decided(
    firm: Cast, decision: Decision, n_days: int, said: str
) -> None:
    ask_about(decision, by=firm.employee, words="Why?", at=NOW)

    on = TODAY + timedelta(days=n_days)

    assert words(NEEDS_ME, firm.manager, on) == [said]
    assert words(NEEDS_ME, firm.employee, on) == []


def test_what_is_silent_weighs_more_than_what_is_owed_or_due(firm: Cast) -> None:
    for question in ("Silent?", "Owed?"):
        make_decision(firm.manager, question, look_again_on=TODAY + timedelta(days=500))
    make_decision(firm.manager, "Due?", look_again_on=TODAY + timedelta(days=12))
    asked = {one.question: one for one in Decision.objects.all()}
    ask_about(asked["Silent?"], by=firm.employee, words="Why?", at=NOW)
    ask_about(asked["Owed?"], by=firm.employee, words="Why?", at=NOW + timedelta(days=9))

    shown = lines(NEEDS_ME, firm.manager, TODAY + timedelta(days=12))

    assert [line.said for line in shown] == ["Silent?", "Owed?", "Due?"]
    assert [str(line.act) for line in shown] == ["Answer", "Answer", "Look at it again"]


def test_a_day_to_look_again_needs_them_from_that_day_on(firm: Cast, decision: Decision) -> None:
    assert words(NEEDS_ME, firm.manager, DAY - timedelta(days=1)) == []
    assert words(NEEDS_ME, firm.manager, DAY) == ["To be looked at again today"]
    late = words(NEEDS_ME, firm.manager, DAY + timedelta(days=1))
    assert late == ["Should have been looked at again on 31 January"]


def test_where_they_have_left_it_needs_the_owner(firm: Cast, decision: Decision) -> None:
    Person.objects.filter(pk=firm.manager.pk).update(left_on=TODAY)

    assert words(NEEDS_ME, firm.owner, DAY) == ["To be looked at again today"]


def test_whoever_asked_reads_the_answer_for_thirty_days(firm: Cast, decision: Decision) -> None:
    question = ask_about(decision, by=firm.employee, words="Why?", at=NOW)
    answer_question(question, by=firm.manager, words="The wiring.", at=NOW)

    (line,) = lines(ANSWERED, firm.employee, TODAY)

    assert (line.said, line.by) == ("The wiring.", "Ruben Dahl")
    assert line.link.endswith(f"#question-{question.pk}")
    assert lines(ANSWERED, firm.colleague, TODAY) == []
    assert lines(ANSWERED, firm.employee, TODAY + timedelta(days=31)) == []


def test_what_was_decided_and_corrected_is_news_to_everyone(firm: Cast, decision: Decision) -> None:
    correct(decision, by=firm.manager, was="Both.", now="One.", words="Misread.", at=NOW)

    for person in (firm.owner, firm.employee):
        assert set(words(NEW, person, TODAY)) == {
            "Decided, and will not be done",
            "A decision was corrected",
        }
        assert lines(NEW, person, TODAY + timedelta(days=31)) == []


def test_a_yes_is_news_as_well_and_only_the_newest_stand_there(firm: Cast) -> None:
    for number in range(MOST_NEW + 2):
        make_decision(firm.owner, f"{number}?", outcome="yes")

    assert words(NEW, firm.employee, TODAY) == ["Decided"] * MOST_NEW


def test_whoever_is_thanked_is_asked_until_they_say(firm: Cast, decision: Decision) -> None:
    said = {"was": "Both.", "now": "One.", "words": "Misread."}
    correct(decision, by=firm.manager, at=NOW, thanks_to=firm.employee, **said)
    (line,) = lines(NEEDS_ME, firm.employee, TODAY)
    assert str(line.act) == "Say yes or no"

    answer_thanks(Thanks.objects.get(), by=firm.employee, is_named=False, at=NOW)

    assert lines(NEEDS_ME, firm.employee, TODAY) == []


def test_the_price_is_the_same_for_one_and_for_many(
    firm: Cast, decision: Decision, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    ask_about(decision, by=firm.employee, words="Why?", at=NOW)
    everybody = list(Person.objects.here())
    for people in ([firm.manager], everybody):
        with django_assert_num_queries(2):
            what_those_who_decided_owe(people, DAY)
        with django_assert_num_queries(2):
            what_was_decided(people, TODAY)
        with django_assert_num_queries(1):
            whether_one_is_named(people, TODAY)
