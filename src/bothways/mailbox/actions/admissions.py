"""Readers let each other in: what their own keys signed is kept, and their browsers check it."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction

from bothways.mailbox.errors import EpochGoneError, FalseKeyError, NotLetInError, NotReaderError
from bothways.mailbox.models import Admission, Epoch, Reader, Share
from bothways.mailbox.queries import fingerprint, halves, last_epoch, let_in_by
from bothways.pure.ballots import to_bytes, to_text
from bothways.pure.mailbox import Admission as Signed
from bothways.pure.mailbox import admission_holds
from bothways.pure.mailbox.admissions import shared_statement
from bothways.pure.mailbox.desks import signature_holds
from bothways.pure.mailbox.reading import SignedShare
from bothways.record.actions import note


@transaction.atomic
def admit(reader: Reader, *, of: Reader, admission: Signed, at: datetime | None = None) -> None:
    """Keep that a reader compared signs with another one, or goes by somebody who did.

    Said twice, it changes nothing. Raises NotReaderError without a key, EpochGoneError if the
    other one's key is another by now, FalseKeyError if the reader's key did not sign it.
    """
    insist_on_key(reader)
    if of.desk_id != reader.desk_id or of.until is not None or not of.seal_public:
        raise EpochGoneError
    if admission.of != halves(of):
        raise EpochGoneError
    is_own = to_text(admission.by) == reader.sign_public
    if not is_own or not admission_holds(reader.desk.code_bytes, admission):
        raise FalseKeyError
    told = {"by": reader.sign_public, "seal": of.seal_public, "sign": of.sign_public}
    _row, is_new = Admission.objects.get_or_create(
        desk=reader.desk,
        of=of,
        compared=admission.compared,
        **told,
        defaults={"signature": to_text(admission.signature)},
    )
    if is_new and admission.compared:
        _note(reader, of, at)


@transaction.atomic
def share_epochs(reader: Reader, *, to: Reader, shares: Mapping[int, SignedShare]) -> int:
    """Give epochs' secrets to a reader who was let in: sealed to that reader's key, by number.

    What is there already stays. Returns how many they have now. Raises NotReaderError,
    NotLetInError, FalseKeyError, or EpochGoneError for an epoch that there is not.
    """
    insist_on_share(reader, last_epoch(reader.desk))
    if to.pk not in let_in_by(reader):
        raise NotLetInError
    epochs = {epoch.number: epoch for epoch in reader.desk.epochs.all()}
    if not set(shares) <= set(epochs):
        raise EpochGoneError
    for number, share in shares.items():
        kept = as_share(epochs[number], to, share, by=reader)
        fields = {"sealed": kept.sealed, "by": kept.by, "signature": kept.signature}
        Share.objects.get_or_create(epoch=epochs[number], reader=to, defaults=fields)
    return to.shares.count()


def drop_shares(reader: Reader, *, numbers: Iterable[int]) -> None:
    """Delete shares of a reader's own that hold something else than the desk's key.

    So somebody else can give them the true one.
    """
    Share.objects.filter(reader=reader, epoch__number__in=list(numbers)).delete()


def as_share(epoch: Epoch, to: Reader, share: SignedShare, *, by: Reader) -> Share:
    """Return a share as it is kept. Raises FalseKeyError unless this reader signed it."""
    desk, key = epoch.desk.code_bytes, to_bytes(to.seal_public, 32, "seal")
    told = shared_statement(desk, epoch.number, to=key, sealed=share.sealed)
    is_own = to_text(share.by) == by.sign_public
    if not is_own or not signature_holds(share.by, share.signature, told):
        raise FalseKeyError
    texts = {"sealed": share.sealed, "by": share.by, "signature": share.signature}
    fields = {name: to_text(value) for name, value in texts.items()}
    return Share(epoch=epoch, reader=to, **fields)


def insist_on_key(reader: Reader) -> None:
    """Raise NotReaderError unless this one reads now and has made a key."""
    if reader.until is not None or not reader.seal_public:
        raise NotReaderError


def insist_on_share(reader: Reader, epoch: Epoch | None) -> None:
    """Raise NotReaderError unless this one has that epoch's secret."""
    insist_on_key(reader)
    if epoch is not None and not epoch.shares.filter(reader=reader).exists():
        raise NotReaderError


def _note(reader: Reader, of: Reader, at: datetime | None) -> None:
    desk, signs = reader.desk, fingerprint(of.seal_public, of.sign_public)
    note(
        "desk.reader_let_in",
        by=reader.person,
        about=desk,
        at=at,
        name=desk.name,
        whom=str(of.person_id),
        fingerprint=signs,
    )
