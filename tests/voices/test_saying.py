"""Saying an idea or a question by name."""

from datetime import timedelta

import pytest

from bothways.decisions.errors import NoWordsError, TooManyWordsError
from bothways.notifications.models import Message
from bothways.people.models import Person
from bothways.record.models import Entry
from bothways.search.models import Indexed
from bothways.voices.actions.saying import MOST_A_DAY
from bothways.voices.actions.shared import mark_of
from bothways.voices.errors import AlreadySaidError, NobodyInChargeError, TooManyTodayError
from bothways.voices.models import LONGEST_TITLE, Voice
from tests.cast import Cast
from tests.factories import TODAY, make_voice


def test_an_idea_stands_at_once_with_its_author_and_the_day_of_its_answer(idea: Voice) -> None:
    idea.refresh_from_db()

    assert (idea.kind, idea.way, idea.state) == ("suggestion", "by_name", "new")
    assert idea.author is not None
    assert idea.author.name == "Jo Marsh"
    assert idea.answer_due_on == TODAY + timedelta(days=10)
    assert idea.is_owed


def test_it_is_on_the_record_and_can_be_found(idea: Voice) -> None:
    entry = Entry.objects.get(verb="voice.said")

    assert entry.about_id == str(idea.pk)
    assert entry.details == {"kind": "suggestion", "mark": mark_of(idea)}
    assert Indexed.objects.get(kind="suggestion").ref == str(idea.pk)


def test_whoever_owes_the_answer_is_told(firm: Cast, idea: Voice) -> None:
    assert idea.answered_by() == [firm.people_lead]
    assert [told.to for told in Message.objects.all()] == [firm.people_lead]


def test_a_question_is_owed_by_the_leader_who_is_asked(firm: Cast) -> None:
    asked = make_voice(firm.employee, "Why two?", kind="question", asked_of=firm.manager)

    assert asked.answered_by() == [firm.manager]
    assert Indexed.objects.get(kind="question").title == "Why two?"


def test_nobody_is_asked_who_leads_nobody(firm: Cast) -> None:
    for whom in (firm.colleague, firm.leaver):
        with pytest.raises(NobodyInChargeError, match=whom.name):
            make_voice(firm.employee, kind="question", asked_of=whom)


def test_a_second_click_is_no_second_idea(firm: Cast, idea: Voice) -> None:
    with pytest.raises(AlreadySaidError) as refused:
        make_voice(firm.employee, f"  {idea.title} ")

    assert refused.value.first == idea.pk
    assert make_voice(firm.colleague, idea.title).pk != idea.pk


@pytest.mark.parametrize(
    ("title", "error"),
    [(" \n ", NoWordsError), ("x" * (LONGEST_TITLE + 1), TooManyWordsError)],
)
def test_empty_and_endless_words_are_refused(
    employee: Person, title: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        make_voice(employee, title)


def test_a_day_holds_only_so_many_of_one_person(firm: Cast) -> None:
    for number in range(MOST_A_DAY):
        make_voice(firm.employee, f"Idea {number}")

    with pytest.raises(TooManyTodayError):
        make_voice(firm.employee, "One more")
    make_voice(firm.employee, "One more", said_on=TODAY + timedelta(days=1))
