"""A round whose box is gone becomes void, with a word to everyone, and holds up nobody."""

from datetime import datetime, timedelta

import pytest
from django.db import DatabaseError, connections, transaction
from django.test import Client

from bothways.ballotbox.models import BlockKey, Box, Bundle
from bothways.ballotbox.queries import holds_secrets
from bothways.notifications.models import Message
from bothways.people.models import Person
from bothways.record.models import Entry
from bothways.results.actions import close_due_rounds
from bothways.results.errors import RulesChangedError
from bothways.results.lost import void_all_after_a_restore, void_lost_rounds
from bothways.surveys.errors import BoxLostError
from bothways.surveys.models import Round
from bothways.surveys.registry import what_stands_in_the_way
from bothways.surveys.voting import cast_ballot, draw_envelope
from tests.cast import Cast
from tests.conftest import ClientOf
from tests.rounds import NEWS, SAFETY, counted, draft, opened
from tests.tampering import tamper

LATER = timedelta(minutes=61)
OFTEN = timedelta(minutes=10)


def lose_the_box(round_: Round) -> None:
    """What a restored backup looks like: the round is there, its box is not."""
    for rows in (Box, BlockKey, Bundle):
        rows.objects.filter(pk__startswith=round_.pk.hex).delete()


def lost(by: Person) -> Round:
    """Return a round that is void since an hour after its box was missed."""
    round_ = opened(by)
    lose_the_box(round_)
    look_for(LATER, since=round_.opens_at)
    round_.refresh_from_db()
    return round_


def look_for(time: timedelta, *, since: datetime, every: timedelta = OFTEN) -> list[Round]:
    """What a worker finds that looks again and again; return what is void by the last look."""
    looks = range(int(time / every) + 1)
    return [one for n in looks for one in void_lost_rounds(since + n * every)]


def test_a_round_without_its_box_is_void_after_an_hour(owner: Person, firm: Cast) -> None:
    round_ = opened(owner)
    lose_the_box(round_)

    assert look_for(timedelta(minutes=59), since=round_.opens_at) == []
    assert void_lost_rounds(round_.opens_at + LATER) == [round_]

    round_.refresh_from_db()
    assert (round_.state, round_.voided_at) == ("void", round_.opens_at + LATER)
    assert void_lost_rounds(round_.opens_at + 2 * LATER) == []


@pytest.mark.parametrize(
    "minutes",
    [
        [0, 61],  # the worker slept in between
        [0, 10, 20, 30, 46, 61],  # once for longer than a quarter of an hour
        [0, 14, 28, 42, 56],
        [0, 15, 30, 45, 60],  # an hour, and too few looks
    ],
)
def test_a_box_that_was_looked_for_too_seldom_is_not_given_up(
    owner: Person, firm: Cast, minutes: list[int]
) -> None:
    round_ = opened(owner)
    lose_the_box(round_)

    found = [void_lost_rounds(round_.opens_at + timedelta(minutes=n)) for n in minutes]

    assert found == [[]] * len(minutes)
    assert Round.objects.get(pk=round_.pk).state == "open"


def test_a_box_that_is_there_at_one_look_begins_the_hour_anew(owner: Person, firm: Cast) -> None:
    round_ = opened(owner)
    rows = [list(model.objects.all()) for model in (Box, BlockKey, Bundle)]
    lose_the_box(round_)
    look_for(timedelta(minutes=50), since=round_.opens_at)
    for model, kept in zip((Box, BlockKey, Bundle), rows, strict=True):
        model.objects.bulk_create(kept)  # type: ignore[attr-defined]
    void_lost_rounds(round_.opens_at + timedelta(minutes=55))
    lose_the_box(round_)

    assert void_lost_rounds(round_.opens_at + LATER) == []


def test_a_box_that_comes_back_within_the_hour_takes_ballots_again(
    owner: Person, employee: Person
) -> None:
    round_ = opened(owner)
    rows = [list(model.objects.all()) for model in (Box, BlockKey, Bundle)]
    lose_the_box(round_)
    void_lost_rounds(round_.opens_at)
    for model, kept in zip((Box, BlockKey, Bundle), rows, strict=True):
        model.objects.bulk_create(kept)  # type: ignore[attr-defined]

    assert void_lost_rounds(round_.opens_at + LATER) == []

    round_.refresh_from_db()
    assert (round_.state, round_.box_missed_at) == ("open", None)
    cast_ballot(round_, employee, [5, 5, 5], at=round_.opens_at + LATER)


def test_a_database_that_does_not_answer_voids_nothing(owner: Person, firm: Cast) -> None:
    round_ = opened(owner)
    with connections["ballots"].cursor() as cursor:
        cursor.execute("ALTER TABLE ballotbox_box RENAME TO elsewhere")
    try:
        for days in (0, 1, 2):
            with pytest.raises(DatabaseError), transaction.atomic(using="ballots"):
                void_lost_rounds(round_.opens_at + timedelta(days=days))
    finally:
        with connections["ballots"].cursor() as cursor:
            cursor.execute("ALTER TABLE elsewhere RENAME TO ballotbox_box")

    round_.refresh_from_db()
    assert (round_.state, round_.box_missed_at) == ("open", None)


