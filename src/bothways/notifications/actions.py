"""Telling people something: into the outbox with what it tells of, and from there by the worker.

A mail server that does not answer holds everything back and loses nothing. A single mail that
it will not take is tried again, later each time, and given up after MOST_TRIES.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from smtplib import SMTPException

import structlog
from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.timezone import localdate

from bothways.notifications.catalogue import MESSAGES
from bothways.notifications.errors import MailServerError
from bothways.notifications.marks import head_to_tell, mark_line
from bothways.notifications.models import Message
from bothways.notifications.ringing import ring_for
from bothways.notifications.sending import took
from bothways.notifications.wishes import who_can_be_reached, who_get_it_at_once
from bothways.people.models import Person
from bothways.people.queries import firm_language
from bothways.record.models import Head

MOST_TRIES = 8
FIRST_RETRY = timedelta(minutes=1)  # then 3, 9, 27 ... minutes: 18 hours in all
AT_ONCE = 100
TAKEN = ("state", "n_tries", "next_try_at", "address")
KEPT_FOR = timedelta(days=30)
LINK_AFTER_A_SENTENCE = re.compile(r"(?<=[.?]) \{link\}")
FORGOTTEN = {kind for kind, mail in MESSAGES.items() if mail.forgotten}
ONCE = {kind for kind, mail in MESSAGES.items() if mail.once}

log = structlog.get_logger("bothways.notifications")


def tell(kind: str, *, to: Iterable[Person], at: datetime | None = None, **fields: object) -> int:
    """Put one message per person into the outbox; the worker sends it. Return how many.

    kind: a key of the catalogue; fields: what its texts name. Each message is written in its
    receiver's own language: so a moment is passed as it is, and words as something that is lazy
    or that is called for them. People without an address that works or who have left are passed
    over, and so is who does not wish this kind at once: it stands in their weekly mail.
    Where the catalogue says so, their phones ring, if they wished it, and the mail ends with the
    record's mark.
    """
    now = at or timezone.now()
    firms = firm_language()
    messages = []
    texts: dict[str, tuple[str, str]] = {}
    people = list(to)
    if MESSAGES[kind].rings:
        ring_for(people, at=now)
    head = head_to_tell(at=now) if MESSAGES[kind].marked else None
    for person in who_get_it_at_once(kind, people):
        language = person.language or firms
        if language not in texts:
            texts[language] = _written(kind, language, fields, head)
        subject, body = texts[language]
        messages.append(
            Message(to=person, kind=kind, subject=subject, body=body, made_at=now, next_try_at=now)
        )
    Message.objects.bulk_create(messages)
    return len(messages)


def send_now(kind: str, *, address: str, language: str, **fields: object) -> None:
    """Send one message at once, past the outbox, and keep nothing of it.

    kind, fields: as for tell(). Raises MailServerError if the mail server does not take it.
    """
    subject, body = _written(kind, language or firm_language(), fields)
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


def send_due(*, at: datetime) -> tuple[int, int]:
    """Send what is due in the outbox, oldest first; return (sent, refused).

    Raises OSError if the mail server does not answer: then all of it waits.
    """
    due = Message.objects.filter(state=Message.State.WAITING, next_try_at__lte=at)
    messages = list(due.select_related("to").order_by("made_at")[:AT_ONCE])
    if not messages:
        return 0, 0
    with get_connection() as server:
        n_sent = sum(_send(message, server, at=at) for message in messages)
    return n_sent, len(messages) - n_sent


def wipe_old(*, at: datetime) -> int:
    """Delete messages that ended, sent or given up, and are over 30 days old; return how many."""
    ended = Message.objects.exclude(state=Message.State.WAITING)
    return ended.filter(made_at__lt=at - KEPT_FOR).delete()[0]


@contextmanager
def _mail_server_answers() -> Iterator[None]:
    """Make one sentence of all that can go wrong on the way out."""
    if not settings.MAIL_LEAVES:
        raise MailServerError
    try:
        yield
    except (OSError, SMTPException) as error:
        log.warning("a mail did not leave", error=type(error).__name__)
        raise MailServerError from error


def _written(
    kind: str, language: str, fields: dict[str, object], head: Head | None = None
) -> tuple[str, str]:
    """Return subject and body in a language, with the record's mark below it if there is one."""
    mail = MESSAGES[kind]
    with translation.override(language or settings.LANGUAGE_CODE):
        said = {name: _said(value) for name, value in fields.items()}
        subject = str(mail.subject).format(**said)
        body = LINK_AFTER_A_SENTENCE.sub("\n\n{link}", str(mail.body)).format(**said)
        if head is not None:
            body = f"{body}\n\n{mark_line(head)}"
    return " ".join(subject.split())[:200], body


def _said(value: object) -> str:
    """Return a field in the language in use."""
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value), "DATETIME_FORMAT")
    return str(value() if callable(value) else value)


def _send(message: Message, server: BaseEmailBackend, *, at: datetime) -> bool:
    """Try one message. What follows a failure is written first, so that a crash repeats nothing.

    Where another worker took it first, it is left to that one.
    """
    ours = Message.objects.filter(
        pk=message.pk, state=Message.State.WAITING, n_tries=message.n_tries
    )
    can_be_sent = bool(who_can_be_reached([message.to]))
    message.n_tries += 1
    message.next_try_at = at + FIRST_RETRY * 3 ** (message.n_tries - 1)
    waits = Message.State.WAITING
    if message.n_tries >= MOST_TRIES or not can_be_sent:
        message.state = waits = Message.State.FAILED
    elif message.kind in ONCE:
        message.state = Message.State.SENT
    message.address = str(message.to.email or "")
    taken = {name: getattr(message, name) for name in TAKEN}
    if not ours.update(**taken):
        return False
    message.state = waits
    return can_be_sent and _hand_over(message, server, on=localdate(at))


def _hand_over(message: Message, server: BaseEmailBackend, *, on: date) -> bool:
    """Give it to the mail server, and keep what came of it."""
    sent = False
    try:
        sent = took(message, server, on=on)
    finally:
        if sent and message.kind in FORGOTTEN:
            message.delete()
        elif sent or message.kind in ONCE:
            message.state = Message.State.SENT if sent else message.state
            message.save(update_fields=["state"])
    return sent
