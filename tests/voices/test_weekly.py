"""Ideas and questions in somebody's week."""

from datetime import date, timedelta

import pytest

from bothways.notifications.weekly import ANSWERED, NEEDS_ME, NEW, Line, lines_for
from bothways.people.models import Line as Reporting
from bothways.people.models import Person, Role
from bothways.voices import actions
from bothways.voices.models import Voice
from tests.cast import Cast
from tests.factories import NOW, TODAY, WHY, make_voice


def lines(person: Person, section: str, on: date = TODAY) -> list[Line]:
    found = lines_for([Person.objects.get(pk=person.pk)], on)[person.pk][section]
    return [line for line in found if line.key.startswith("voice")]


def owing(firm: Cast, on: date = TODAY) -> set[str]:
    """In whose weeks an answer is owed."""
    return {one.name for one in firm.people() if one.is_active and lines(one, NEEDS_ME, on)}


def test_an_owed_answer_stands_in_the_week_of_whoever_owes_it(firm: Cast, idea: Voice) -> None:
    assert owing(firm) == {"Lena Oduya"}
    [line] = lines(firm.people_lead, NEEDS_ME)

    assert line.said == idea.title
    assert line.link == f"/ideas/{idea.pk}/"
    assert (line.sign, line.since) == ("open", TODAY)
    assert str(line.words) == "An answer is owed by 12 November"


@pytest.mark.parametrize("case", ["here", "away", "away alone", "gone", "both gone"])
def test_owner_deputy_and_people_lead_in_turn(firm: Cast, idea: Voice, case: str) -> None:
    deputy = None if case == "away alone" else firm.colleague
    Voice.objects.filter(pk=idea.pk).update(owner=firm.manager, deputy=deputy)
    if case.startswith("away"):
        Reporting.objects.create(
            person=firm.employee, leader=firm.other_manager, kind=Reporting.Kind.INTERIM
        )
    if case.endswith("gone"):
        gone = [firm.manager.pk] + [firm.colleague.pk] * (case == "both gone")
        Person.objects.filter(pk__in=gone).update(left_on=TODAY - timedelta(days=1))
    firm = Cast(
        **{
            **vars(firm),
            **{
                name: Person.objects.get(pk=getattr(firm, name).pk)
                for name in ("manager", "colleague")
            },
        }
    )

    expected = {
        "here": "Ruben Dahl",
        "away": "Tariq Bell",
        "away alone": "Ruben Dahl",
        "gone": "Tariq Bell",
        "both gone": "Lena Oduya",
    }[case]

    assert owing(firm) == {expected}
    assert [one.name for one in Voice.objects.get().answered_by()] == [expected]


def test_without_a_people_lead_the_owner_owes_it(firm: Cast, idea: Voice) -> None:
    Role.objects.filter(kind=Role.Kind.PEOPLE_LEAD).delete()

    assert owing(firm) == {"Sanne Weir"}


def test_late_it_says_so_and_answered_it_is_gone(firm: Cast, idea: Voice) -> None:
    later = TODAY + timedelta(days=13)
    [line] = lines(firm.people_lead, NEEDS_ME, later)
    assert (line.sign, str(line.words)) == ("silent", "No answer, 3 days late")

    actions.wont_do(
        idea, by=firm.people_lead, words=WHY, look_again_on=TODAY + timedelta(days=90), at=NOW
    )

    assert lines(firm.people_lead, NEEDS_ME, later) == []


def test_the_answer_stands_in_the_weeks_of_all_who_said_it(firm: Cast, idea: Voice) -> None:
    same = make_voice(firm.colleague, "Somewhere to sit")
    actions.merge(same, into=idea, by=firm.people_lead, words="The same.", at=NOW)
    actions.wont_do(
        idea, by=firm.people_lead, words=WHY, look_again_on=TODAY + timedelta(days=90), at=NOW
    )

    for author in (firm.employee, firm.colleague):
        [line] = lines(author, ANSWERED)
        assert (line.said, line.by, line.sign) == (WHY, "Lena Oduya", "back")
    assert lines(firm.dispatcher, ANSWERED) == []


def test_what_is_new_stands_in_everybodys_week_but_not_what_is_hidden(
    firm: Cast, idea: Voice
) -> None:
    asked = make_voice(firm.colleague, "Why two?", kind="question")

    found = {line.said: (str(line.words), line.link) for line in lines(firm.dispatcher, NEW)}
    assert found == {
        idea.title: ("An idea", f"/ideas/{idea.pk}/"),
        "Why two?": ("A question to those in charge", f"/questions/{asked.pk}/"),
    }
    actions.hide(idea, by=firm.people_lead, words="It insults.", at=NOW)
    assert [line.said for line in lines(firm.dispatcher, NEW)] == ["Why two?"]


@pytest.mark.parametrize("how", ["opened again", "answered by oneself"])
def test_what_is_no_answer_to_one_stands_in_no_week(firm: Cast, idea: Voice, how: str) -> None:
    by = firm.people_lead
    if how == "answered by oneself":
        by = firm.employee
        Voice.objects.filter(pk=idea.pk).update(owner=by)
        idea.refresh_from_db()
    same = make_voice(firm.employee, "Somewhere to sit")
    actions.merge(same, into=idea, by=firm.people_lead, words="The same.", at=NOW)
    actions.wont_do(idea, by=by, words=WHY, look_again_on=TODAY + timedelta(days=90), at=NOW)
    if how == "opened again":
        actions.open_again(idea, by=by, words="Too early.", at=NOW)

    assert lines(firm.employee, ANSWERED) == []
