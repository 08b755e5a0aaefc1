"""Hand-over, merging, hiding, taking back: nothing of it happens in silence."""

from datetime import timedelta

import pytest

from bothways.decisions.errors import NoWordsError
from bothways.notifications.models import Message
from bothways.people.models import Person
from bothways.record.models import Entry
from bothways.search.models import Indexed
from bothways.voices import actions, errors
from bothways.voices.models import Voice
from bothways.voices.queries import n_supports, supporters
from bothways.voices.words import standing
from tests.cast import Cast
from tests.factories import NOW, TODAY, WHY, make_voice

LATER = NOW + timedelta(days=20)


@pytest.fixture
def same(firm: Cast) -> Voice:
    """A colleague's idea of the same thing."""
    return make_voice(firm.colleague, "Somewhere to sit outside.")


def test_an_answer_comes_into_other_hands_with_a_deputy(firm: Cast, idea: Voice) -> None:
    Message.objects.all().delete()
    actions.hand_over(
        idea,
        to=firm.manager,
        deputy=firm.colleague,
        by=firm.people_lead,
        words="The yard is Ruben's.",
        at=NOW,
    )

    assert (idea.owner, idea.deputy, idea.answered_by()) == (
        firm.manager,
        firm.colleague,
        [firm.manager],
    )
    assert {one.to for one in Message.objects.all()} == {firm.manager, firm.colleague}
    assert idea.words.get().to == firm.manager


def test_nobody_who_has_left_gets_it(firm: Cast, idea: Voice) -> None:
    for people in ({"to": firm.leaver}, {"to": firm.manager, "deputy": firm.leaver}):
        with pytest.raises(errors.NotHereError, match="Nils Grau"):
            actions.hand_over(idea, by=firm.people_lead, words="Yours.", at=NOW, **people)


def test_merged_both_authors_get_the_answer(firm: Cast, idea: Voice, same: Voice) -> None:
    actions.merge(same, into=idea, by=firm.people_lead, words="Both want a seat.", at=NOW)
    Message.objects.all().delete()

    actions.wont_do(
        idea, by=firm.people_lead, words=WHY, look_again_on=TODAY + timedelta(days=90), at=NOW
    )

    assert {one.to for one in Message.objects.filter(kind="voice.answered")} == {
        firm.employee,
        firm.colleague,
    }
    assert not same.is_owed
    assert standing(same, TODAY).words == "Goes on with another one"


def test_whoever_stands_behind_either_stands_behind_the_one(
    firm: Cast, idea: Voice, same: Voice
) -> None:
    for voice in (idea, same):
        actions.support(voice, by=firm.manager)
    actions.support(same, by=firm.other_employee)

    actions.merge(same, into=idea, by=firm.people_lead, words="The same.", at=NOW)

    assert n_supports([idea]) == {idea.pk: 2}


def test_what_was_merged_before_goes_on_with_the_last(firm: Cast, idea: Voice, same: Voice) -> None:
    third = make_voice(firm.other_employee, "Chairs in the yard.")
    actions.merge(third, into=same, by=firm.people_lead, words="The same.", at=NOW)

    actions.merge(same, into=idea, by=firm.people_lead, words="The same.", at=NOW)

    assert set(idea.merged.all()) == {same, third}


@pytest.mark.parametrize("how", ["itself", "other kind", "hidden", "merged", "answered"])
def test_what_can_not_be_one_is_not_merged(firm: Cast, idea: Voice, same: Voice, how: str) -> None:
    into = {"itself": idea, "other kind": make_voice(firm.colleague, kind="question")}.get(
        how, same
    )
    if how == "hidden":
        actions.hide(same, by=firm.people_lead, words="It insults.", at=NOW)
    if how == "answered":
        soon = TODAY + timedelta(days=9)
        actions.will_do(same, by=firm.people_lead, words="It stands.", due_on=soon, at=NOW)
    if how == "merged":
        third = make_voice(firm.other_employee, "Chairs in the yard.")
        actions.merge(same, into=third, by=firm.people_lead, words="The same.", at=NOW)

    with pytest.raises((errors.CannotMergeError, errors.ChangedMeanwhileError)):
        actions.merge(idea, into=into, by=firm.people_lead, words="The same.", at=NOW)


def test_a_merge_needs_its_reason(firm: Cast, idea: Voice, same: Voice) -> None:
    with pytest.raises(NoWordsError):
        actions.merge(same, into=idea, by=firm.people_lead, words=" ", at=NOW)
    assert same.is_owed


def test_talk_on_pay_goes_on_only_with_talk_on_pay(firm: Cast, idea: Voice) -> None:
    pay = make_voice(firm.colleague, "Pay us for the night")
    also = make_voice(firm.other_employee, "Our wages are late")
    added = make_voice(firm.other_employee, "A thing")
    actions.add(added, by=firm.other_employee, words="The overtime, I mean.", at=NOW)

    for voice in (pay, added):
        with pytest.raises(errors.LosesConditionsError, match="keeps its own answer"):
            actions.merge(voice, into=idea, by=firm.people_lead, words="The same.", at=NOW)
    with pytest.raises(errors.SpeaksOfConditionsError):
        actions.hide(added, by=firm.people_lead, words="Not here.", at=NOW)
    actions.merge(pay, into=also, by=firm.people_lead, words="Both ask for pay.", at=NOW)
    assert not pay.is_owed


