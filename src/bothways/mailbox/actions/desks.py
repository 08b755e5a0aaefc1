"""Desks and who reads at them."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from bothways.mailbox.errors import (
    LastHolderError,
    NamedAlikeError,
    ReadersAloneError,
    ReadsAlreadyError,
)
from bothways.mailbox.models import Desk, Epoch, Reader, Share
from bothways.mailbox.queries import holders
from bothways.people.models import Person
from bothways.record.actions import note


@transaction.atomic
def open_desk(name: str, *, by: Person, at: datetime | None = None) -> Desk:
    """Make a desk that letters can go to once a reader has made its key.

    Raises NamedAlikeError.
    """
    try:
        with transaction.atomic():
            desk = Desk.objects.create(name=" ".join(name.split()))
    except IntegrityError:
        raise NamedAlikeError from None
    note("desk.opened", by=by, about=desk, at=at, name=desk.name)
    return desk


@transaction.atomic
def name_reader(
    desk: Desk, person: Person, *, by: Person, on: date, at: datetime | None = None
) -> Reader:
    """Let somebody read at a desk; they make their key themselves. Raises ReadsAlreadyError."""
    try:
        with transaction.atomic():
            reader = Reader.objects.create(desk=desk, person=person, since=on)
    except IntegrityError:
        raise ReadsAlreadyError from None
    note("desk.reader_named", by=by, about=desk, at=at, name=desk.name, whom=str(person.pk))
    return reader


@transaction.atomic
def end_reader(reader: Reader, *, by: Person | None, on: date, is_sure: bool = False) -> None:
    """Let somebody read no more: their shares go at once, the key changes at the next reader's.

    Said twice, it changes nothing. is_sure: also where nobody else has the desk's key, so that no
    letter so far is ever opened. Raises LastHolderError; ReadersAloneError if the reader is here
    and has the key, and whoever ends them has it not: nobody takes a desk over, not by naming
    themselves either.
    """
    having = holders(reader.desk)
    theirs = [one.person for one in having]
    if reader in having and by is not None and by not in theirs:
        raise ReadersAloneError
    if not is_sure and having == [reader]:
        raise LastHolderError
    if not Reader.objects.filter(pk=reader.pk, until=None).update(until=on):
        return
    take_shares(reader)
    desk = reader.desk
    note("desk.reader_left", by=by, about=desk, name=desk.name, whom=str(reader.person_id))


def take_shares(reader: Reader) -> None:
    """Delete what is sealed to a reader's key, and note that they may remember it."""
    Epoch.objects.filter(shares__reader=reader).update(is_known_outside=True)
    Share.objects.filter(reader=reader).delete()
