"""What confirmations put into somebody's week."""

from datetime import date, timedelta

from pytest_django import DjangoAssertNumQueries

from bothways.confirmations.actions import answer_contest, judge
from bothways.confirmations.models import Judgement
from bothways.confirmations.weekly import (
    confirmed_by_name,
    contests_to_answer,
    promises_to_judge,
    round_to_announce,
)
from bothways.people.models import Person
from tests.cast import ASSEMBLY, Cast
from tests.confirmations.made import BY_NAME, DECEMBER, SECRETLY, drafted, kept
from tests.factories import TODAY, at_nine, make_unit

CONTESTED, CONFIRMED = Judgement.Says.CONTESTED, Judgement.Says.CONFIRMED
TOMORROW = TODAY + timedelta(days=1)


def test_what_one_can_judge_is_one_line_however_many(firm: Cast) -> None:
    ours = kept(firm.manager, to=firm.employee)
    lines = promises_to_judge([firm.employee, firm.manager], TOMORROW)
    assert [line.said for line in lines[firm.employee.pk]] == [ours.text]
    assert [str(line.act) for line in lines[firm.employee.pk]] == ["Say whether it was kept"]
    assert firm.manager.pk not in lines

    kept(firm.manager, "Soup comes on Fridays.", to=make_unit(ASSEMBLY), confirm=BY_NAME)

    (line,) = promises_to_judge([firm.employee], TOMORROW)[firm.employee.pk]
    assert str(line.words) == "2 promises to you were closed as kept. Were they?"
    assert str(line.act) == "Say whether they were kept"
    assert line.link == "/confirmations/"


def test_what_one_has_said_does_not_come_back(firm: Cast) -> None:
    ours = kept(firm.manager, to=firm.employee)
    judge(ours, by=firm.employee, says=CONFIRMED, at=at_nine(TOMORROW))

    assert promises_to_judge([firm.employee], TOMORROW) == {}


def test_a_contest_waits_for_an_answer_and_a_confirmation_is_news(firm: Cast) -> None:
    promise = kept(firm.manager, to=make_unit(ASSEMBLY), confirm=BY_NAME)
    judge(promise, by=firm.colleague, says=CONFIRMED, at=at_nine(TOMORROW))
    contest = judge(promise, by=firm.employee, says=CONTESTED, words="No.", at=at_nine(TOMORROW))

    (to_do,) = contests_to_answer([firm.manager], TOMORROW)[firm.manager.pk]
    (news,) = confirmed_by_name([firm.manager], TOMORROW)[firm.manager.pk]

    assert str(to_do.words) == "Jo Marsh sees your promise differently"
    assert str(news.words) == "Tariq Bell says it was kept"
    answer_contest(contest, by=firm.manager, words="On Monday.", at=at_nine(TOMORROW))
    assert contests_to_answer([firm.manager], TOMORROW) == {}
    assert confirmed_by_name([firm.manager], TOMORROW + timedelta(days=40)) == {}


def test_the_month_s_draft_waits_for_those_who_keep_rounds(firm: Cast) -> None:
    kept(firm.owner, confirm=SECRETLY)
    drafted()

    lines = round_to_announce([firm.owner, firm.people_lead, firm.employee], DECEMBER)

    assert set(lines) == {firm.owner.pk, firm.people_lead.pk}
    assert round_to_announce([firm.owner], date(2027, 1, 4)) == {}


def test_it_asks_the_same_number_of_questions_for_one_and_for_all(
    firm: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    promise = kept(firm.manager, to=make_unit(ASSEMBLY), confirm=BY_NAME)
    judge(promise, by=firm.employee, says=CONFIRMED, at=at_nine(TOMORROW))
    people = list(Person.objects.here())

    for some in (people[:1], people):
        with django_assert_num_queries(3):
            promises_to_judge(some, TOMORROW)
            contests_to_answer(some, TOMORROW)
            confirmed_by_name(some, TOMORROW)