@pytest.mark.parametrize("how", ["hidden", "taken back"])
def test_what_was_merged_into_one_that_is_gone_is_owed_again(
    firm: Cast, idea: Voice, same: Voice, how: str
) -> None:
    actions.merge(same, into=idea, by=firm.people_lead, words="The same.", at=NOW)

    if how == "hidden":
        actions.hide(idea, by=firm.people_lead, words="It insults.", at=NOW)
    else:
        actions.take_back(idea, by=firm.employee, at=NOW)

    same.refresh_from_db()
    assert same.is_owed
    assert [one.kind for one in same.words.all()] == ["merged", "parted"]


def test_parted_again_it_is_owed_in_ten_days(firm: Cast, idea: Voice, same: Voice) -> None:
    actions.merge(same, into=idea, by=firm.people_lead, words="The same.", at=NOW)

    actions.part(same, by=firm.people_lead, words="They are two things.", at=LATER)

    assert (same.is_owed, same.merged_into) == (True, None)
    assert same.answer_due_on == LATER.date() + timedelta(days=10)
    with pytest.raises(errors.ChangedMeanwhileError):
        actions.part(same, by=firm.people_lead, words="", at=LATER)


def test_hidden_words_are_found_no_more_and_the_reason_stands_there(
    firm: Cast, idea: Voice
) -> None:
    actions.hide(idea, by=firm.people_lead, words="It insults somebody.", at=NOW)

    assert (idea.hidden_by, idea.hidden_reason) == (firm.people_lead, "It insults somebody.")
    assert not Indexed.objects.filter(ref=str(idea.pk)).exists()
    entry = Entry.objects.get(verb="voice.hidden")
    assert entry.details == {"words": "It insults somebody."}
    assert not any(idea.title in str(one.details) for one in Entry.objects.all())
    assert not idea.is_owed


def test_hidden_words_are_shown_again_and_answered(firm: Cast, idea: Voice) -> None:
    actions.hide(idea, by=firm.people_lead, words="It insults somebody.", at=NOW)

    actions.show_again(idea, by=firm.people_lead, words="I read it wrong.", at=LATER)

    assert (idea.is_hidden, idea.is_owed, idea.hidden_reason) == (False, True, "")
    assert idea.answer_due_on == LATER.date() + timedelta(days=10)
    with pytest.raises(errors.ChangedMeanwhileError):
        actions.show_again(idea, by=firm.people_lead, words="Again.", at=LATER)


def test_only_the_people_lead_hides(firm: Cast, idea: Voice) -> None:
    for by in (firm.owner, firm.manager, firm.employee):
        with pytest.raises(errors.NotYoursToAnswerError):
            actions.hide(idea, by=by, words="I don't like it.", at=NOW)


@pytest.mark.parametrize(
    ("title", "text"),
    [("Why is overtime not paid?", ""), ("A thing", "Und der Lohn?"), ("¿Y los turnos?", "")],
)
def test_talk_on_pay_hours_and_conditions_is_never_hidden(
    firm: Cast, title: str, text: str
) -> None:
    voice = make_voice(firm.employee, title, text=text)

    with pytest.raises(errors.SpeaksOfConditionsError, match="never hidden"):
        actions.hide(voice, by=firm.people_lead, words="Not here.", at=NOW)
    voice.refresh_from_db()
    assert not voice.is_hidden


def test_ones_own_words_are_taken_back_whole_before_they_are_answered(
    firm: Cast, idea: Voice
) -> None:
    words = idea.title
    actions.add(idea, by=firm.employee, words="Near the old oak.", at=NOW)
    actions.take_back(idea, by=firm.employee, at=NOW)

    assert (idea.state, idea.title, idea.text, idea.n_erased) == ("taken_back", "…", "", 1)
    assert not Indexed.objects.filter(ref=str(idea.pk)).exists()
    for gone in (words, "old oak"):
        assert not any(gone in str(one.details) for one in Entry.objects.all())
        assert not any(gone in one.words for one in idea.words.all())
    assert Entry.objects.filter(verb="voice.taken_back").exists()


def test_what_is_answered_or_somebody_elses_is_not_taken_back(firm: Cast, idea: Voice) -> None:
    with pytest.raises(errors.NotYoursToTakeBackError):
        actions.take_back(idea, by=firm.colleague, at=NOW)
    actions.wont_do(
        idea, by=firm.people_lead, words=WHY, look_again_on=TODAY + timedelta(days=90), at=NOW
    )
    with pytest.raises(errors.TooLateToTakeBackError):
        actions.take_back(idea, by=firm.employee, at=NOW)


