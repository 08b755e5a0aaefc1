"""What every act on a promise goes through: who came first, what is noted, who is told."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from bothways.commitments import errors
from bothways.commitments.models import Change, Commitment
from bothways.commitments.queries import those_it_was_made_to
from bothways.notifications.actions import tell
from bothways.people.models import Person
from bothways.record.actions import note
from bothways.search.actions import refresh

OPEN = Commitment.State.OPEN
Kind = Change.Kind
HEADLINES = {
    Kind.MOVED: _("Moved in time"),
    Kind.KEPT: _("Kept"),
    Kind.BROKEN: _("Broken"),
    Kind.TAKEN_BACK: _("Opened again"),
    Kind.HANDED: _("In other hands"),
    Kind.ENDED: _("Ended"),
}


def settle(
    commitment: Commitment, *, by: Person, still: dict[str, Any] | None = None, **becomes: Any
) -> None:
    """Let the database settle who came first, then read what became of it."""
    if by.pk != commitment.made_by_id:
        raise errors.NotYourWordError
    expected = {"state": OPEN, "made_by": by} | (still or {})
    came_first = Commitment.objects.filter(pk=commitment.pk, **expected).update(**becomes)
    commitment.refresh_from_db()
    if came_first:
        return
    if by.pk != commitment.made_by_id:  # it changed hands meanwhile
        raise errors.NotYourWordError
    if not commitment.is_open:
        raise errors.AlreadyClosedError
    raise errors.ChangedMeanwhileError if expected["state"] == OPEN else errors.StillOpenError


def append(
    commitment: Commitment, kind: Change.Kind, words: str, at: datetime, **more: Any
) -> Change:
    change = Change.objects.create(
        commitment=commitment, kind=kind, words=words, said_on=localdate(at), **more
    )
    refresh("promise", commitment.pk)
    return change


def checked_words(words: str, longest: int) -> str:
    words = " ".join(words.split())
    if not words:
        raise errors.NoWordsError
    if len(words) > longest:
        raise errors.TooManyWordsError(longest)
    return words


def link_to(commitment: Commitment) -> str:
    return settings.BASE_URL + reverse("commitments:one", args=[commitment.pk])


def note_openly(
    verb: str, commitment: Commitment, *, at: datetime, by: Person | None = None, **details: Any
) -> None:
    """Put it on the record that everyone reads, unless it is between two people."""
    if not commitment.is_between_two:
        note(verb, by=by or commitment.made_by, about=commitment, at=at, **details)


def tell_change(commitment: Commitment, kind: Change.Kind, words: str, at: datetime) -> None:
    tell(
        "commitment.changed",
        to=those_it_was_made_to(commitment),
        at=at,
        state=HEADLINES[kind],
        who=commitment.made_by.name,
        text=commitment.text,
        words=words,
        link=link_to(commitment),
    )