def test_everyone_who_was_asked_is_told_and_it_is_on_the_record(owner: Person, firm: Cast) -> None:
    round_ = lost(owner)

    entry = Entry.objects.get(verb="round.voided")
    assert (entry.about_id, entry.details["why"]) == (str(round_.pk), "lost")
    told = Message.objects.filter(kind="round.voided")
    assert told.count() == 31
    assert "will not be" in told[0].body


def test_a_closed_round_without_a_box_holds_up_no_other(owner: Person, firm: Cast) -> None:
    gone = opened(owner, questions=[SAFETY])
    lose_the_box(gone)
    Round.objects.filter(pk=gone.pk).update(state="closed")
    fine = opened(owner, questions=[NEWS], opens_at=gone.closes_at, title="The next one")

    assert close_due_rounds(fine.closes_at) == [fine]
    for n in range(1, 8):
        close_due_rounds(fine.closes_at + n * OFTEN)

    assert Round.objects.get(pk=gone.pk).state == "void"


def test_rules_that_nobody_puts_back_within_a_day_end_the_round(owner: Person, firm: Cast) -> None:
    round_ = opened(owner)
    changed = round_.manifest.replace('"k":7', '"k":1')
    tamper(Round.objects.filter(pk=round_.pk), manifest=changed)
    for n in range(24 // 6 + 1):
        with pytest.raises(RulesChangedError):
            close_due_rounds(round_.closes_at + n * timedelta(hours=6))

    close_due_rounds(round_.closes_at + timedelta(hours=25))

    assert Round.objects.get(pk=round_.pk).state == "void"
    assert Entry.objects.get(verb="round.voided").details["why"] == "rules"
    assert not holds_secrets(round_.pk)


def test_a_counted_round_needs_no_box_any_more(owner: Person, firm: Cast) -> None:
    round_ = counted(owner, dict.fromkeys(Person.objects.here(), (4, 4, 4)))
    lose_the_box(round_)

    assert void_lost_rounds(round_.closes_at + LATER) == []
    assert Round.objects.get(pk=round_.pk).state == "released"


def test_a_box_that_turns_up_when_its_round_is_void_is_destroyed(owner: Person, firm: Cast) -> None:
    round_ = opened(owner)
    Round.objects.filter(pk=round_.pk).update(state="void", voided_at=round_.opens_at)

    close_due_rounds(round_.closes_at)

    assert not holds_secrets(round_.pk)


def test_no_envelope_is_stamped_without_a_box_and_the_person_is_told_why(
    owner: Person, employee: Person
) -> None:
    round_ = opened(owner)
    lose_the_box(round_)

    with pytest.raises(BoxLostError, match="can't be found"):
        draw_envelope(round_, employee, at=round_.opens_at)


def test_the_same_may_be_asked_again_at_once(owner: Person, firm: Cast) -> None:
    round_ = lost(owner)
    start = round_.opens_at + timedelta(days=1)

    again = opened(owner, opens_at=start, title="November pulse, again")

    assert again.state == "open"


def test_its_pages_say_what_became_of_it(
    owner: Person, employee: Person, client_of: ClientOf
) -> None:
    round_ = lost(owner)
    round_.voided_at = None
    browser: Client = client_of(employee)

    page = browser.get(f"/rounds/{round_.pk}/").content.decode()
    answering = browser.get(f"/rounds/{round_.pk}/answer/")

    assert "This round is void" in page
    assert "Bothways has no key to it any more" in page
    assert answering.status_code == 409
    assert "This round is void" in answering.content.decode()
    assert "its box is lost or not as it was" in browser.get("/record/").content.decode()


def test_this_week_says_it_for_a_fortnight(
    owner: Person, employee: Person, client_of: ClientOf
) -> None:
    from django.utils import timezone

    round_ = lost(owner)
    for days, said in ((1, True), (15, False)):
        then = timezone.now() - timedelta(days=days)
        Round.objects.filter(pk=round_.pk).update(voided_at=then)
        assert (
            "is void. Its box was not counted" in client_of(employee).get("/").content.decode()
        ) is said


@pytest.mark.parametrize("days", [-1, 0])
def test_after_a_restore_the_same_is_not_asked_again_if_its_result_may_have_been_out(
    owner: Person, firm: Cast, days: int
) -> None:
    round_ = opened(owner)
    at = round_.closes_at + timedelta(days=days)
    void_all_after_a_restore(at=at)
    again = draft(owner, opens_at=round_.closes_at + timedelta(days=2), title="Again")

    reasons = what_stands_in_the_way(again, at)

    assert [NEWS.text in reason for reason in reasons] == ([] if days else [False, False, True])
