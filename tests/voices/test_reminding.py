"""Whoever owes an answer is reminded before its day; the deputy hears of it once it is late."""

from datetime import datetime, time, timedelta

import pytest

from bothways.notifications.models import Message
from bothways.voices import actions
from bothways.voices.calendar import days_of_voices
from bothways.voices.jobs import remind_of_answers
from bothways.voices.models import Voice
from tests.cast import Cast
from tests.factories import NOW, TODAY, at_nine


@pytest.fixture
def handed(firm: Cast, idea: Voice) -> Voice:
    """The lead of Assembly owes the answer, with a colleague as deputy."""
    actions.hand_over(
        idea, to=firm.manager, deputy=firm.colleague, by=firm.people_lead, words="Yours.", at=NOW
    )
    Message.objects.all().delete()
    return idea


def on(days: int) -> datetime:
    return at_nine(TODAY + timedelta(days=days))


def test_reminded_once_three_days_before_and_once_when_late(firm: Cast, handed: Voice) -> None:
    assert remind_of_answers(on(6)) == ""
    assert remind_of_answers(on(7)) == "1 reminder was sent."
    assert remind_of_answers(on(8)) == ""
    assert [(one.to, one.kind) for one in Message.objects.all()] == [(firm.manager, "voice.due")]
    Message.objects.all().delete()

    assert remind_of_answers(on(11)) != ""
    assert remind_of_answers(on(12)) == ""
    told = {(one.to, one.kind) for one in Message.objects.all()}
    assert told == {(firm.manager, "voice.late"), (firm.colleague, "voice.late")}


def test_nobody_is_reminded_at_night_or_of_what_is_answered(firm: Cast, handed: Voice) -> None:
    assert remind_of_answers(datetime.combine(on(8), time(3), tzinfo=NOW.tzinfo)) == ""
    actions.hide(handed, by=firm.people_lead, words="It insults.", at=NOW)
    assert remind_of_answers(on(8)) == ""
    assert not actions.remind(handed, at=on(8))


def test_the_day_stands_in_the_calendar_of_whoever_owes_it(firm: Cast, handed: Voice) -> None:
    [day] = days_of_voices(firm.manager, TODAY)

    assert (day.on, day.link) == (handed.answer_due_on, f"/ideas/{handed.pk}/")
    assert handed.title in day.title
    for other in (firm.colleague, firm.people_lead, firm.employee):
        assert list(days_of_voices(other, TODAY)) == []


def test_what_nobody_took_on_stands_in_the_people_leads_calendar(firm: Cast, idea: Voice) -> None:
    assert [day.link for day in days_of_voices(firm.people_lead, TODAY)] == [f"/ideas/{idea.pk}/"]
    assert list(days_of_voices(firm.owner, TODAY)) == []
