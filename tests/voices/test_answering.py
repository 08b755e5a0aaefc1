"""Answers to ideas and questions, and what becomes of them."""

from datetime import timedelta

import pytest

from bothways.commitments.actions import break_commitment, keep_commitment
from bothways.commitments.models import Commitment
from bothways.decisions.errors import NoReasonError, NoWordsError
from bothways.decisions.models import Decision
from bothways.notifications.models import Message
from bothways.people.models import Person
from bothways.record.came_of import what_came_of
from bothways.record.models import Entry
from bothways.record.prompted import address_of
from bothways.voices import actions, errors
from bothways.voices.models import Voice, Word
from bothways.voices.words import standing
from tests.cast import Cast
from tests.factories import NOW, TODAY, WHY, make_voice

WILL = "A bench stands in the yard, where the sun is."
DUE = TODAY + timedelta(days=30)


def will(voice: Voice, by: Person) -> Word:
    return actions.will_do(voice, by=by, words=WILL, due_on=DUE, at=NOW)


def test_being_looked_at_says_how_and_stops_no_clock(firm: Cast, idea: Voice) -> None:
    actions.look_at(idea, by=firm.people_lead, words="I ask for prices.", at=NOW)

    idea.refresh_from_db()
    assert (idea.state, idea.is_owed) == ("looking", True)
    assert idea.answer_due_on == TODAY + timedelta(days=10)
    how = standing(idea, TODAY)
    assert (how.sign, how.words) == ("open", "Being looked at")


def test_we_will_makes_a_promise_to_everyone_that_names_its_cause(firm: Cast, idea: Voice) -> None:
    word = will(idea, firm.people_lead)

    promise = Commitment.objects.get()
    assert (promise.kind, promise.to, promise.text, promise.due_on) == ("action", "all", WILL, DUE)
    assert promise.prompt is not None
    assert address_of(promise.prompt) == f"/ideas/{idea.pk}/"
    assert (word.promise, idea.promise, idea.answered_on) == (promise, promise, TODAY)
    assert [one.words for one in what_came_of("suggestion", [str(idea.pk)])[str(idea.pk)]] == [WILL]


def test_an_idea_is_done_once_its_promise_is_kept(firm: Cast, idea: Voice) -> None:
    promise = will(idea, firm.people_lead).promise
    assert promise is not None
    assert standing(idea, TODAY).words == "Will be done"

    keep_commitment(promise, by=firm.people_lead, words="It stands there.", at=NOW)

    found = Voice.objects.get()
    assert found.is_done
    assert (standing(found, TODAY).state, standing(found, TODAY).sign) == ("done", "kept")


def test_a_broken_promise_shows_on_the_idea(firm: Cast, idea: Voice) -> None:
    promise = will(idea, firm.people_lead).promise
    assert promise is not None
    break_commitment(promise, by=firm.people_lead, words="No money was left.", at=NOW)

    how = standing(Voice.objects.get(), TODAY)

    assert (how.words, how.sign) == ("Was promised", "broken")
    assert how.more.startswith("Broken")


def test_we_wont_is_a_decision_with_its_reasons(firm: Cast, idea: Voice) -> None:
    actions.wont_do(idea, by=firm.people_lead, words=WHY, look_again_on=DUE, at=NOW)

    decision = Decision.objects.get()
    assert decision.is_no
    assert (decision.reasons, decision.question, decision.look_again_on) == (WHY, idea.title, DUE)
    assert decision.prompt is not None
    assert decision.prompt.ref == str(idea.pk)
    assert standing(idea, TODAY).words == "Won't be done"


def test_a_no_without_a_reason_leaves_everything_as_it_was(firm: Cast, idea: Voice) -> None:
    with pytest.raises(NoReasonError):
        actions.wont_do(idea, by=firm.people_lead, words="No.", look_again_on=DUE, at=NOW)

    idea.refresh_from_db()
    assert (idea.state, idea.words.count()) == ("new", 0)


