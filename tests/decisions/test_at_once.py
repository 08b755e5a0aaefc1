"""Two clicks at the same moment, on a database that lets both write."""

import pytest

from bothways.decisions import errors
from bothways.decisions.actions import answer_question, ask_about, change_decision
from bothways.decisions.models import Answer, Decision, Question
from tests.at_once import both
from tests.factories import NOW, make_decision, make_person, tell_of

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True, databases="__all__")]


def test_a_decision_that_is_sent_twice_is_one_decision() -> None:
    author = make_person("Author")

    said = both(lambda: make_decision(author), lambda: make_decision(author))

    assert [type(error) for error in said if error] == [errors.AlreadyRecordedError]
    assert Decision.objects.count() == 1


def test_of_two_who_change_it_at_once_one_is_told() -> None:
    author, other = make_person("Author"), make_person("Other")
    decision = make_decision(author, deciders=[author, other])

    def change(by: object, words: str) -> object:
        mine = Decision.objects.get(pk=decision.pk)
        told = tell_of(reasons=words)
        return change_decision(mine, by=by, told=told, why="New.", version=1, at=NOW)  # type: ignore[arg-type]

    said = both(
        lambda: change(author, "The hall is too loud at night for those who live near it."),
        lambda: change(other, "The wiring of the hall is at its limit until next summer."),
    )

    assert [type(error) for error in said if error] == [errors.ChangedMeanwhileError]
    assert decision.versions.count() == 2


def test_two_questions_at_once_are_both_counted_and_one_is_answered_once() -> None:
    author, one, other = make_person("Author"), make_person("One"), make_person("Other")
    decision = make_decision(author)
    again = Decision.objects.get(pk=decision.pk)

    both(
        lambda: ask_about(decision, by=one, words="Why?", at=NOW),
        lambda: ask_about(again, by=other, words="How?", at=NOW),
    )
    question = Question.objects.order_by("pk")[0]
    said = both(
        lambda: answer_question(question, by=author, words="So.", at=NOW),
        lambda: answer_question(question, by=author, words="So it is.", at=NOW),
    )

    fresh = Decision.objects.get(pk=decision.pk)
    assert (fresh.n_questions, fresh.n_answered) == (2, 1)
    assert [type(error) for error in said if error] == [errors.AlreadyAnsweredError]
    assert Answer.objects.count() == 1
