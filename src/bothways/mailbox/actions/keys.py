"""A desk's keys: made in its readers' browsers; here are public halves and sealed shares."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from bothways.mailbox.actions.board import note_key
from bothways.mailbox.actions.desks import take_shares
from bothways.mailbox.errors import EpochGoneError, FalseKeyError, NotReaderError
from bothways.mailbox.models import Desk, Epoch, Reader, Share
from bothways.mailbox.queries import epoch_keys, fingerprint, last_epoch
from bothways.pure.ballots import ShapeError, to_bytes, to_text
from bothways.pure.mailbox import Epoch as EpochKeys
from bothways.pure.mailbox import epoch_holds
from bothways.record.actions import note

SHARE_LENGTH = 80


@transaction.atomic
def hand_in_key(reader: Reader, *, seal: str, sign: str) -> str:
    """Keep the public halves of a reader's new key, and return its fingerprint.

    A key of before counts no more: its shares go, and another reader lets this one in again.
    Raises FalseKeyError, or NotReaderError for who reads no more.
    """
    try:
        told = fingerprint(seal, sign)
    except ShapeError:
        raise FalseKeyError from None
    if reader.until is not None:
        raise NotReaderError
    if (reader.seal_public, reader.sign_public) == (seal, sign):
        return told
    take_shares(reader)
    reader.seal_public, reader.sign_public = seal, sign
    reader.save(update_fields=["seal_public", "sign_public"])
    desk, by = reader.desk, reader.person
    note("desk.reader_key", by=by, about=desk, name=desk.name, whom=str(by.pk), fingerprint=told)
    return told


@transaction.atomic
def begin_epoch(reader: Reader, *, keys: EpochKeys, shares: Mapping[int, str], on: date) -> Epoch:
    """Let letters be sealed to a new key of the desk from now on.

    shares: the new secret, sealed to each reader who has a key now, by the reader's id.
    Raises NotReaderError unless this reader has a key and, from the second epoch on, a share of
    the one before; EpochGoneError if another epoch was begun meanwhile or the readers are others;
    FalseKeyError if the epoch before did not sign it.
    """
    desk = Desk.objects.select_for_update().get(pk=reader.desk_id)
    before = last_epoch(desk)
    _insist_on_share(reader, before)
    if keys.number != (before.number + 1 if before else 1):
        raise EpochGoneError
    if not epoch_holds(desk.code_bytes, keys, epoch_keys(before) if before else None):
        raise FalseKeyError
    readers = {one.pk: one for one in with_keys(desk)}
    if set(shares) != set(readers):
        raise EpochGoneError
    epoch = Epoch.objects.create(desk=desk, since=on, **_as_fields(keys))
    Share.objects.bulk_create(
        Share(epoch=epoch, reader=readers[pk], sealed=_sealed(text)) for pk, text in shares.items()
    )
    note_key(epoch, by=reader.person)
    return epoch


@transaction.atomic
def share_epochs(reader: Reader, *, to: Reader, shares: Mapping[int, str]) -> int:
    """Let another reader in: keep epochs' secrets sealed to that reader's key, by number.

    Returns how many they have now. Raises NotReaderError, FalseKeyError, or EpochGoneError for a
    reader of another desk, one without a key, or an epoch that there is not.
    """
    _insist_on_share(reader, last_epoch(reader.desk))
    epochs = {epoch.number: epoch for epoch in reader.desk.epochs.all()}
    is_fit = to.desk_id == reader.desk_id and to.until is None and to.seal_public
    if not is_fit or not set(shares) <= set(epochs):
        raise EpochGoneError
    for number, text in shares.items():
        sealed = {"sealed": _sealed(text)}
        Share.objects.update_or_create(epoch=epochs[number], reader=to, defaults=sealed)
    return to.shares.count()


def with_keys(desk: Desk) -> list[Reader]:
    """Return who reads at a desk now and has made a key."""
    return list(Reader.objects.now().filter(desk=desk).exclude(seal_public="").order_by("pk"))


def _insist_on_share(reader: Reader, epoch: Epoch | None) -> None:
    if reader.until is not None or not reader.seal_public:
        raise NotReaderError
    if epoch is not None and not epoch.shares.filter(reader=reader).exists():
        raise NotReaderError


def _sealed(text: str) -> str:
    try:
        to_bytes(text, SHARE_LENGTH, "share")
    except ShapeError:
        raise FalseKeyError from None
    return text


def _as_fields(keys: EpochKeys) -> dict[str, Any]:
    texts = {"seal": keys.seal, "sign": keys.sign, "signature": keys.signature}
    return {"number": keys.number} | {name: to_text(value) for name, value in texts.items()}
