"""Saying how a promise stands, moving it, ending it, and opening it again."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import F
from django.utils.timezone import localdate

from bothways.commitments import errors
from bothways.commitments.actions.making import FURTHEST
from bothways.commitments.actions.shared import (
    OPEN,
    Kind,
    append,
    checked_words,
    note_openly,
    settle,
    tell_change,
)
from bothways.commitments.models import LONGEST_WORDS, Change, Commitment
from bothways.people.models import Person

KEPT, BROKEN = Commitment.State.KEPT, Commitment.State.BROKEN


@transaction.atomic
def give_word(commitment: Commitment, *, by: Person, words: str, at: datetime) -> Change:
    """Say how an open promise stands. After its day this ends the silence for a week.

    The same words twice on a day are one word.
    Raises AlreadyClosedError, NoWordsError, TooManyWordsError, NotYourWordError.
    """
    words, on = checked_words(words, LONGEST_WORDS), localdate(at)
    settle(commitment, by=by, last_word_on=on, told_silent=False)
    said = commitment.changes.filter(kind=Kind.WORD, words=words, said_on=on).first()
    if said is not None:
        return said
    note_openly("commitment.spoken_of", commitment, at=at, words=words)
    return append(commitment, Kind.WORD, words, at)


@transaction.atomic
def move_commitment(
    commitment: Commitment, *, by: Person, to: date, words: str, at: datetime
) -> Change:
    """Move an open promise to a later day, with the reason; until its day ends, not after.

    Raises DayHasPassedError, NotALaterDayError, DayTooFarError, AlreadyClosedError,
    ChangedMeanwhileError if it got another day first, NoWordsError, NotYourWordError.
    """
    on, due_was = localdate(at), commitment.due_on
    words = checked_words(words, LONGEST_WORDS)
    if commitment.is_past_its_day(on):
        raise errors.DayHasPassedError
    if to <= due_was:
        raise errors.NotALaterDayError
    if to > on + FURTHEST:
        raise errors.DayTooFarError
    settle(
        commitment,
        by=by,
        still={"due_on": due_was},
        due_on=to,
        n_moves=F("n_moves") + 1,
        last_word_on=on,
        told_due=False,
    )
    note_openly("commitment.moved", commitment, at=at, words=words, due=to.isoformat())
    tell_change(commitment, Kind.MOVED, words, at)
    return append(commitment, Kind.MOVED, words, at, due_was=due_was, due_now=to)


def keep_commitment(commitment: Commitment, *, by: Person, words: str, at: datetime) -> Change:
    """Close an open promise as kept, with a line that shows it; tell those it was made to.

    Raises AlreadyClosedError if it was closed in the meantime, NoWordsError, TooManyWordsError,
    NotYourWordError.
    """
    return _close(commitment, KEPT, Kind.KEPT, by=by, words=words, at=at)


def break_commitment(commitment: Commitment, *, by: Person, words: str, at: datetime) -> Change:
    """Close an open promise as broken, with the explanation; tell those it was made to.

    Raises the same errors as keep_commitment.
    """
    return _close(commitment, BROKEN, Kind.BROKEN, by=by, words=words, at=at)


@transaction.atomic
def take_back_end(
    commitment: Commitment, *, by: Person, words: str, at: datetime, contested: bool = False
) -> Change:
    """Open a promise again whose end was a mistake; both stay in sight.

    contested: one of those it was made to sees its end differently, so there is no last day.
    Raises TooLateToTakeBackError after the day that follows its end, StillOpenError,
    NoWordsError, TooManyWordsError, NotYourWordError.
    """
    on = localdate(at)
    words = checked_words(words, LONGEST_WORDS)
    if commitment.is_open:
        raise errors.StillOpenError
    if not (contested or commitment.may_be_taken_back(on)):
        raise errors.TooLateToTakeBackError
    settle(
        commitment,
        by=by,
        still={"state": commitment.state},
        state=OPEN,
        closed_on=None,
        closing_words="",
        ending="",
        ended_by=None,
        last_word_on=on,
        told_silent=False,
    )
    note_openly("commitment.taken_back", commitment, at=at, words=words)
    tell_change(commitment, Kind.TAKEN_BACK, words, at)
    return append(commitment, Kind.TAKEN_BACK, words, at)


@transaction.atomic
def _close(
    commitment: Commitment,
    state: Commitment.State,
    kind: Change.Kind,
    *,
    by: Person,
    words: str,
    at: datetime,
) -> Change:
    words = checked_words(words, LONGEST_WORDS)
    settle(commitment, by=by, state=state, closed_on=localdate(at), closing_words=words)
    note_openly(f"commitment.{kind}", commitment, at=at, words=words)
    tell_change(commitment, kind, words, at)
    return append(commitment, kind, words, at)
