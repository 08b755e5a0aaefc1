"""A promise that changes hands, and one that nobody takes on."""

from datetime import timedelta

import pytest
from django.utils import translation

from bothways.commitments import errors, queries
from bothways.commitments.actions import (
    decline,
    end_for_leaver,
    end_for_want_of_hearer,
    give_word,
    hand_over,
    keep_commitment,
    take_back_end,
    take_on,
)
from bothways.commitments.models import Commitment, HandOver
from bothways.commitments.words import standing
from bothways.notifications.models import Message
from bothways.people.models import Person
from bothways.record.models import Entry
from tests.cast import Cast
from tests.commitments.conftest import days_after
from tests.factories import NOW, TODAY, make_promise
from tests.wishing import wish_at_once

LATER = NOW + timedelta(days=1)


def offer(promise: Commitment, to: Person, by: Person | None = None) -> HandOver:
    words = "I leave in May."
    return hand_over(promise, to=to, by=by or promise.made_by, words=words, at=NOW)


def gone(person: Person) -> Person:
    Person.objects.filter(pk=person.pk).update(left_on=TODAY)
    person.refresh_from_db()
    return person


def told(kind: str) -> set[str]:
    return set(Message.objects.filter(kind=kind).values_list("to__name", flat=True))


def test_until_somebody_says_yes_it_stays_with_its_old_name(
    promise: Commitment, firm: Cast
) -> None:
    wish_at_once("word", [firm.employee])

    offer(promise, firm.employee)

    promise.refresh_from_db()
    assert promise.made_by == firm.manager
    assert told("commitment.handing_over") == {"Jo Marsh"}
    asked = queries.asked_now(promise)
    assert asked is not None
    assert asked.taken_by == firm.employee


def test_whoever_says_yes_has_it_and_the_others_are_told(promise: Commitment, firm: Cast) -> None:
    asked = offer(promise, firm.employee)
    Message.objects.all().delete()

    change = take_on(asked, by=firm.employee, words="Gladly.", at=LATER)

    promise.refresh_from_db()
    assert promise.made_by == firm.employee
    assert (change.kind, change.words, change.hand_over) == ("handed", "Gladly.", asked)
    assert "Jo Marsh" not in told("commitment.changed")
    assert "Tariq Bell" in told("commitment.changed")
    assert queries.first_author(promise, [change]) == firm.manager


def test_the_record_has_the_question_and_the_answer(promise: Commitment, firm: Cast) -> None:
    take_on(offer(promise, firm.employee), by=firm.employee, words="", at=LATER)

    offered = Entry.objects.get(verb="commitment.offered")
    handed = Entry.objects.get(verb="commitment.handed_over")
    assert (offered.by, offered.details["to"]) == (firm.manager, "Jo Marsh")
    assert handed.by == firm.employee
    assert handed.details == {"words": "I leave in May.", "was": "Ruben Dahl", "now": "Jo Marsh"}


def test_the_new_name_speaks_for_it_and_the_old_one_no_more(
    promise: Commitment, firm: Cast
) -> None:
    take_on(offer(promise, firm.employee), by=firm.employee, words="", at=LATER)
    promise.refresh_from_db()

    with pytest.raises(errors.NotYourWordError):
        give_word(promise, by=firm.manager, words="Soon.", at=LATER)
    keep_commitment(promise, by=firm.employee, words="All hang there.", at=LATER)


def test_a_no_needs_a_word_and_whoever_asked_is_told(promise: Commitment, firm: Cast) -> None:
    wish_at_once("word", [firm.people_lead])
    asked = offer(promise, firm.employee, by=firm.people_lead)
    with pytest.raises(errors.NoWordsError):
        decline(asked, by=firm.employee, words=" ", at=LATER)

    decline(asked, by=firm.employee, words="I have no time before June.", at=LATER)

    promise.refresh_from_db()
    assert promise.made_by == firm.manager
    assert told("commitment.declined") == {"Lena Oduya"}
    assert queries.asked_now(promise) is None


def test_only_whoever_is_asked_answers_and_only_once(promise: Commitment, firm: Cast) -> None:
    asked = offer(promise, firm.employee)
    with pytest.raises(errors.NotAskedError):
        take_on(asked, by=firm.colleague, words="", at=LATER)

    take_on(asked, by=firm.employee, words="", at=LATER)

    with pytest.raises(errors.AlreadyAnsweredError):
        decline(asked, by=firm.employee, words="No, after all.", at=LATER)


def test_asking_somebody_else_lets_the_first_one_go(promise: Commitment, firm: Cast) -> None:
    first, second = offer(promise, firm.employee), offer(promise, firm.colleague)

    assert offer(promise, firm.colleague) == second  # a second click
    first.refresh_from_db()
    assert first.state == HandOver.State.DROPPED
    with pytest.raises(errors.AlreadyAnsweredError):
        take_on(first, by=firm.employee, words="", at=LATER)


