"""All writes of promises. A promise's words never change; what becomes of it is appended.

What is promised to one person stays between the two: it is told to them, and not put on the
record that everyone reads.
"""

from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from bothways.commitments import errors
from bothways.commitments.models import (
    LONGEST_PROMISE,
    LONGEST_WORDS,
    Change,
    Commitment,
    Heard,
    Origin,
)
from bothways.commitments.queries import audience_for, those_it_was_made_to
from bothways.commitments.words import say_day
from bothways.notifications.actions import tell
from bothways.people.models import Person, Unit, Value
from bothways.record.actions import note
from bothways.storage.alone import stand_alone

FURTHEST = timedelta(days=731)
OPEN, KEPT, BROKEN = Commitment.State.OPEN, Commitment.State.KEPT, Commitment.State.BROKEN
Kind = Change.Kind
HEADLINES = {
    Kind.MOVED: _("Moved in time"),
    Kind.KEPT: _("Kept"),
    Kind.BROKEN: _("Broken"),
    Kind.TAKEN_BACK: _("Opened again"),
}


@transaction.atomic
def make_commitment(
    *,
    by: Person,
    text: str,
    due_on: date,
    to: Person | Unit | None,
    at: datetime,
    origin: Origin | None = None,
    value: Value | None = None,
) -> Commitment:
    """Give a word: to one person, to everybody in a unit and below it, or (None) to all.

    value: what the firm stands for and this is done for. Those it is made to are settled now and
    told. Raises DayInThePastError, DayTooFarError,
    NoWordsError, TooManyWordsError, NobodyToPromiseError if nobody else would get it, or
    AlreadyGivenError if the same was promised to the same on the same day and is open.
    """
    stand_alone(f"promises of {by.pk}")  # two clicks at once are one promise
    on = localdate(at)
    text = _checked_words(text, LONGEST_PROMISE)
    if due_on < on:
        raise errors.DayInThePastError
    if due_on > on + FURTHEST:
        raise errors.DayTooFarError
    audience = audience_for(to, by)
    if not audience:
        raise errors.NobodyToPromiseError
    same = Commitment.objects.filter(made_by=by, text=text, made_on=on, **_addressed(to))
    first = same.filter(state=OPEN).first()
    if first is not None:
        raise errors.AlreadyGivenError(first.pk)
    commitment = Commitment.objects.create(
        made_by=by,
        text=text,
        made_on=on,
        first_due_on=due_on,
        due_on=due_on,
        value=value,
        **_addressed(to),
        **_answering(origin),
    )
    Heard.objects.bulk_create(Heard(commitment=commitment, person=person) for person in audience)
    _note("commitment.made", commitment, at=at, text=text, due=due_on.isoformat())
    link, due = _link(commitment), say_day(due_on)
    tell("commitment.made", to=audience, at=at, who=by.name, text=text, due=due, link=link)
    return commitment


@transaction.atomic
def give_word(commitment: Commitment, *, by: Person, words: str, at: datetime) -> Change:
    """Say how an open promise stands. After its day this ends the silence for a week.

    The same words twice on a day are one word.
    Raises AlreadyClosedError, NoWordsError, TooManyWordsError, NotYourWordError.
    """
    words, on = _checked_words(words, LONGEST_WORDS), localdate(at)
    _settle(commitment, by=by, last_word_on=on, told_silent=False)
    said = commitment.changes.filter(kind=Kind.WORD, words=words, said_on=on).first()
    if said is not None:
        return said
    _note("commitment.spoken_of", commitment, at=at, words=words)
    return _append(commitment, Kind.WORD, words, at)


