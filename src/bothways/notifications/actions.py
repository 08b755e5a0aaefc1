"""Telling people something, in the same transaction as what it tells of."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from smtplib import SMTPException

from django.core.mail import EmailMessage, get_connection
from django.utils import timezone, translation

from bothways.notifications.catalogue import MESSAGES
from bothways.notifications.errors import MailServerError
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


def send_now(kind: str, *, address: str, language: str, **fields: object) -> None:
    """Send one message at once, past the outbox, and keep nothing of it.

    kind, fields: as for tell(). Raises MailServerError if the mail server does not take it.
    """
    mail = MESSAGES[kind]
    with translation.override(language or "en"):
        subject = str(mail.subject).format(**fields)
        body = str(mail.body).format(**fields)
    with _mail_server_answers():
        EmailMessage(subject, body, to=[address]).send()


def reach_mail_server() -> None:
    """Knock at the mail server without a letter.

    Raises MailServerError if it does not answer.
    """
    with _mail_server_answers():
        connection = get_connection()
        connection.open()
        connection.close()


@contextmanager
def _mail_server_answers() -> Iterator[None]:
    try:
        yield
    except (OSError, SMTPException) as error:
        raise MailServerError from error
