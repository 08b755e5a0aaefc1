"""Stamps of the month: the month's key, and the books that people draw."""

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils.timezone import localtime

from bothways.ballotbox.errors import ShapeRefusal
from bothways.letterbox import actions as letterbox
from bothways.letterbox.errors import OldStampRefusal
from bothways.letterbox.queries import MonthKey, month_keys, signing_month
from bothways.mailbox.errors import BooksGoneError, NoBookError, NoMonthError
from bothways.mailbox.models import Drawn
from bothways.people.models import Person
from bothways.pure.ballots import CREDENTIAL_LENGTH
from bothways.pure.mailbox import BOOK
from bothways.record.actions import append_entries, note
from bothways.record.models import Entry

GRACE = timedelta(days=7)
AHEAD = timedelta(days=7)  # so long before a month its stamps can be drawn
BEGAN = "stamps.began"


def month_of(moment: datetime) -> str:
    """Return the month of a moment in the firm's time, as in 2026-11."""
    return f"{localtime(moment):%Y-%m}"


def keep_the_months(*, at: datetime) -> str:
    """Have a key of this month and, in its last week, of the next, with a row for everybody in it.

    Ends those of months that are over. Returns a sentence of what was done, '' for nothing.
    """
    done = _end_months(at)
    for month in dict.fromkeys((month_of(at), month_of(at + AHEAD))):
        key = signing_month(month) or letterbox.make_month(month)
        if _noted(key, at):
            done.append(f"the stamps of {month} have a key")
        _make_rows(key.id)
    return "; ".join(done)


@transaction.atomic
def _noted(key: MonthKey, at: datetime) -> bool:
    """Put a month's key on the record, also if a crash kept it from there; say whether it was new.

    Its place on the ledger is there at once: browsers take no key that has none.
    """
    noted = Entry.objects.filter(verb=BEGAN, details__month=key.month, details__key=key.id)
    if noted.exists():
        return False
    note(BEGAN, by=None, at=at, month=key.month, key=key.id)
    append_entries(at=at)
    return True


def _end_months(at: datetime) -> list[str]:
    this, still_taken = month_of(at), month_of(at - GRACE)
    done = []
    for key in month_keys():
        if key.month < still_taken:
            letterbox.drop_month(key.id)
            done.append(f"the stamps of {key.month} count no more")
        elif key.month < this and key.signs:
            letterbox.stop_stamping(key.id)
            done.append(f"no more stamps of {key.month} are made")
    Drawn.objects.exclude(month__in=[key.id for key in month_keys()]).delete()  # of a lost box, too
    return done


def _make_rows(month: str) -> None:
    """Make the rows of all who are here and have none, at once: rows tell no order of drawing."""
    have = Drawn.objects.filter(month=month).values("person")
    missing = Person.objects.here().exclude(pk__in=have).order_by("pk")
    rows = [Drawn(person=person, month=month) for person in missing]
    for row in rows:
        row.digests = " ".join(sorted(row.fillings()))
    Drawn.objects.bulk_create(rows)


def even_out() -> None:
    """Write all rows of who draws anew in one breath: on PostgreSQL a row tells when it changed."""
    Drawn.objects.update(digests=F("digests"))


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
    mine = Drawn.objects.select_for_update().filter(person=person, month=month)
    row = mine.first()
    if row is None:
        _make_rows(month)
        row = mine.get()
    if digest in row.digests.split():
        return
    free = row.not_drawn()
    if not free:
        raise BooksGoneError
    row.digests = " ".join(sorted({*row.digests.split(), digest} - {free[0]}))
    row.save(update_fields=["digests"])
