"""Giving a word, and what can become of it."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import transaction
from django.utils.timezone import localdate
from pytest_django import Settings

from bothways.commitments import errors
from bothways.commitments.actions import (
    break_commitment,
    give_word,
    keep_commitment,
    make_commitment,
    move_commitment,
    remind_author,
    take_back_end,
    tell_of_silence,
)
from bothways.commitments.models import Change, Commitment, Origin
from bothways.notifications.models import Message
from bothways.people.models import Person
from bothways.record.models import Entry
from tests.cast import ASSEMBLY, Cast
from tests.commitments.conftest import DUE, days_after
from tests.conftest import ClientOf
from tests.factories import NOW, TODAY, at_nine, make_person, make_promise, make_unit
from tests.wishing import wish_at_once


def test_a_promise_to_a_unit_is_made_to_everybody_in_it_and_below(firm: Cast) -> None:
    promise = make_promise(firm.other_manager, to=make_unit("Millrace/Operations"))

    assert promise.audience.count() == 12 + 11 + 3 - 1  # all but the one who gave it


def test_a_unit_whose_name_begins_alike_hears_nothing(firm: Cast) -> None:
    make_person("Ada Quinn", unit="Millrace/Operations/Assembly 2")

    promise = make_promise(firm.manager, to=make_unit(ASSEMBLY))

    assert not promise.audience.filter(person__name="Ada Quinn").exists()


def test_a_promise_to_all_leaves_out_leavers_and_its_author(firm: Cast) -> None:
    promise = make_promise(firm.owner)

    assert promise.audience.count() == 30
    assert not promise.audience.filter(person__in=[firm.leaver, firm.owner]).exists()


def test_those_it_was_made_to_stay_the_same_when_people_come_and_go(
    promise: Commitment, firm: Cast
) -> None:
    make_person("New Hand", unit=ASSEMBLY)
    Person.objects.filter(pk=firm.colleague.pk).update(left_on=TODAY)

    heard = set(promise.audience.values_list("person__name", flat=True))

    assert len(heard) == 11
    assert "Tariq Bell" in heard
    assert "New Hand" not in heard


def test_an_employee_can_promise_to_their_lead(firm: Cast, client_of: ClientOf) -> None:
    due, to = str(localdate() + timedelta(days=9)), f"person:{firm.manager.pk}"
    typed = {"text": "I bring the gauges back each evening.", "to": to, "due_on": due}
    assert client_of(firm.employee).post("/promises/new/", typed).status_code == 302

    promise = Commitment.objects.get(made_by=firm.employee)
    assert [heard.person for heard in promise.audience.all()] == [firm.manager]


def test_those_it_was_made_to_are_told_with_the_day_and_a_link(
    promise: Commitment, firm: Cast
) -> None:
    message = Message.objects.get(to=firm.employee)

    assert message.subject == "Ruben Dahl promised you something"
    assert "“The gauges are at every station.”" in message.body
    assert "By Thursday 12 November." in message.body
    assert f"http://127.0.0.1:8000/promises/{promise.pk}/" in message.body
    assert set(Message.objects.values_list("to__name", flat=True)) == {"Jo Marsh", "Tariq Bell"}


def test_who_did_not_choose_it_at_once_reads_it_in_the_weekly_mail(firm: Cast) -> None:
    make_promise(firm.manager)

    assert not Message.objects.exists()


def test_making_it_is_on_the_record(promise: Commitment, firm: Cast) -> None:
    entry = Entry.objects.get(verb="commitment.made")

    assert entry.by == firm.manager
    assert entry.at == NOW
    assert entry.about_id == str(promise.pk)
    assert entry.details == {"text": promise.text, "due": "2026-11-12"}


def test_between_two_people_nothing_goes_on_the_record(firm: Cast) -> None:
    wish_at_once("promised", firm.people())
    between = make_promise(firm.employee, to=firm.manager)

    give_word(between, by=firm.employee, words="Nearly there.", at=NOW)
    keep_commitment(between, by=firm.employee, words="Done.", at=NOW)

    assert not Entry.objects.exists()
    assert set(Message.objects.values_list("to__name", flat=True)) == {"Ruben Dahl"}


def test_a_promise_can_answer_a_result_and_keeps_its_figure(firm: Cast) -> None:
    origin = Origin(uuid4(), "U-TRU1", "31 of 46 agree.")

    promise = make_promise(firm.owner, origin=origin)

    assert (promise.round_id, promise.question) == (origin.round_id, "U-TRU1")
    assert promise.figure == "31 of 46 agree."


def test_line_breaks_and_double_blanks_are_smoothed(firm: Cast) -> None:
    assert make_promise(firm.owner, "  A\r\n second \t machine. ").text == "A second machine."


@pytest.mark.parametrize("text", ["", "   ", "\n\t"])
def test_a_promise_without_words_is_refused(firm: Cast, text: str) -> None:
    with pytest.raises(errors.NoWordsError, match="Words are missing"):
        make_promise(firm.owner, text)


def test_a_promise_has_at_most_280_characters(firm: Cast) -> None:
    make_promise(firm.owner, "x" * 280)

    with pytest.raises(errors.TooManyWordsError, match="280"):
        make_promise(firm.owner, "x" * 281)


def test_a_day_in_the_past_is_refused_and_today_is_not(firm: Cast) -> None:
    make_promise(firm.owner, due_on=TODAY)

    with pytest.raises(errors.DayInThePastError, match="This day is over"):
        make_promise(firm.owner, due_on=TODAY - timedelta(days=1))


def test_a_day_that_nobody_can_wait_for_is_refused(firm: Cast) -> None:
    with pytest.raises(errors.DayTooFarError, match="two years"):
        make_promise(firm.owner, due_on=date(2062, 11, 2))


def test_the_day_is_the_day_where_the_firm_is(firm: Cast, settings: Settings) -> None:
    settings.TIME_ZONE = "Pacific/Auckland"

    promise = make_commitment(
        by=firm.owner, text="A word.", due_on=DUE, to=None, at=NOW.replace(hour=20)
    )

    assert promise.made_on == days_after(1)


def test_nobody_promises_to_somebody_who_left_or_to_oneself(firm: Cast) -> None:
    with pytest.raises(errors.HasLeftError, match="Nils Grau is not here now"):
        make_promise(firm.owner, to=firm.leaver)
    with pytest.raises(errors.NobodyToPromiseError, match="Nobody but you"):
        make_promise(firm.owner, to=firm.owner)


def test_nobody_promises_to_a_unit_of_oneself_alone(firm: Cast) -> None:
    alone = make_person("Ada Quinn", unit="Millrace/Design")

    with pytest.raises(errors.NobodyToPromiseError):
        make_promise(alone, to=alone.unit)


def test_a_refused_promise_leaves_nothing_behind(firm: Cast) -> None:
    with pytest.raises(errors.NobodyToPromiseError), transaction.atomic():
        make_promise(firm.owner, to=firm.owner)

    assert not Commitment.objects.exists()
    assert not Message.objects.exists()
    assert not Entry.objects.exists()


def test_keeping_needs_a_line_that_shows_it(promise: Commitment, firm: Cast) -> None:
    with pytest.raises(errors.NoWordsError):
        keep_commitment(promise, by=firm.manager, words=" ", at=NOW)

    keep_commitment(promise, by=firm.manager, words="All twelve are there.", at=at_nine(DUE))

    assert (promise.state, promise.closed_on) == ("kept", DUE)
    assert promise.closing_words == "All twelve are there."
    assert [change.kind for change in promise.changes.all()] == ["kept"]


def test_those_it_was_made_to_are_told_that_it_was_kept(promise: Commitment, firm: Cast) -> None:
    Message.objects.all().delete()

    keep_commitment(promise, by=firm.manager, words="All twelve are there.", at=NOW)

    message = Message.objects.get(to=firm.employee)
    assert message.subject == "Kept: what Ruben Dahl promised you"
    assert "All twelve are there." in message.body
    assert Message.objects.count() == 2


def test_the_second_of_two_clicks_is_refused(promise: Commitment, firm: Cast) -> None:
    stale = Commitment.objects.get(pk=promise.pk)
    keep_commitment(promise, by=firm.manager, words="Done.", at=NOW)
    n_messages = Message.objects.count()

    with pytest.raises(errors.AlreadyClosedError, match="Someone closed this first"):
        break_commitment(stale, by=firm.manager, words="It was not.", at=NOW)

    assert Commitment.objects.get(pk=promise.pk).state == "kept"
    assert Message.objects.count() == n_messages
    assert Change.objects.count() == 1
    assert stale.state == "kept"


def test_breaking_needs_an_explanation(promise: Commitment, firm: Cast) -> None:
    with pytest.raises(errors.NoWordsError):
        break_commitment(promise, by=firm.manager, words="", at=NOW)

    break_commitment(promise, by=firm.manager, words="Two orders came in.", at=NOW)

    assert promise.state == "broken"
    assert Entry.objects.filter(verb="commitment.broken", details__words="Two orders came in.")


def test_moving_before_the_day_keeps_the_first_day_in_sight(
    promise: Commitment, firm: Cast
) -> None:
    move_commitment(
        promise, by=firm.manager, to=days_after(20), words="The maker is late.", at=at_nine(DUE)
    )

    assert (promise.first_due_on, promise.due_on, promise.n_moves) == (DUE, days_after(20), 1)
    change = promise.changes.get()
    assert (change.due_was, change.due_now, change.words) == (
        DUE,
        days_after(20),
        "The maker is late.",
    )


def test_moving_after_the_day_is_refused_with_what_to_do(promise: Commitment, firm: Cast) -> None:
    with pytest.raises(errors.DayHasPassedError, match="broken and why, or that it was kept late"):
        move_commitment(
            promise, by=firm.manager, to=days_after(20), words="Late.", at=at_nine(days_after(11))
        )

    assert promise.n_moves == 0


def test_moving_needs_a_reason_and_a_later_day_within_reach(
    promise: Commitment, firm: Cast
) -> None:
    with pytest.raises(errors.NoWordsError):
        move_commitment(promise, by=firm.manager, to=days_after(20), words="", at=NOW)
    with pytest.raises(errors.NotALaterDayError):
        move_commitment(promise, by=firm.manager, to=DUE, words="The same day.", at=NOW)
    with pytest.raises(errors.DayTooFarError):
        move_commitment(promise, by=firm.manager, to=date(2062, 1, 1), words="Far.", at=NOW)


def test_of_two_moves_at_once_one_is_refused(promise: Commitment, firm: Cast) -> None:
    stale = Commitment.objects.get(pk=promise.pk)
    move_commitment(promise, by=firm.manager, to=days_after(20), words="Late.", at=NOW)

    with pytest.raises(errors.ChangedMeanwhileError, match="moved a moment ago"):
        move_commitment(stale, by=firm.manager, to=days_after(30), words="Later.", at=NOW)

    assert stale.due_on == days_after(20)
    assert stale.n_moves == 1


def test_a_closed_promise_can_neither_be_moved_nor_spoken_of(
    promise: Commitment, firm: Cast
) -> None:
    keep_commitment(promise, by=firm.manager, words="Done.", at=NOW)

    with pytest.raises(errors.AlreadyClosedError):
        move_commitment(promise, by=firm.manager, to=days_after(20), words="No.", at=NOW)
    with pytest.raises(errors.AlreadyClosedError):
        give_word(promise, by=firm.manager, words="And another thing.", at=NOW)


def test_a_word_after_the_day_ends_the_silence(promise: Commitment, firm: Cast) -> None:
    on = days_after(12)

    give_word(promise, by=firm.manager, words="On Monday, for sure.", at=at_nine(on))

    assert not promise.is_silent(on)
    assert promise.is_open
    assert Entry.objects.filter(verb="commitment.spoken_of").exists()


def test_a_word_on_the_way_sends_no_mail(promise: Commitment, firm: Cast) -> None:
    n_messages = Message.objects.count()

    give_word(promise, by=firm.manager, words="Ordered.", at=NOW)

    assert Message.objects.count() == n_messages


def test_words_have_at_most_a_thousand_characters(promise: Commitment, firm: Cast) -> None:
    with pytest.raises(errors.TooManyWordsError, match="1000"):
        give_word(promise, by=firm.manager, words="x" * 1001, at=NOW)


def test_a_mistaken_end_can_be_taken_back_and_both_stay_in_sight(
    promise: Commitment, firm: Cast
) -> None:
    keep_commitment(promise, by=firm.manager, words="Done.", at=NOW)

    take_back_end(promise, by=firm.manager, words="One is missing.", at=at_nine(days_after(1)))

    assert (promise.state, promise.closed_on, promise.closing_words) == ("open", None, "")
    assert [change.kind for change in promise.changes.all()] == ["kept", "taken_back"]
    verbs = set(Entry.objects.values_list("verb", flat=True))
    assert {"commitment.kept", "commitment.taken_back"} <= verbs
    assert Message.objects.filter(subject="Opened again: what Ruben Dahl promised you").exists()


def test_after_two_days_an_end_stands(promise: Commitment, firm: Cast) -> None:
    break_commitment(promise, by=firm.manager, words="No time.", at=NOW)

    with pytest.raises(errors.TooLateToTakeBackError, match="its end stands"):
        take_back_end(promise, by=firm.manager, words="Oh.", at=at_nine(days_after(2)))


def test_what_is_open_can_not_be_taken_back(promise: Commitment, firm: Cast) -> None:
    with pytest.raises(errors.StillOpenError):
        take_back_end(promise, by=firm.manager, words="Oh.", at=NOW)


def test_of_two_who_take_it_back_at_once_one_is_refused(promise: Commitment, firm: Cast) -> None:
    keep_commitment(promise, by=firm.manager, words="Done.", at=NOW)
    stale = Commitment.objects.get(pk=promise.pk)
    take_back_end(promise, by=firm.manager, words="Not quite.", at=NOW)

    with pytest.raises(errors.StillOpenError, match="Nothing is left to take back"):
        take_back_end(stale, by=firm.manager, words="Not quite.", at=NOW)


def test_nobody_speaks_for_somebody_else(promise: Commitment, firm: Cast) -> None:
    for person in (firm.owner, firm.people_lead, firm.employee):
        with pytest.raises(errors.NotYourWordError, match="whoever gave the word"):
            keep_commitment(promise, by=person, words="Done.", at=NOW)


def test_the_author_is_reminded_once_and_again_after_a_move(
    promise: Commitment, firm: Cast
) -> None:
    assert remind_author(promise, at=at_nine(DUE))
    assert not remind_author(promise, at=at_nine(DUE))

    move_commitment(promise, by=firm.manager, to=days_after(20), words="Late.", at=at_nine(DUE))

    assert remind_author(promise, at=at_nine(days_after(20)))
    assert Message.objects.filter(to=firm.manager, kind="commitment.due").count() == 2


def test_the_author_is_told_once_of_each_silence(promise: Commitment, firm: Cast) -> None:
    assert tell_of_silence(promise, at=at_nine(days_after(11)))
    assert not tell_of_silence(promise, at=at_nine(days_after(12)))

    give_word(promise, by=firm.manager, words="On Monday.", at=at_nine(days_after(12)))

    assert tell_of_silence(promise, at=at_nine(days_after(20)))
    message = Message.objects.filter(kind="commitment.silent").first()
    assert message is not None
    assert "Thursday 12 November" in message.body


def test_whoever_is_reminded_has_not_closed_it_yet(promise: Commitment, firm: Cast) -> None:
    keep_commitment(promise, by=firm.manager, words="Done.", at=NOW)

    assert not remind_author(promise, at=at_nine(DUE))


def test_the_same_word_is_given_once_a_day_and_again_when_it_was_kept(firm: Cast) -> None:
    first = make_promise(firm.owner, "I sweep the hall.")
    make_promise(firm.owner, "I sweep the hall.", to=firm.employee)

    with pytest.raises(errors.AlreadyGivenError, match="today already") as refused:
        make_promise(firm.owner, "I sweep  the hall.")

    assert refused.value.first == first.pk
    keep_commitment(first, by=firm.owner, words="Swept.", at=NOW)
    assert make_promise(firm.owner, "I sweep the hall.").pk != first.pk


def test_the_same_word_on_the_way_is_said_once_a_day(promise: Commitment, firm: Cast) -> None:
    give_word(promise, by=firm.manager, words="Ordered.", at=NOW)
    give_word(promise, by=firm.manager, words=" Ordered. ", at=NOW)
    assert promise.changes.count() == 1

    give_word(promise, by=firm.manager, words="Ordered.", at=at_nine(days_after(1)))

    assert promise.changes.count() == 2
