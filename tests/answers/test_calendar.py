"""By when a result has to be answered, in the calendars of those who see to it."""

from datetime import date, timedelta

from django.utils.timezone import localdate

from bothways.answers.calendar import days_of_owed_answers
from bothways.notifications.calendar import Day, days_of
from bothways.people.models import Person
from bothways.surveys.actions import drop_draft, set_days
from bothways.surveys.models import Round
from tests.answers.conftest import AFTER, FAIR
from tests.answers.test_conditions import COUNTED, promised, refused
from tests.cast import Cast
from tests.rounds import OPEN_FOR, draft


def of(person: Person, on: date = COUNTED) -> list[Day]:
    return list(days_of_owed_answers(person, on))


def test_the_day_on_which_the_next_box_is_to_open_is_there_for_those_who_see_to_it(
    firm: Cast, asked: Round, following: Round
) -> None:
    (day,) = of(firm.owner)

    assert day.on == localdate(AFTER)
    assert day.title == ("Before the next round: 2 questions of “November pulse” ask for an answer")
    assert day.link == f"/answers/?round={asked.pk}"
    assert day in days_of(firm.people_lead, on=COUNTED)
    assert of(firm.employee) == of(firm.manager) == []


def test_it_moves_with_the_draft_and_is_gone_with_the_last_answer(
    firm: Cast, asked: Round, following: Round
) -> None:
    later = AFTER + timedelta(days=3)
    set_days(following, by=firm.owner, at=AFTER, opens_at=later, closes_at=later + OPEN_FOR)
    promised(firm.manager, asked, "U-COM1")

    (day,) = of(firm.owner)
    assert day.on == localdate(later)
    assert "1 question of “November pulse” asks for an answer" in day.title
    refused(firm.owner, asked, "U-GRO1")
    assert of(firm.owner) == []


def test_without_a_draft_it_is_the_day_of_the_plan(
    firm: Cast, asked: Round, following: Round
) -> None:
    drop_draft(following, by=firm.people_lead, at=AFTER)

    (day,) = of(firm.owner)

    assert day.on > COUNTED
    assert day.on < COUNTED + timedelta(days=200)


def test_a_round_about_promises_or_of_others_is_no_reason_to_hurry(
    firm: Cast, asked: Round, following: Round
) -> None:
    soon = AFTER - timedelta(days=3)
    draft(firm.people_lead, questions=[FAIR], opens_at=soon, audience="leaders", title="Leaders")
    about = draft(firm.people_lead, questions=[FAIR], opens_at=soon, title="Promises")
    Round.objects.filter(pk=about.pk).update(kind=Round.Kind.PROMISES)

    assert [day.on for day in of(firm.owner)] == [localdate(AFTER)]


def test_where_nothing_is_owed_there_is_no_day(firm: Cast, following: Round) -> None:
    promised(firm.manager, Round.objects.get(title="November pulse"), "U-COM1")
    refused(firm.owner, Round.objects.get(title="November pulse"), "U-GRO1")

    assert of(firm.owner) == []
