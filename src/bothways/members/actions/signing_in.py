"""Signing in by a mailed code. Nothing here knows a machine's address."""

import secrets
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import F
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import get_language

from bothways.members.errors import TooManyAttemptsError, WrongCodeError
from bothways.members.models import Attempt, Code, ImportDraft, Session, UsedChallenge
from bothways.notifications.actions import reach_mail_server, send_now
from bothways.notifications.bounces import is_reached_again
from bothways.people.models import Person
from bothways.record.actions import note

LIFE = timedelta(minutes=10)
TRIES = 5
CODES_AN_HOUR = 5  # for one address
CODES_AN_HOUR_FOR_ALL = 200  # and two more for every person
WRONG_AN_HOUR_FOR_ALL = 100  # a guesser's chance stays under 1 in 400 a day, for all doors together


def ask_for_code(*, address: str, at: datetime) -> None:
    """Mail a code to whoever has this address; where nobody has it, do all the rest the same.

    Raises TooManyAttemptsError, and MailServerError if the mail server does not answer.
    """
    address = address.strip().lower()
    for_all = CODES_AN_HOUR_FOR_ALL + 2 * Person.objects.here().count()
    count_attempt(f"code for {address}", limit=CODES_AN_HOUR, at=at)
    count_attempt("code for anybody", limit=for_all, at=at)
    person = Person.objects.here().filter(email=address).first()
    if person is None:
        reach_mail_server()
        return
    code = _new_code()
    language = person.language or get_language() or ""
    send_now("sign-in.code", address=address, language=language, code=code)
    _keep(code, person, at=at)


@transaction.atomic
def print_code(person: Person, *, at: datetime) -> str:
    """Return a code for whoever runs the server to pass on, and say so on the record."""
    note("person.code_printed", by=None, about=person, at=at)
    code = _new_code()
    _keep(code, person, at=at)
    return code


def use_code(*, address: str, code: str, at: datetime) -> Person:
    """Return whose code this is, and use it up.

    Raises WrongCodeError (the same for an unknown address), or TooManyAttemptsError when so many
    wrong codes were typed in this hour that somebody seems to be guessing.
    """
    person = Person.objects.here().filter(email=address.strip().lower()).first()
    if is_full("wrong code", limit=WRONG_AN_HOUR_FOR_ALL, at=at):
        raise TooManyAttemptsError
    live = Code.objects.filter(person=person, expires_at__gt=at, n_tries__lt=TRIES)
    if person is None or not live.update(n_tries=F("n_tries") + 1):
        raise WrongCodeError
    digest = Code.objects.filter(person=person).values_list("digest", flat=True).first() or ""
    if not constant_time_compare(digest, _digest(person, code)):
        count_attempt("wrong code", limit=WRONG_AN_HOUR_FOR_ALL, at=at)
        raise WrongCodeError
    if not Code.objects.filter(person=person, digest=digest).delete()[0]:
        raise WrongCodeError  # a second click came first
    is_reached_again(person)
    return person


def forget_what_is_over(*, at: datetime) -> int:
    """Delete codes, counts, sessions and drafts whose time is over; return how many."""
    over = [
        Code.objects.filter(expires_at__lte=at),
        Attempt.objects.filter(hour__lt=_hour(at)),
        Session.objects.filter(expire_date__lte=at),
        UsedChallenge.objects.filter(hour__lt=_hour(at) - 1),
        ImportDraft.objects.filter(made_at__lte=at - timedelta(days=1)),
    ]
    n_gone = sum(rows.delete()[0] for rows in over)
    _empty_the_log()
    return n_gone


def _empty_the_log() -> None:
    """Let nothing of what was deleted, and no order in which it came, stay in SQLite's own log."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _new_code() -> str:
    return f"{secrets.randbelow(1_000_000):06}"


def _keep(code: str, person: Person, *, at: datetime) -> None:
    """Make this the one live code of a person; one made before opens nothing any more."""
    fresh = {"digest": _digest(person, code), "expires_at": at + LIFE, "n_tries": 0}
    Code.objects.update_or_create(person=person, defaults=fresh)


def _digest(person: Person, code: str) -> str:
    return salted_hmac("members.code", f"{person.pk}:{code}", algorithm="sha256").hexdigest()


def _hour(at: datetime) -> int:
    return int(at.timestamp()) // 3600


def _bucket(what: str) -> str:
    return salted_hmac("members.attempt", what, algorithm="sha256").hexdigest()


@transaction.atomic
def count_attempt(what: str, *, limit: int, at: datetime) -> None:
    """Count one attempt at `what` in this hour, and forget the hours before.

    Raises TooManyAttemptsError.
    """
    Attempt.objects.filter(hour__lt=_hour(at)).delete()
    row, _new = Attempt.objects.get_or_create(bucket=_bucket(what), defaults={"hour": _hour(at)})
    if not Attempt.objects.filter(pk=row.pk, n__lt=limit).update(n=F("n") + 1):
        raise TooManyAttemptsError


def is_full(what: str, *, limit: int, at: datetime) -> bool:
    """Say whether `what` was tried so often in this hour."""
    return Attempt.objects.filter(bucket=_bucket(what), hour=_hour(at), n__gte=limit).exists()