def test_what_ended_meanwhile_can_be_taken_on_no_more(promise: Commitment, firm: Cast) -> None:
    asked = offer(promise, firm.employee)
    keep_commitment(promise, by=firm.manager, words="All hang there.", at=NOW)

    with pytest.raises(errors.AlreadyClosedError):
        take_on(asked, by=firm.employee, words="", at=LATER)
    with pytest.raises(errors.AlreadyClosedError):
        offer(promise, firm.colleague)


def test_each_hand_over_that_can_not_be_has_its_sentence(promise: Commitment, firm: Cast) -> None:
    with pytest.raises(errors.HasLeftError, match="Nils Grau is not here now"):
        offer(promise, firm.leaver)
    with pytest.raises(errors.AlreadyTheirsError, match="Ruben Dahl who has this promise"):
        offer(promise, firm.manager)
    with pytest.raises(errors.BetweenTwoError, match="between two people"):
        offer(make_promise(firm.manager, to=firm.employee), firm.colleague)


def test_what_nobody_takes_on_ends_and_does_not_count_against_the_leaver(
    promise: Commitment, firm: Cast
) -> None:
    gone(firm.manager)
    promise.refresh_from_db()
    asked = offer(promise, firm.employee, by=firm.people_lead)

    end_for_leaver(promise, by=firm.owner, words="The hall is given up.", at=LATER)

    asked.refresh_from_db()
    assert asked.state == HandOver.State.DROPPED
    how = standing(promise, days_after(1))
    assert (how.sign, how.words) == ("broken", "Nobody took it on")
    assert "Tariq Bell" in told("commitment.changed")
    assert Entry.objects.get(verb="commitment.ended").by == firm.owner
    since, on = TODAY, days_after(20)
    assert queries.say_do(since=since, on=on).broken == 1
    assert queries.say_do_of(firm.manager, since=since, on=on).due == 0
    assert not queries.ended_since(since, until=on).exists()


def test_nobody_ends_the_word_of_somebody_who_is_here(promise: Commitment, firm: Cast) -> None:
    with pytest.raises(errors.StillHereError, match="Ruben Dahl is still here"):
        end_for_leaver(promise, by=firm.owner, words="No use.", at=LATER)


def test_two_who_end_it_at_once_end_it_once(promise: Commitment, firm: Cast) -> None:
    gone(firm.manager)
    mine = Commitment.objects.get(pk=promise.pk)
    theirs = Commitment.objects.get(pk=promise.pk)

    end_for_leaver(mine, by=firm.owner, words="The hall is given up.", at=LATER)
    with pytest.raises(errors.AlreadyClosedError):
        end_for_leaver(theirs, by=firm.owner, words="Not needed.", at=LATER)


def test_a_promise_to_somebody_who_left_ends_and_counts_against_nobody(firm: Cast) -> None:
    promise = make_promise(firm.manager, to=firm.employee)
    with pytest.raises(errors.StillHereError, match="Jo Marsh is still here"):
        end_for_want_of_hearer(promise, by=firm.manager, words="Gone.", at=LATER)
    gone(firm.employee)
    promise = Commitment.objects.get(pk=promise.pk)
    with pytest.raises(errors.NotYourWordError):
        end_for_want_of_hearer(promise, by=firm.owner, words="Gone.", at=LATER)

    end_for_want_of_hearer(promise, by=firm.manager, words="The talk will not be.", at=LATER)

    assert standing(promise, days_after(1)).words == "Ended, because they left"
    assert queries.say_do_of(firm.manager, since=TODAY, on=days_after(20)).due == 0
    take_back_end(promise, by=firm.manager, words="They came back.", at=LATER)
    assert promise.ending == ""


def test_a_promise_to_many_does_not_end_because_one_left(promise: Commitment, firm: Cast) -> None:
    gone(firm.employee)

    with pytest.raises(errors.StillHereError, match="more than one person"):
        end_for_want_of_hearer(promise, by=firm.manager, words="Gone.", at=LATER)


def test_what_a_leaver_promised_in_the_open_is_shown_and_nothing_between_two(firm: Cast) -> None:
    openly = make_promise(firm.manager)
    make_promise(firm.manager, "Between us.", to=firm.employee)

    assert list(queries.open_of_leaver(firm.manager)) == [openly]


def test_whoever_was_asked_and_left_is_asked_no_more(promise: Commitment, firm: Cast) -> None:
    offer(promise, firm.employee)
    gone(firm.employee)

    assert queries.asked_now(promise) is None
    offer(promise, firm.colleague)


def test_the_old_name_can_not_end_it_with_a_page_opened_before_it_changed_hands(
    promise: Commitment, firm: Cast
) -> None:
    stale = Commitment.objects.get(pk=promise.pk)
    take_on(offer(promise, firm.employee), by=firm.employee, words="", at=LATER)

    for act in (keep_commitment, give_word):
        with pytest.raises(errors.NotYourWordError, match="only whoever gave the word"):
            act(stale, by=firm.manager, words="All hang there.", at=LATER)
        stale.made_by = firm.manager

    assert Commitment.objects.get(pk=promise.pk).is_open


