"""Giving an answer; and asking before the old ones are given, where both sides agree to it.

What both sides agree to is the draft as they read it: when it changes, nobody's word holds any
more.
"""

from datetime import date, datetime

from django.db import transaction
from django.db.models import DateField, F, Value
from django.db.models.functions import Greatest
from django.utils.timezone import localdate

from bothways.answers import errors
from bothways.answers.models import HOLDS, LONGEST_WORDS, Agreement
from bothways.answers.queries import Entry, entry_of, owed_before, side_of, somebody_can_agree
from bothways.commitments.actions import make_commitment
from bothways.commitments.errors import AlreadyGivenError
from bothways.commitments.queries import origin_of
from bothways.decisions.actions import say_no
from bothways.decisions.errors import AlreadyRecordedError
from bothways.decisions.queries import prompt_in
from bothways.people.models import Person
from bothways.record.actions import note
from bothways.storage.alone import stand_alone
from bothways.surveys.models import Round
from bothways.surveys.queries import reading_of


@transaction.atomic
def give_answer(
    round_: Round,
    code: str,
    *,
    by: Person,
    will: bool,
    words: str,
    day: date,
    at: datetime,
    beside_others: bool = False,
) -> None:
    """Answer a question of a counted round: promise something to everyone, or say why not.

    It is the same promise, or the same decision, that the longer forms make. day: by when, or when
    it is looked at again. beside_others: also where somebody has answered already. Given twice, the
    first one is it.
    Raises AsksForNoneError, AnsweredMeanwhileError, and what make_commitment() or say_no() raises.
    """
    stand_alone(f"answers to {round_.pk}/{code}")
    entry = entry_of(round_, code)
    if entry is None:
        raise errors.AsksForNoneError
    if entry.is_answered and not beside_others and not _is_there(entry, by, words):
        raise errors.AnsweredMeanwhileError
    try:
        if will:
            origin = origin_of(round_.pk, code)
            make_commitment(by=by, text=words, due_on=day, to=None, at=at, origin=origin)
        elif prompt := prompt_in({"round": str(round_.pk), "question": code}):
            say_no(by=by, prompt=prompt, reasons=words, look_again_on=day, at=at)
    except (AlreadyGivenError, AlreadyRecordedError):
        return


@transaction.atomic
def agree(
    round_: Round, *, by: Person, words: str, at: datetime, reading: str | None = None
) -> Agreement:
    """Agree for one's side that this round may be announced though answers are owed.

    reading: the mark of the draft that was read (surveys.queries.reading_of), None for the draft as
    it is now. Raises AlreadyUsedError once it was announced, ChangedMeanwhileError,
    NotYourSideError, NoRepresentativeError, NothingIsOwedError, NoWordsError, TooManyWordsError.
    Whoever owns the firm speaks for it alone, whatever else they are. The same side twice keeps
    the first word.
    """
    _hold(round_)
    if reading is not None and reading != reading_of(round_):
        raise errors.ChangedMeanwhileError
    words = " ".join(words.split())
    if not words:
        raise errors.NoWordsError
    if len(words) > LONGEST_WORDS:
        raise errors.TooManyWordsError
    side = side_of(by)
    if side is None:
        raise errors.NotYourSideError
    if not somebody_can_agree():
        raise errors.NoRepresentativeError
    if not owed_before(round_, localdate(at)):
        raise errors.NothingIsOwedError
    given = Agreement.objects.filter(HOLDS, round=round_, side=side).first()
    if given is not None:
        return given
    said = {"by": by, "words": words, "said_on": localdate(at)}
    agreement = Agreement.objects.create(round=round_, side=side, **said)
    note("override.agreed", by=by, about=round_, at=at, title=round_.title, words=words)
    return agreement


@transaction.atomic
def withdraw(round_: Round, *, by: Person, at: datetime) -> None:
    """Take one's word back, until the round is announced; that both happened stays on the record.

    Raises AlreadyUsedError; without a word of one's own nothing happens.
    """
    _hold(round_)
    gone, _each = Agreement.objects.filter(HOLDS, round=round_, by=by).delete()
    if gone:
        note("override.withdrawn", by=by, about=round_, at=at, title=round_.title)


@transaction.atomic
def lapse(round_: Round, *, by: Person | None, at: datetime) -> None:
    """Let every word that this round can't wait lapse, because its draft is another one now.

    To be called where the draft is held. The words stay in sight, with the day they lapsed.
    """
    holding = Agreement.objects.filter(HOLDS, round=round_)
    if holding.update(lapsed_on=Greatest(F("said_on"), Value(localdate(at), DateField()))):
        note("override.lapsed", by=by, about=round_, at=at, title=round_.title)


def _is_there(entry: Entry, by: Person, words: str) -> bool:
    """Say whether this person gave the same answer before, as with a second click."""
    said = " ".join(words.split())
    given = [(one.made_by_id, one.text) for one in entry.promises]
    given += [(one.made_by_id, " ".join(one.reasons.split())) for one in entry.refusals]
    return (by.pk, said) in given


def _hold(round_: Round) -> None:
    """Let nobody change or announce the draft meanwhile."""
    drafts = Round.objects.select_for_update().filter(pk=round_.pk, state=Round.State.DRAFT)
    if not drafts.exists():
        raise errors.AlreadyUsedError
