"""What was decided at Millrace stands there as if it had been written on its pages."""

import pytest
from django.utils.timezone import localdate

from bothways.decisions.models import Correction, Decision, Question, Thanks, Version
from bothways.demo.deciding import prompt_of
from bothways.demo.stories import decisions
from bothways.people.models import Person
from bothways.record.models import Entry
from bothways.voices.models import Voice
from tests.millrace import NOW, Told

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("millrace")]
TODAY = localdate(NOW)


def decided(words: str) -> Decision:
    return Decision.objects.get(question__startswith=words)


def waiting_for(number: str) -> list[str]:
    """The names of those whose question this person has not answered."""
    waits = Question.objects.filter(answer=None, decision__made_by__number=number)
    return [question.by.name for question in waits.order_by("pk")]


def test_all_that_was_decided_is_on_the_record_with_its_first_words() -> None:
    told = len(decisions()) + Voice.objects.filter(state=Voice.State.WONT).count()

    assert Decision.objects.count() == told
    assert Version.objects.filter(number=1).count() == told
    assert Entry.objects.filter(verb="decision.recorded").count() == told


def test_a_no_that_became_something_else_keeps_its_old_words() -> None:
    decision = decided("Four long days")
    first, second = decision.versions.order_by("number")

    assert (first.outcome, second.outcome, decision.outcome) == ("no", "other", "other")
    assert "No. " not in first.reasons
    assert "Tariq was right" in decision.reasons


def test_a_decision_that_was_looked_at_again_and_stands_has_a_new_day() -> None:
    decision = decided("Who works the days")

    assert decision.versions.filter(kind=Version.Kind.STANDS).count() == 1
    assert decision.look_again_on is not None
    assert decision.look_again_on > TODAY


def test_the_bad_news_was_corrected_and_who_saw_it_is_thanked_by_name() -> None:
    correction = Correction.objects.get(decision=decided("What becomes of the bonus"))
    thanks = Thanks.objects.get(correction=correction)

    assert correction.now == "It is 340,000."
    assert (thanks.person.name, thanks.is_named) == ("Margit Olsen", True)


def test_the_owner_and_the_team_lead_owe_an_answer_each() -> None:
    assert waiting_for("M001") == ["Nadia Petrova"]
    assert waiting_for("M004") == ["Alma Quist"]


def test_every_other_question_got_its_answer() -> None:
    answered = Question.objects.exclude(answer=None)

    assert answered.count() >= 6
    assert all(question.by_id != question.answer.by_id for question in answered)


def test_a_decision_says_which_result_it_answers(millrace: Told) -> None:
    prompt = decided("May two of us sit").prompt

    assert prompt is not None
    assert prompt == prompt_of(6, "U-FOL1")
    assert prompt.ref == f"{millrace.rounds[6].pk}/U-FOL1"


def test_those_who_decided_together_are_both_named() -> None:
    names = set(
        Person.objects.filter(
            pk__in=decided("Do we take the railway").deciders.values("person")
        ).values_list("name", flat=True)
    )

    assert names == {"Sanne Weir", "Pia Novak"}


def test_one_is_soon_looked_at_again() -> None:
    soon = [
        decision.question
        for decision in Decision.objects.filter(replaced_by=None)
        if decision.look_again_on and 0 <= (decision.look_again_on - TODAY).days <= 7
    ]

    assert "Do we buy a second press brake?" in soon
