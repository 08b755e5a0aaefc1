"""Having everyone asked secretly, in the round of a coming month."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from bothways.people.models import Person
from bothways.people.queries import organisation
from bothways.pure.disclosure import needed
from bothways.storage.alone import stand_alone
from bothways.surveys.models import Round
from bothways.voices import errors
from bothways.voices.actions.shared import noted
from bothways.voices.models import Voice, VoteAsked
from bothways.voices.votes import vote_on


@transaction.atomic
def ask_for_vote(voice: Voice, *, by: Person, at: datetime) -> None:
    """Have the next month's round ask everyone about a voice. Said twice it is said once.

    Raises NotOpenError once it has its answer, VotedOnceError, TooFewToVoteError.
    """
    stand_alone(f"vote on {voice.pk}")
    voice.refresh_from_db()
    if not voice.is_owed:
        raise errors.NotOpenError
    if _is_under_way(voice):
        raise errors.VotedOnceError
    firm = organisation()
    if firm is None or Person.objects.here().count() < needed(firm.k):
        raise errors.TooFewToVoteError
    _row, is_new = VoteAsked.objects.get_or_create(
        voice=voice, defaults={"asked_on": localdate(at)}
    )
    if is_new:
        noted("voice.vote_asked", voice, by=by, at=at)


@transaction.atomic
def drop_vote(voice: Voice, *, by: Person, at: datetime) -> None:
    """Have nobody asked after all, while the round that would ask is not announced.

    Raises VotedOnceError. Said twice it is said once.
    """
    stand_alone(f"vote on {voice.pk}")
    if _is_under_way(voice):
        raise errors.VotedOnceError
    n_gone, _by_model = VoteAsked.objects.filter(pk=voice.pk).delete()
    if n_gone:
        noted("voice.vote_dropped", voice, by=by, at=at)


def _is_under_way(voice: Voice) -> bool:
    """A round that asks it was announced: its rules stand."""
    secret = vote_on(voice)
    return secret is not None and secret.round.state != Round.State.DRAFT