@transaction.atomic
def move_commitment(
    commitment: Commitment, *, by: Person, to: date, words: str, at: datetime
) -> Change:
    """Move an open promise to a later day, with the reason; until its day ends, not after.

    Raises DayHasPassedError, NotALaterDayError, DayTooFarError, AlreadyClosedError,
    ChangedMeanwhileError if it got another day first, NoWordsError, NotYourWordError.
    """
    on, due_was = localdate(at), commitment.due_on
    words = _checked_words(words, LONGEST_WORDS)
    if commitment.is_past_its_day(on):
        raise errors.DayHasPassedError
    if to <= due_was:
        raise errors.NotALaterDayError
    if to > on + FURTHEST:
        raise errors.DayTooFarError
    _settle(
        commitment,
        by=by,
        still={"due_on": due_was},
        due_on=to,
        n_moves=F("n_moves") + 1,
        last_word_on=on,
        told_due=False,
    )
    _note("commitment.moved", commitment, at=at, words=words, due=to.isoformat())
    _tell_change(commitment, Kind.MOVED, words, at)
    return _append(commitment, Kind.MOVED, words, at, due_was=due_was, due_now=to)


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
def take_back_end(commitment: Commitment, *, by: Person, words: str, at: datetime) -> Change:
    """Open a promise again whose end was a mistake; both stay in sight.

    Raises TooLateToTakeBackError after the day that follows its end, StillOpenError,
    NoWordsError, TooManyWordsError, NotYourWordError.
    """
    on = localdate(at)
    words = _checked_words(words, LONGEST_WORDS)
    if commitment.is_open:
        raise errors.StillOpenError
    if not commitment.may_be_taken_back(on):
        raise errors.TooLateToTakeBackError
    _settle(
        commitment,
        by=by,
        still={"state": commitment.state},
        state=OPEN,
        closed_on=None,
        closing_words="",
        last_word_on=on,
        told_silent=False,
    )
    _note("commitment.taken_back", commitment, at=at, words=words)
    _tell_change(commitment, Kind.TAKEN_BACK, words, at)
    return _append(commitment, Kind.TAKEN_BACK, words, at)


@transaction.atomic
def remind_author(commitment: Commitment, *, at: datetime) -> bool:
    """Tell the author that the day has come; once for each day it was promised for."""
    return _tell_author_once(commitment, "told_due", "commitment.due", at)


@transaction.atomic
def tell_of_silence(commitment: Commitment, *, at: datetime) -> bool:
    """Tell the author that everyone it was made to now sees silence; once for each silence."""
    return _tell_author_once(commitment, "told_silent", "commitment.silent", at)


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
    words = _checked_words(words, LONGEST_WORDS)
    _settle(commitment, by=by, state=state, closed_on=localdate(at), closing_words=words)
    _note(f"commitment.{kind}", commitment, at=at, words=words)
    _tell_change(commitment, kind, words, at)
    return _append(commitment, kind, words, at)


def _settle(
    commitment: Commitment, *, by: Person, still: dict[str, Any] | None = None, **becomes: Any
) -> None:
    """Let the database settle who came first, then read what became of it."""
    if by.pk != commitment.made_by_id:
        raise errors.NotYourWordError
    expected = {"state": OPEN} | (still or {})
    came_first = Commitment.objects.filter(pk=commitment.pk, **expected).update(**becomes)
    commitment.refresh_from_db()
    if came_first:
        return
    if not commitment.is_open:
        raise errors.AlreadyClosedError
    raise errors.ChangedMeanwhileError if expected["state"] == OPEN else errors.StillOpenError


def _append(
    commitment: Commitment, kind: Change.Kind, words: str, at: datetime, **days: date
) -> Change:
    return Change.objects.create(
        commitment=commitment, kind=kind, words=words, said_on=localdate(at), **days
    )


def _checked_words(words: str, longest: int) -> str:
    words = " ".join(words.split())
    if not words:
        raise errors.NoWordsError
    if len(words) > longest:
        raise errors.TooManyWordsError(longest)
    return words


def _addressed(to: Person | Unit | None) -> dict[str, Any]:
    if isinstance(to, Person):
        return {"to": Commitment.To.PERSON, "to_person": to}
    if isinstance(to, Unit):
        return {"to": Commitment.To.UNIT, "to_unit": to}
    return {"to": Commitment.To.ALL}


def _answering(origin: Origin | None) -> dict[str, Any]:
    if origin is None:
        return {}
    return {"round_id": origin.round_id, "question": origin.question, "figure": origin.figure}


def _link(commitment: Commitment) -> str:
    return settings.BASE_URL + reverse("commitments:one", args=[commitment.pk])


def _note(verb: str, commitment: Commitment, *, at: datetime, **details: Any) -> None:
    if not commitment.is_between_two:
        note(verb, by=commitment.made_by, about=commitment, at=at, **details)


def _tell_change(commitment: Commitment, kind: Change.Kind, words: str, at: datetime) -> None:
    tell(
        "commitment.changed",
        to=those_it_was_made_to(commitment),
        at=at,
        state=HEADLINES[kind],
        who=commitment.made_by.name,
        text=commitment.text,
        words=words,
        link=_link(commitment),
    )


def _tell_author_once(commitment: Commitment, told: str, kind: str, at: datetime) -> bool:
    first = Commitment.objects.filter(pk=commitment.pk, state=OPEN, **{told: False})
    if not first.update(**{told: True}):
        return False
    fields = {"text": commitment.text, "due": say_day(commitment.due_on), "link": _link(commitment)}
    return bool(tell(kind, to=[commitment.made_by], at=at, **fields))
