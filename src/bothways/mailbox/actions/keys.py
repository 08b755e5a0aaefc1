"""A desk's keys: made in its readers' browsers; here are public halves and sealed shares."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate, localtime

from bothways.mailbox.actions.admissions import as_share, insist_on_key, insist_on_share
from bothways.mailbox.actions.board import note_key
from bothways.mailbox.actions.desks import take_shares
from bothways.mailbox.errors import (
    EpochGoneError,
    FalseKeyError,
    LastHolderError,
    NotReaderError,
    StillOpenError,
)
from bothways.mailbox.models import Desk, Epoch, Reader, Share
from bothways.mailbox.queries import (
    epoch_fields,
    epoch_keys,
    fingerprint,
    holders,
    last_epoch,
    let_in_by,
)
from bothways.pure.ballots import ShapeError, to_text
from bothways.pure.mailbox import Epoch as EpochKeys
from bothways.pure.mailbox import epoch_holds, hour_before, hour_name
from bothways.pure.mailbox.reading import SignedShare
from bothways.record.actions import note

ON_ITS_WAY = timedelta(minutes=10)  # a browser made the key just before a fixed hour


@transaction.atomic
def hand_in_key(
    reader: Reader, *, seal: str, sign: str, is_sure: bool = False, at: datetime | None = None
) -> str:
    """Keep the public halves of a reader's new key, and return its fingerprint.

    A key of before counts no more: its shares go, and another reader lets this one in again.
    is_sure: also where nobody else has the desk's key, so that no letter so far is ever opened.
    Raises FalseKeyError, LastHolderError, or NotReaderError for who reads no more.
    """
    try:
        told = fingerprint(seal, sign)
    except ShapeError:
        raise FalseKeyError from None
    if reader.until is not None:
        raise NotReaderError
    if (reader.seal_public, reader.sign_public) == (seal, sign):
        return told
    if not is_sure and holders(reader.desk) == [reader]:
        raise LastHolderError
    take_shares(reader)
    reader.seal_public, reader.sign_public = seal, sign
    reader.save(update_fields=["seal_public", "sign_public"])
    desk, by = reader.desk, reader.person
    told_of = {"name": desk.name, "whom": str(by.pk), "fingerprint": told}
    note("desk.reader_key", by=by, about=desk, at=at, **told_of)
    return told


@transaction.atomic
def begin_epoch(
    reader: Reader, *, keys: EpochKeys, shares: Mapping[int, SignedShare], at: datetime
) -> Epoch:
    """Let letters be sealed to a new key of the desk from now on.

    shares: the new secret, sealed to the reader and to each one they let in, by the reader's id.
    Raises NotReaderError unless this reader has a key and, from the second epoch on, a share of
    the one before; EpochGoneError if another epoch was begun meanwhile, the readers are others or
    the hour is another; FalseKeyError if the epoch before or the reader did not sign it. One that
    begins anew needs no share, and is refused with StillOpenError where somebody has one.
    """
    desk = Desk.objects.select_for_update().get(pk=reader.desk_id)
    before = last_epoch(desk)
    _insist_on_right(reader, before, is_anew=keys.again)
    is_next = keys.number == (before.number + 1 if before else 1)
    readers = let_in_by(reader)
    if not is_next or keys.begins not in _hours(at) or set(shares) != set(readers):
        raise EpochGoneError
    is_signed = epoch_holds(desk.code_bytes, keys, epoch_keys(before) if before else None)
    if not is_signed or to_text(keys.by) != reader.sign_public:
        raise FalseKeyError
    epoch = Epoch.objects.create(desk=desk, since=localdate(at), **epoch_fields(keys))
    Share.objects.bulk_create(
        as_share(epoch, readers[pk], share, by=reader) for pk, share in shares.items()
    )
    note_key(epoch, by=reader.person, at=at)
    return epoch


def _insist_on_right(reader: Reader, before: Epoch | None, *, is_anew: bool) -> None:
    if not is_anew:
        return insist_on_share(reader, before)
    insist_on_key(reader)
    if before is None or holders(reader.desk):
        raise StillOpenError
    return None


def _hours(at: datetime) -> set[str]:
    """Return the fixed hour that a key made now begins at, and the one of some minutes ago."""
    return {hour_name(hour_before(localtime(moment))) for moment in (at, at - ON_ITS_WAY)}
