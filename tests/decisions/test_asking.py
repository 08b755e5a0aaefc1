"""Questions about a decision, and the answers owed."""

from datetime import timedelta

import pytest

from bothways.decisions import errors
from bothways.decisions.actions import answer_question, ask_about
from bothways.decisions.models import Decision, Question
from bothways.decisions.queries import questions_of, those_who_answer
from bothways.notifications.models import Message
from bothways.record.models import Entry
from tests.cast import Cast
from tests.factories import NOW, TODAY, at_nine, make_decision


def test_whoever_asks_is_owed_an_answer_that_everyone_sees(firm: Cast, decision: Decision) -> None:
    ask_about(decision, by=firm.employee, words="Why not in summer?", at=NOW)

    assert (decision.n_questions, decision.n_answered, decision.n_owed) == (1, 0, 1)
    assert decision.waits_since == TODAY
    told = Message.objects.get(kind="decision.asked")
    assert told.to == firm.manager
    assert "Why not in summer?" in told.body
    assert Entry.objects.get(verb="decision.asked").by == firm.employee


def test_an_answer_in_writing_ends_the_waiting_and_whoever_asked_is_told(
    firm: Cast, decision: Decision
) -> None:
    question = ask_about(decision, by=firm.employee, words="Why not in summer?", at=NOW)

    answer_question(question, by=firm.manager, words="In summer six are away.", at=NOW)

    decision.refresh_from_db()
    assert (decision.n_answered, decision.waits_since) == (1, None)
    told = Message.objects.get(kind="decision.answered")
    assert told.to == firm.employee
    assert "In summer six are away." in told.body
    assert Entry.objects.get(verb="decision.answered").details["words"]


def test_it_waits_since_its_oldest_open_question(firm: Cast, decision: Decision) -> None:
    first = ask_about(decision, by=firm.employee, words="Why?", at=NOW)
    ask_about(decision, by=firm.colleague, words="How?", at=NOW + timedelta(days=3))

    answer_question(first, by=firm.manager, words="Because of the wiring.", at=NOW)

    decision.refresh_from_db()
    assert decision.waits_since == TODAY + timedelta(days=3)


def test_after_ten_days_without_an_answer_a_question_is_silent(
    firm: Cast, decision: Decision
) -> None:
    question = ask_about(decision, by=firm.employee, words="Why?", at=NOW)

    assert not question.is_silent(TODAY + timedelta(days=10))
    assert question.is_silent(TODAY + timedelta(days=11))
    assert decision.is_silent(TODAY + timedelta(days=11))
    assert question.days_waited(TODAY + timedelta(days=11)) == 11


def test_a_second_click_asks_once_and_is_answered_once(firm: Cast, decision: Decision) -> None:
    question = ask_about(decision, by=firm.employee, words="Why?", at=NOW)
    again = ask_about(decision, by=firm.employee, words=" Why? ", at=NOW)
    answer_question(question, by=firm.manager, words="Because of the wiring.", at=NOW)

    with pytest.raises(errors.AlreadyAnsweredError, match="Your text is still here"):
        answer_question(question, by=firm.manager, words="Because of the wiring.", at=NOW)

    assert question == again
    assert Question.objects.count() == 1


def test_only_those_who_decided_answer_and_they_need_not_ask(
    firm: Cast, decision: Decision
) -> None:
    question = ask_about(decision, by=firm.employee, words="Why?", at=NOW)

    with pytest.raises(errors.NotYoursToAnswerError):
        answer_question(question, by=firm.colleague, words="I know why.", at=NOW)
    with pytest.raises(errors.AskingYourselfError):
        ask_about(decision, by=firm.manager, words="Why did I?", at=NOW)


@pytest.mark.parametrize("words", ["", "  \n "])
def test_nothing_is_no_question_and_no_answer(firm: Cast, decision: Decision, words: str) -> None:
    question = ask_about(decision, by=firm.employee, words="Why?", at=NOW)

    with pytest.raises(errors.NoWordsError):
        ask_about(decision, by=firm.colleague, words=words, at=NOW)
    with pytest.raises(errors.NoWordsError):
        answer_question(question, by=firm.manager, words=words, at=NOW)


def test_where_those_who_decided_have_left_the_owner_answers(firm: Cast) -> None:
    decision = make_decision(firm.other_manager, deciders=[firm.manager])
    for gone, answers in ((firm.manager, firm.other_manager), (firm.other_manager, firm.owner)):
        gone.left_on = TODAY
        gone.save()

        fresh = Decision.objects.get(pk=decision.pk)

        assert those_who_answer(fresh) == [answers]
        assert fresh.may_be_answered_by(answers)
        assert fresh.may_be_written_by(answers)
        assert not fresh.may_be_answered_by(firm.employee)


def test_what_waits_stands_above_what_was_answered(firm: Cast, decision: Decision) -> None:
    first = ask_about(decision, by=firm.employee, words="Why?", at=NOW)
    second = ask_about(decision, by=firm.colleague, words="How?", at=at_nine(TODAY))
    answer_question(first, by=firm.manager, words="Because of the wiring.", at=NOW)

    assert questions_of(decision) == [second, first]
