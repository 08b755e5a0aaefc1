"""Handing a promise over: asked, taken on, declined; or ended because nobody takes it on.

What was ended for somebody who left can be opened again until the next day is over, like every end.
"""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from bothways.commitments import errors
from bothways.commitments.actions.shared import (
    OPEN,
    Kind,
    append,
    checked_words,
    link_to,
    note_openly,
    tell_change,
)
from bothways.commitments.models import LONGEST_WORDS, Change, Commitment, HandOver
from bothways.commitments.words import say_day
from bothways.notifications.actions import tell
from bothways.people.models import Person
from bothways.storage.alone import stand_alone

State = HandOver.State
NOBODY, LEFT = Commitment.Ending.NOBODY, Commitment.Ending.LEFT


@transaction.atomic
def hand_over(
    commitment: Commitment, *, to: Person, by: Person, words: str, at: datetime
) -> HandOver:
    """Ask somebody to take an open promise on. Until they say yes it stays with its old name.

    Whoever was asked before and has not answered is no longer asked.
    Raises AlreadyClosedError, BetweenTwoError, HasLeftError, AlreadyTheirsError, NoWordsError,
    TooManyWordsError.
    """
    words, on = checked_words(words, LONGEST_WORDS), localdate(at)
    stand_alone(f"hand-over of {commitment.pk}")
    commitment.refresh_from_db()
    _check_that_it_can_change_hands(commitment, to)
    asked = commitment.hand_overs.filter(state=State.ASKED)
    again = asked.filter(taken_by=to).first()
    if again is not None:
        return again
    asked.update(state=State.DROPPED, answered_on=on)
    one = HandOver.objects.create(
        commitment=commitment,
        given_by=commitment.made_by,
        taken_by=to,
        asked_by=by,
        words=words,
        asked_on=on,
    )
    note_openly("commitment.offered", commitment, at=at, by=by, words=words, to=to.name)
    tell(
        "commitment.handing_over",
        to=[to],
        at=at,
        who=commitment.made_by.name,
        text=commitment.text,
        due=say_day(commitment.due_on),
        words=words,
        link=link_to(commitment),
    )
    return one


@transaction.atomic
def take_on(hand_over: HandOver, *, by: Person, words: str, at: datetime) -> Change:
    """Say yes: the promise has a new name from now on, and the record has both.

    Raises NotAskedError, AlreadyAnsweredError, AlreadyClosedError, TooManyWordsError.
    """
    _answer(hand_over, State.ACCEPTED, by=by, words=words, at=at)
    commitment = hand_over.commitment
    was = commitment.made_by
    moved = Commitment.objects.filter(pk=commitment.pk, state=OPEN, made_by=was)
    if not moved.update(made_by=by, told_due=False, told_silent=False):
        raise errors.AlreadyClosedError
    commitment.refresh_from_db()
    said = words.strip() or hand_over.words
    note_openly("commitment.handed_over", commitment, at=at, words=said, was=was.name, now=by.name)
    tell_change(commitment, Kind.HANDED, said, at)
    return append(commitment, Kind.HANDED, said, at, hand_over=hand_over)


@transaction.atomic
def decline(hand_over: HandOver, *, by: Person, words: str, at: datetime) -> None:
    """Say no, with a word why; whoever asked is told.

    Raises NotAskedError, AlreadyAnsweredError, NoWordsError, TooManyWordsError.
    """
    words = checked_words(words, LONGEST_WORDS)
    _answer(hand_over, State.DECLINED, by=by, words=words, at=at)
    commitment = hand_over.commitment
    note_openly("commitment.declined", commitment, at=at, by=by, words=words)
    tell(
        "commitment.declined",
        to=[hand_over.asked_by],
        at=at,
        who=by.name,
        text=commitment.text,
        words=words,
        link=link_to(commitment),
    )