def test_the_author_adds_and_nobody_else(firm: Cast, idea: Voice) -> None:
    for _click in range(2):
        actions.add(idea, by=firm.employee, words="There is wood in the stores.", at=NOW)

    assert [one.kind for one in idea.words.all()] == ["added"]
    with pytest.raises(errors.NotYoursToTakeBackError):
        actions.add(idea, by=firm.colleague, words="And a table.", at=NOW)


def test_support_is_one_tap_and_undone_by_another(firm: Cast, idea: Voice) -> None:
    for _tap in range(2):
        actions.support(idea, by=firm.colleague)
    assert n_supports([idea]) == {idea.pk: 1}

    actions.support_no_longer(idea, by=firm.colleague)

    assert n_supports([idea]) == {}
    with pytest.raises(errors.OwnVoiceError):
        actions.support(idea, by=firm.employee)
    actions.take_back(idea, by=firm.employee, at=NOW)
    with pytest.raises(errors.ChangedMeanwhileError):
        actions.support(idea, by=firm.colleague)


@pytest.mark.parametrize("said", ["will", "wont"])
def test_what_a_promise_or_a_decision_names_is_neither_hidden_nor_taken_back(
    firm: Cast, idea: Voice, said: str
) -> None:
    lead, soon = firm.people_lead, TODAY + timedelta(days=90)
    if said == "will":
        actions.will_do(idea, by=lead, words="It stands.", due_on=soon, at=NOW)
    else:
        actions.wont_do(idea, by=lead, words=WHY, look_again_on=soon, at=NOW)

    for _each in ("answered", "opened again"):
        with pytest.raises(errors.TooLateToHideError, match="they stay"):
            actions.hide(idea, by=lead, words="It insults.", at=NOW)
        with pytest.raises(errors.TooLateToTakeBackError):
            actions.take_back(idea, by=firm.employee, at=NOW)
        if idea.answered_on:
            actions.open_again(idea, by=lead, words="Too early.", at=NOW)


def test_hidden_words_are_taken_back_by_whoever_said_them(firm: Cast, idea: Voice) -> None:
    actions.hide(idea, by=firm.people_lead, words="It insults somebody.", at=NOW)

    actions.take_back(idea, by=firm.employee, at=NOW)

    assert (idea.is_hidden, idea.is_taken_back, idea.title) == (False, True, "…")
    with pytest.raises(errors.ChangedMeanwhileError):
        actions.show_again(idea, by=firm.people_lead, words="I read it wrong.", at=LATER)


@pytest.mark.parametrize("act", ["look_at", "hand_over"])
def test_a_second_click_says_and_tells_nothing_twice(firm: Cast, idea: Voice, act: str) -> None:
    to = {"to": firm.manager, "deputy": firm.colleague} if act == "hand_over" else {}
    Message.objects.all().delete()

    for _click in range(2):
        getattr(actions, act)(idea, by=firm.people_lead, words="I ask Ruben.", at=NOW, **to)

    assert idea.words.count() == 1
    assert Message.objects.count() == (2 if to else 1)
    other = {**to, "deputy": None} if to else {}
    words = "I ask Ruben." if to else "I ask Pia."
    getattr(actions, act)(idea, by=firm.people_lead, words=words, at=NOW, **other)
    assert idea.words.count() == 2


@pytest.mark.parametrize("how", ["parted", "shown", "opened"])
def test_whoever_owes_an_answer_again_hears_of_it_and_is_reminded(
    firm: Cast, idea: Voice, same: Voice, how: str
) -> None:
    lead = firm.people_lead
    Voice.objects.filter(pk=idea.pk).update(owner=firm.manager, told_due=True, told_late=True)
    idea.refresh_from_db()
    if how == "parted":
        actions.merge(idea, into=same, by=lead, words="The same.", at=NOW)
    elif how == "shown":
        actions.hide(idea, by=lead, words="It insults.", at=NOW)
    else:
        Voice.objects.filter(pk=idea.pk).update(deputy=lead)
        idea.refresh_from_db()
        soon = TODAY + timedelta(days=90)
        actions.wont_do(idea, by=lead, words=WHY, look_again_on=soon, at=NOW)
    undo = {"parted": actions.part, "shown": actions.show_again, "opened": actions.open_again}

    undo[how](idea, by=lead, words="It was wrong.", at=LATER)

    assert [one.to for one in Message.objects.filter(kind="voice.due")] == [firm.manager]
    assert actions.remind(idea, at=LATER + timedelta(days=8))
    assert actions.remind(idea, at=LATER + timedelta(days=11))


def test_two_people_of_one_name_are_two_behind_it(firm: Cast, idea: Voice) -> None:
    for person in (firm.manager, firm.colleague):
        actions.support(idea, by=person)
    Person.objects.filter(pk=firm.colleague.pk).update(name=firm.manager.name)

    assert supporters(idea) == [firm.manager.name] * 2