def test_a_question_is_answered_in_writing(firm: Cast) -> None:
    asked = make_voice(firm.employee, "Why two?", kind="question", asked_of=firm.manager)

    actions.answer(asked, by=firm.manager, words="One was not\n\nenough.", at=NOW)

    assert (asked.state, asked.answered_on) == ("answered", TODAY)
    assert asked.words.get().words == "One was not\n\nenough."
    assert standing(asked, TODAY).words == "Answered"


def test_an_idea_is_answered_once(firm: Cast, idea: Voice) -> None:
    will(idea, firm.people_lead)

    with pytest.raises(errors.AlreadyAnsweredError):
        will(idea, firm.people_lead)
    assert Commitment.objects.count() == 1


def test_only_those_who_owe_it_answer(firm: Cast, idea: Voice) -> None:
    for by in (firm.employee, firm.manager):
        with pytest.raises(errors.NotYoursToAnswerError):
            actions.look_at(idea, by=by, words="I'll see.", at=NOW)
    with pytest.raises(NoWordsError):
        actions.look_at(idea, by=firm.people_lead, words=" ", at=NOW)


def test_the_author_and_whoever_stands_behind_it_are_told(firm: Cast, idea: Voice) -> None:
    actions.support(idea, by=firm.colleague)
    Message.objects.all().delete()

    actions.look_at(idea, by=firm.people_lead, words="I ask for prices.", at=NOW)
    assert [one.to for one in Message.objects.all()] == [firm.employee]
    Message.objects.all().delete()
    will(idea, firm.people_lead)

    mails = Message.objects.filter(kind="voice.answered")
    assert {one.to for one in mails} == {firm.employee, firm.colleague}
    assert "We will" in mails[0].subject
    assert WILL in mails[0].body


def test_the_record_says_each_answer(firm: Cast, idea: Voice) -> None:
    actions.look_at(idea, by=firm.people_lead, words="I ask for prices.", at=NOW)
    will(idea, firm.people_lead)

    verbs = [one.verb for one in Entry.objects.filter(about_id=str(idea.pk)).order_by("pk")]
    assert verbs == ["voice.said", "voice.looking", "voice.will"]


def test_a_mistaken_answer_is_opened_again_as_if_it_had_not_been_given(
    firm: Cast, idea: Voice
) -> None:
    will(idea, firm.people_lead)
    next_day = NOW + timedelta(days=1)

    actions.open_again(idea, by=firm.people_lead, words="I promised too early.", at=next_day)

    assert (idea.state, idea.promise, idea.answered_on) == ("looking", None, None)
    assert idea.answer_due_on == TODAY + timedelta(days=10)
    assert Commitment.objects.get().is_open
    assert [one.kind for one in idea.words.all()] == ["will", "opened"]


def test_opened_again_later_an_answer_is_owed_in_ten_new_days(firm: Cast, idea: Voice) -> None:
    actions.wont_do(idea, by=firm.people_lead, words=WHY, look_again_on=DUE, at=NOW)
    later = NOW + timedelta(days=40)

    actions.open_again(idea, by=firm.people_lead, words="The wiring was done.", at=later)

    assert idea.answer_due_on == TODAY + timedelta(days=50)
    with pytest.raises(errors.NotAnsweredError):
        actions.open_again(idea, by=firm.people_lead, words="Again.", at=later)
    will(idea, firm.people_lead)
    with pytest.raises(errors.NotYoursToAnswerError):
        actions.open_again(idea, by=firm.employee, words="I want it.", at=later)


def test_the_same_promise_of_one_day_answers_twice_and_by_another_day_it_says_so(
    firm: Cast, idea: Voice
) -> None:
    first = will(idea, firm.people_lead).promise
    actions.open_again(idea, by=firm.people_lead, words="A wrong click.", at=NOW)
    other = make_voice(firm.colleague, "Somewhere to sit")

    with pytest.raises(errors.PromisedOtherwiseError, match="2 December"):
        actions.will_do(
            idea, by=firm.people_lead, words=WILL, due_on=DUE + timedelta(days=9), at=NOW
        )
    for voice in (idea, other):
        assert will(voice, firm.people_lead).promise == first
    assert Commitment.objects.count() == 1
