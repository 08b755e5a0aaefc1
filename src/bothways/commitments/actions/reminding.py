"""Telling whoever gave a word that its day has come, or that silence shows."""

from datetime import datetime

from django.db import transaction

from bothways.commitments.actions.shared import OPEN, link_to
from bothways.commitments.models import Commitment
from bothways.commitments.words import say_day
from bothways.notifications.actions import tell


@transaction.atomic
def remind_author(commitment: Commitment, *, at: datetime) -> bool:
    """Tell the author that the day has come; once for each day it was promised for."""
    return _tell_author_once(commitment, "told_due", "commitment.due", at)


@transaction.atomic
def tell_of_silence(commitment: Commitment, *, at: datetime) -> bool:
    """Tell the author that everyone it was made to now sees silence; once for each silence."""
    return _tell_author_once(commitment, "told_silent", "commitment.silent", at)


def _tell_author_once(commitment: Commitment, told: str, kind: str, at: datetime) -> bool:
    first = Commitment.objects.filter(pk=commitment.pk, state=OPEN, **{told: False})
    if not first.update(**{told: True}):
        return False
    fields = {
        "text": commitment.text,
        "due": say_day(commitment.due_on),
        "link": link_to(commitment),
    }
    return bool(tell(kind, to=[commitment.made_by], at=at, **fields))
