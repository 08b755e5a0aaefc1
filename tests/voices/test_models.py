"""Who owes the answer to a voice, and what the database refuses."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from bothways.people.models import Line, Person, Role
from bothways.voices.models import Support, Voice, is_away
from tests.cast import Cast
from tests.factories import TODAY


@pytest.mark.parametrize(
    "changes",
    [
        {"title": ""},
        {"author": None},
        {"thread": "key"},
        {"state": "answered", "answered_on": TODAY},
        {"state": "will", "answered_on": TODAY},
        {"state": "wont", "answered_on": TODAY},
        {"state": "looking", "answered_on": TODAY},
        {"hidden_on": TODAY},
        {"answer_due_on": TODAY - timedelta(days=1)},
    ],
)
def test_the_database_refuses_what_can_not_be(idea: Voice, changes: dict[str, object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Voice.objects.filter(pk=idea.pk).update(**changes, n_erased=1)


def test_the_owner_owes_it_while_here(firm: Cast, idea: Voice) -> None:
    idea.owner, idea.deputy = firm.manager, firm.colleague

    assert idea.answered_by() == [firm.manager]
    assert idea.may_be_answered_by(firm.colleague)
    assert not idea.may_be_answered_by(firm.other_manager)


def test_the_deputy_owes_it_while_the_owner_is_away(firm: Cast, idea: Voice) -> None:
    idea.owner, idea.deputy = firm.manager, firm.colleague
    Line.objects.create(person=firm.employee, leader=firm.colleague, kind=Line.Kind.INTERIM)

    assert is_away(firm.manager, TODAY)
    assert idea.answered_by() == [firm.colleague]
    idea.deputy = None
    assert idea.answered_by() == [firm.manager]


def test_once_both_have_left_whoever_keeps_people_owes_it(firm: Cast, idea: Voice) -> None:
    idea.owner, idea.deputy = firm.leaver, firm.leaver

    assert idea.answered_by() == [firm.people_lead]
    Role.objects.filter(kind=Role.Kind.PEOPLE_LEAD).delete()
    assert idea.answered_by() == [firm.owner]


def test_what_nobody_answers_is_late_once_its_days_are_over(idea: Voice) -> None:
    last = idea.answer_due_on

    assert not idea.is_late(last)
    assert idea.is_late(last + timedelta(days=1))
    assert list(Voice.objects.all().late(last)) == []
    assert list(Voice.objects.all().late(last + timedelta(days=1))) == [idea]


def test_one_person_stands_behind_a_voice_once(idea: Voice, colleague: Person) -> None:
    Support.objects.create(voice=idea, person=colleague)

    with pytest.raises(IntegrityError), transaction.atomic():
        Support.objects.create(voice=idea, person=colleague)
