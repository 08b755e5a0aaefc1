"""Putting something on the record."""

from datetime import datetime
from typing import Any

from django.db.models import Model
from django.utils import timezone

from bothways.people.models import Person
from bothways.record.models import Entry


def note(
    verb: str,
    *,
    by: Person | None,
    about: Model | None = None,
    at: datetime | None = None,
    **details: Any,
) -> Entry:
    """Append what was done. Call it inside the transaction that does it.

    verb: 'noun.done', as in 'commitment.kept'. details: JSON values, shown to everyone.
    """
    return Entry.objects.create(
        at=at or timezone.now(),
        verb=verb,
        by=by,
        about_kind=about._meta.label_lower if about else "",
        about_id=str(about.pk) if about else "",
        details=details,
    )
