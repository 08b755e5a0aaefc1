"""Showing how a promise stands: words, a link, a picture; and taking it away again."""

from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.utils.timezone import localdate

from bothways.commitments import errors
from bothways.commitments.actions.shared import checked_words, note_openly
from bothways.commitments.models import (
    LONGEST_LINK,
    LONGEST_WORDS,
    Commitment,
    Evidence,
    Picture,
)
from bothways.commitments.pictures import BadPictureError, remake
from bothways.people.models import Person
from bothways.search.actions import refresh
from bothways.storage.alone import stand_alone

MOST_PIECES = 20  # of one promise; what needs more belongs behind a link
_is_https = URLValidator(schemes=["https"])


@transaction.atomic
def show_words(commitment: Commitment, *, by: Person, words: str, at: datetime) -> Evidence:
    """Add words that show how it stands. The same words twice on a day are one piece.

    Raises NoWordsError, TooManyWordsError, NotYourWordError, TooMuchShownError.
    """
    return _show(commitment, Evidence.Kind.TEXT, by=by, words=words, at=at)


@transaction.atomic
def show_link(
    commitment: Commitment, *, by: Person, words: str, link: str, at: datetime
) -> Evidence:
    """Add a link to what shows it, with words for what is to be seen there.

    Raises BadLinkError unless it is an https address without a name and a password in it, and
    what show_words raises.
    """
    return _show(
        commitment, Evidence.Kind.LINK, by=by, words=words, at=at, link=_checked_link(link)
    )


def show_picture(
    commitment: Commitment, *, by: Person, words: str, content: bytes, name: str, at: datetime
) -> Evidence:
    """Add a picture, made anew, with words for those who do not see it.

    Raises BadFileError, and what show_words raises.
    """
    try:
        made = remake(content, name=name)
    except BadPictureError as error:
        raise errors.BadFileError(error.why) from error
    with transaction.atomic():
        shown = _show(
            commitment, Evidence.Kind.PICTURE, by=by, words=words, at=at, sha256=made.sha256
        )
        if not hasattr(shown, "picture"):
            Picture.objects.create(
                evidence=shown,
                shown_by=by,
                content=made.content,
                media_type=made.media_type,
                width=made.width,
                height=made.height,
                sha256=made.sha256,
            )
    return shown


@transaction.atomic
def take_evidence_away(evidence: Evidence, *, by: Person, at: datetime) -> None:
    """Take away what was shown; that something stood there stays in sight. Twice is once.

    Raises NotYourWordError.
    """
    if by.pk != evidence.shown_by_id:
        raise errors.NotYourWordError
    on = localdate(at)
    there = Evidence.objects.filter(pk=evidence.pk, taken_away_on=None)
    if not there.update(taken_away_on=on, words="", link=""):
        return
    Picture.objects.filter(evidence=evidence).delete()
    note_openly("commitment.evidence_taken_away", evidence.commitment, at=at, piece=evidence.pk)
    refresh("promise", evidence.commitment_id)


def _show(
    commitment: Commitment,
    kind: Evidence.Kind,
    *,
    by: Person,
    words: str,
    at: datetime,
    link: str = "",
    sha256: str = "",
) -> Evidence:
    if by.pk != commitment.made_by_id:
        raise errors.NotYourWordError
    words, on = checked_words(words, LONGEST_WORDS), localdate(at)
    stand_alone(f"evidence of {commitment.pk}")
    there = commitment.evidence.filter(taken_away_on=None)
    again = there.filter(kind=kind, words=words, link=link, shown_on=on)
    if sha256:
        again = again.filter(picture__sha256=sha256)
    first = again.first()
    if first is not None:
        return first
    if there.count() >= MOST_PIECES:
        raise errors.TooMuchShownError(MOST_PIECES)
    shown = commitment.evidence.create(shown_by=by, shown_on=on, kind=kind, words=words, link=link)
    said: dict[str, Any] = {"link": link} if link else {"sha256": sha256} if sha256 else {}
    note_openly("commitment.shown", commitment, at=at, words=words, piece=shown.pk, **said)
    refresh("promise", commitment.pk)
    return shown


def _checked_link(link: str) -> str:
    """Whatever is no plain https address of another machine is refused."""
    link = link.strip()
    try:
        _is_https(link)
        parts = urlsplit(link)
    except (ValidationError, ValueError) as error:
        raise errors.BadLinkError from error
    if len(link) > LONGEST_LINK or "@" in parts.netloc:
        raise errors.BadLinkError
    return link
