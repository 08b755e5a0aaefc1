"""Telling people something, in the same transaction as what it tells of."""

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone, translation

from bothways.notifications.catalogue import MESSAGES
from bothways.notifications.models import Message
from bothways.people.models import Person


def tell(kind: str, *, to: Iterable[Person], at: datetime | None = None, **fields: object) -> int:
    """Put one message per person into the outbox; the worker sends it. Return how many.

    kind: a key of the catalogue; fields: what its texts name. People without an address or who
    have left are passed over.
    """
    now = at or timezone.now()
    mail = MESSAGES[kind]
    messages = []
    for person in to:
        if not person.email or not person.is_active:
            continue
        with translation.override(person.language or "en"):
            messages.append(
                Message(
                    to=person,
                    kind=kind,
                    subject=str(mail.subject).format(**fields)[:200],
                    body=str(mail.body).format(**fields),
                    made_at=now,
                    next_try_at=now,
                )
            )
    Message.objects.bulk_create(messages)
    return len(messages)
