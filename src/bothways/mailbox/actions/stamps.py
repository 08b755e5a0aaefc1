"""Stamps of the month: the month's key, and the books that people draw."""

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.timezone import localtime

from bothways.ballotbox.errors import ShapeRefusal
from bothways.letterbox import actions as letterbox
from bothways.letterbox.errors import OldStampRefusal
from bothways.letterbox.queries import MonthKey, month_keys, signing_month
from bothways.mailbox.errors import BooksGoneError, NoBookError, NoMonthError
from bothways.mailbox.models import Drawn
from bothways.people.models import Person
from bothways.pure.ballots import CREDENTIAL_LENGTH
from bothways.pure.mailbox import BOOK, BOOKS
from bothways.record.actions import note

GRACE = timedelta(days=7)


def month_of(moment: datetime) -> str:
    """Return the month of a moment in the firm's time, as in 2026-11."""
    return f"{localtime(moment):%Y-%m}"


def keep_the_months(*, at: datetime) -> str:
    """Have a key of this month, with a row for everybody; end those of months that are over.

    Return a sentence of what was done, '' for nothing.
    """
    done = _end_months(at)
    now = signing_month(month_of(at))
    if now is None:
        now = letterbox.make_month(month_of(at))
        note("stamps.began", by=None, at=at, month=now.month, key=now.id)
        done.append(f"the stamps of {now.month} have a key")
    _make_rows(now)
    return "; ".join(done)


def _end_months(at: datetime) -> list[str]:
    this, still_taken = month_of(at), month_of(at - GRACE)
    done = []
    for key in month_keys():
        if key.month < still_taken:
            letterbox.drop_month(key.id)
            Drawn.objects.filter(month=key.id).delete()
            done.append(f"the stamps of {key.month} count no more")
        elif key.month < this and key.signs:
            letterbox.stop_stamping(key.id)
            done.append(f"no more stamps of {key.month} are made")
    return done


def _make_rows(month: MonthKey) -> None:
    """Make the rows of all who are here and have none, at once: rows tell no order of drawing."""
    have = Drawn.objects.filter(month=month.id).values("person")
    missing = Person.objects.here().exclude(pk__in=have).order_by("pk")
    Drawn.objects.bulk_create(Drawn(person=person, month=month.id) for person in missing)


def draw_book(person: Person, *, month: str, blinded: Sequence[bytes]) -> list[bytes]:
    """Return the blind signatures on a book of blinded one-time keys.

    month: the id of the key that the device knows. The same book again gets the same signatures;
    so a lost answer costs nothing. Raises NoMonthError, NoBookError or BooksGoneError. Keeps a
    digest of the book, and no moment.
    """
    if len(blinded) != BOOK or any(len(one) != CREDENTIAL_LENGTH for one in blinded):
        raise NoBookError
    try:
        signatures = letterbox.sign_stamps(month, blinded)
    except OldStampRefusal:
        raise NoMonthError from None
    except ShapeRefusal:
        raise NoBookError from None
    _keep_digest(person, month, hashlib.sha256(b"".join(blinded)).hexdigest())
    return signatures


@transaction.atomic
def _keep_digest(person: Person, month: str, digest: str) -> None:
    row, _made = Drawn.objects.select_for_update().get_or_create(person=person, month=month)
    digests = row.digests.split()
    if digest in digests:
        return
    if len(digests) >= BOOKS:
        raise BooksGoneError
    row.digests = " ".join(sorted([*digests, digest]))
    row.save(update_fields=["digests"])