@transaction.atomic
def end_for_leaver(commitment: Commitment, *, by: Person, words: str, at: datetime) -> Change:
    """End the open promise of somebody who left, because nobody takes it on.

    It counts as broken for the firm, and not for whoever gave it.
    Raises StillHereError, AlreadyClosedError, NoWordsError, TooManyWordsError.
    """
    if commitment.made_by.left_on is None:
        raise errors.StillHereError(commitment.made_by.name)
    return _end(commitment, NOBODY, by=by, words=words, at=at)


@transaction.atomic
def take_back_end_for_leaver(
    commitment: Commitment, *, by: Person, words: str, at: datetime
) -> Change:
    """Open again what was ended because nobody took it on; both stay in sight.

    Raises StillOpenError, NotEndedForLeaverError, TooLateToTakeBackError, NoWordsError,
    TooManyWordsError.
    """
    words, on = checked_words(words, LONGEST_WORDS), localdate(at)
    commitment.refresh_from_db()
    if commitment.is_open:
        raise errors.StillOpenError
    if commitment.ending != NOBODY:
        raise errors.NotEndedForLeaverError
    if not commitment.may_be_taken_back(on):
        raise errors.TooLateToTakeBackError
    ended = Commitment.objects.filter(pk=commitment.pk, ending=NOBODY)
    came_first = ended.update(
        state=OPEN, closed_on=None, closing_words="", ending="", ended_by=None, told_silent=False
    )
    commitment.refresh_from_db()
    if not came_first:
        raise errors.StillOpenError
    note_openly("commitment.taken_back", commitment, at=at, by=by, words=words)
    tell_change(commitment, Kind.TAKEN_BACK, words, at)
    return append(commitment, Kind.TAKEN_BACK, words, at)


@transaction.atomic
def end_for_want_of_hearer(
    commitment: Commitment, *, by: Person, words: str, at: datetime
) -> Change:
    """End an open promise because the one person it was made to has left; it counts nowhere.

    Raises StillHereError, NotYourWordError, AlreadyClosedError, NoWordsError, TooManyWordsError.
    """
    if by.pk != commitment.made_by_id:
        raise errors.NotYourWordError
    hearer = commitment.to_person
    if hearer is None or hearer.left_on is None:
        raise errors.StillHereError(hearer.name if hearer else "")
    return _end(commitment, LEFT, by=by, words=words, at=at)


def _end(
    commitment: Commitment, ending: Commitment.Ending, *, by: Person, words: str, at: datetime
) -> Change:
    words, on = checked_words(words, LONGEST_WORDS), localdate(at)
    came_first = Commitment.objects.filter(pk=commitment.pk, state=OPEN).update(
        state=Commitment.State.BROKEN,
        closed_on=on,
        closing_words=words,
        ending=ending,
        ended_by=by if ending == NOBODY else None,
    )
    commitment.refresh_from_db()
    if not came_first:
        raise errors.AlreadyClosedError
    commitment.hand_overs.filter(state=State.ASKED).update(state=State.DROPPED, answered_on=on)
    note_openly("commitment.ended", commitment, at=at, by=by, words=words, why=ending.value)
    tell_change(commitment, Kind.ENDED, words, at)
    return append(commitment, Kind.ENDED, words, at)


def _check_that_it_can_change_hands(commitment: Commitment, to: Person) -> None:
    if not commitment.is_open:
        raise errors.AlreadyClosedError
    if commitment.is_between_two:
        raise errors.BetweenTwoError
    if not to.is_active:
        raise errors.HasLeftError(to.name)
    if to.pk == commitment.made_by_id:
        raise errors.AlreadyTheirsError(to.name)


def _answer(
    hand_over: HandOver, state: HandOver.State, *, by: Person, words: str, at: datetime
) -> None:
    """Let the database settle which answer came first."""
    if by.pk != hand_over.taken_by_id:
        raise errors.NotAskedError
    words = " ".join(words.split())
    if len(words) > LONGEST_WORDS:
        raise errors.TooManyWordsError(LONGEST_WORDS)
    asked = HandOver.objects.filter(pk=hand_over.pk, state=State.ASKED)
    if not asked.update(state=state, answered_on=localdate(at), answer_words=words):
        raise errors.AlreadyAnsweredError
    hand_over.refresh_from_db()
