"""Asking before the old answers are given: both sides agree, each in its own words."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from bothways.answers import errors
from bothways.answers.models import LONGEST_WORDS, Agreement
from bothways.answers.queries import owed_before, side_of, somebody_can_agree
from bothways.people.models import Person
from bothways.record.actions import note
from bothways.storage.alone import stand_alone
from bothways.surveys.models import Round


@transaction.atomic
def agree(round_: Round, *, by: Person, words: str, at: datetime) -> Agreement:
    """Agree for one's side that this round may be announced though answers are owed.

    Raises AlreadyUsedError once it was announced, NotYourSideError, NoRepresentativeError,
    NothingIsOwedError, NoWordsError, TooManyWordsError. Whoever owns the firm speaks for it alone,
    whatever else they are. The same side twice keeps the first word.
    """
    stand_alone(f"agreements about {round_.pk}")
    _refuse_if_used(round_)
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
    given = Agreement.objects.filter(round=round_, side=side).first()
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
    stand_alone(f"agreements about {round_.pk}")
    _refuse_if_used(round_)
    gone, _each = Agreement.objects.filter(round=round_, by=by).delete()
    if gone:
        note("override.withdrawn", by=by, about=round_, at=at, title=round_.title)


def _refuse_if_used(round_: Round) -> None:
    if not Round.objects.filter(pk=round_.pk, state=Round.State.DRAFT).exists():
        raise errors.AlreadyUsedError