def test_of_two_answers_at_once_the_first_stands(promise: Commitment, firm: Cast) -> None:
    asked = offer(promise, firm.employee)
    mine, other = HandOver.objects.get(pk=asked.pk), HandOver.objects.get(pk=asked.pk)

    decline(mine, by=firm.employee, words="No time.", at=LATER)
    with pytest.raises(errors.AlreadyAnsweredError, match="answered already"):
        take_on(other, by=firm.employee, words="Gladly.", at=LATER)

    assert Commitment.objects.get(pk=promise.pk).made_by == firm.manager


def test_a_refused_yes_leaves_the_question_as_it_was(promise: Commitment, firm: Cast) -> None:
    asked = offer(promise, firm.employee)

    with pytest.raises(errors.TooManyWordsError, match="1000"):
        take_on(asked, by=firm.employee, words="x" * 1001, at=LATER)
    with pytest.raises(errors.TooManyWordsError, match="1000"):
        decline(asked, by=firm.employee, words="x" * 1001, at=LATER)

    assert queries.asked_now(promise) == asked


@pytest.mark.parametrize("words", ["", " \n ", "x" * 1001])
def test_asking_needs_words_of_a_thousand_characters_at_most(
    promise: Commitment, firm: Cast, words: str
) -> None:
    with pytest.raises((errors.NoWordsError, errors.TooManyWordsError)):
        hand_over(promise, to=firm.employee, by=firm.manager, words=words, at=NOW)

    assert not HandOver.objects.exists()
    assert not Entry.objects.filter(verb="commitment.offered").exists()


def test_what_is_ended_waits_for_nobodys_answer(promise: Commitment, firm: Cast) -> None:
    offer(promise, firm.employee)

    keep_commitment(promise, by=firm.manager, words="All hang there.", at=NOW)

    assert queries.asked_now(promise) is None
    take_back_end(promise, by=firm.manager, words="One is missing.", at=NOW)
    assert queries.asked_now(promise) is not None


def test_whoever_comes_back_the_next_day_can_open_again_what_nobody_took_on(
    promise: Commitment, firm: Cast
) -> None:
    gone(firm.manager)
    promise.refresh_from_db()
    end_for_leaver(promise, by=firm.owner, words="The hall is given up.", at=NOW)

    take_back_end(promise, by=firm.manager, words="I am back.", at=LATER)

    promise.refresh_from_db()
    assert (promise.state, promise.ending, promise.ended_by) == ("open", "", None)


def test_a_promise_can_go_on_through_several_hands_and_knows_the_first(
    promise: Commitment, firm: Cast
) -> None:
    take_on(offer(promise, firm.employee), by=firm.employee, words="", at=NOW)
    promise.refresh_from_db()
    take_on(offer(promise, firm.colleague), by=firm.colleague, words="", at=NOW)
    promise.refresh_from_db()

    said = queries.history_of(promise)

    assert promise.made_by == firm.colleague
    assert queries.first_author(promise, said) == firm.manager
    assert [change.hand_over.taken_by.name for change in said if change.hand_over] == [
        "Jo Marsh",
        "Tariq Bell",
    ]


def test_a_promise_can_come_back_to_whoever_gave_it(promise: Commitment, firm: Cast) -> None:
    take_on(offer(promise, firm.employee), by=firm.employee, words="", at=NOW)
    promise.refresh_from_db()

    take_on(offer(promise, firm.manager), by=firm.manager, words="I have time again.", at=NOW)

    promise.refresh_from_db()
    assert promise.made_by == firm.manager


def test_whoever_takes_it_on_is_reminded_of_its_day_though_the_old_name_was(
    promise: Commitment, firm: Cast
) -> None:
    Commitment.objects.update(told_due=True, told_silent=True)

    take_on(offer(promise, firm.employee), by=firm.employee, words="", at=NOW)

    promise.refresh_from_db()
    assert not promise.told_due
    assert not promise.told_silent


def test_the_day_stays_where_it_was_when_a_promise_changes_hands(
    promise: Commitment, firm: Cast
) -> None:
    before = (promise.made_on, promise.due_on, promise.n_moves, promise.text)

    take_on(offer(promise, firm.employee), by=firm.employee, words="", at=LATER)

    promise.refresh_from_db()
    assert (promise.made_on, promise.due_on, promise.n_moves, promise.text) == before


def test_a_no_is_on_the_record_by_whoever_said_it(promise: Commitment, firm: Cast) -> None:
    decline(offer(promise, firm.employee), by=firm.employee, words="No time.", at=LATER)

    entry = Entry.objects.get(verb="commitment.declined")
    assert (entry.by, entry.details, entry.at) == (firm.employee, {"words": "No time."}, LATER)


def test_how_a_question_stands_is_said_in_three_languages(promise: Commitment, firm: Cast) -> None:
    asked = offer(promise, firm.employee)

    said = set()
    for language in ("en", "de", "es"):
        with translation.override(language):
            said.add(str(asked))

    assert "asked" in said
    assert len(said) == 3
