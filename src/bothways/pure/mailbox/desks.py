"""A desk's epochs: each one's keys are signed by the one before, and by the reader who made it."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from bothways.pure.ballots.errors import ForgedError, ShapeError
from bothways.pure.mailbox.hours import hour_number

EPOCH = b"bothways-epoch-v1\x00"
SHARE = b"bothways-share-v1\x00"
BESIDE = b"bothways-beside-v1\x00"
DESK_LENGTH = 8
KEY_LENGTH = 32
LATE = 2  # fixed hours by which an answer may come out late, if the worker stood still


@dataclass(frozen=True)
class Epoch:
    """What everybody may know of one epoch; number: from 1.

    begins: the last fixed hour before it was made. again: it begins anew, since nobody had the one
    before. by: the key by which the reader who made it signs. signature: by the epoch before; the
    first, and one that begins anew, signs itself. co: by `by`.
    """

    number: int
    begins: str
    again: bool
    seal: bytes
    sign: bytes
    by: bytes
    signature: bytes
    co: bytes

    def statement(self, desk: bytes) -> bytes:
        """Return what is signed of it."""
        return statement_of(
            desk,
            self.number,
            begins=self.begins,
            again=self.again,
            seal=self.seal,
            sign=self.sign,
            by=self.by,
        )


def statement_of(
    desk: bytes, number: int, *, begins: str, again: bool, seal: bytes, sign: bytes, by: bytes
) -> bytes:
    """Return what is signed of an epoch. desk: 8 bytes; seal, sign, by: raw public keys.

    Raises ShapeError, also for an hour that is none of the fixed ones.
    """
    if len(desk) != DESK_LENGTH or {len(seal), len(sign), len(by)} != {KEY_LENGTH}:
        raise ShapeError("a desk has 8 bytes, a key 32")
    hour_number(begins)
    head = EPOCH + desk + number.to_bytes(4, "big") + begins.encode() + bytes([again])
    return head + seal + sign + by


def statement_hash(desk: bytes, epoch: Epoch) -> str:
    """Return the SHA-256 of an epoch's statement in hex, as it stands on the record."""
    return hashlib.sha256(epoch.statement(desk)).hexdigest()


def epoch_holds(desk: bytes, epoch: Epoch, before: Epoch | None) -> bool:
    """Say whether this epoch follows that one; before: None for the first."""
    if epoch.number != (before.number + 1 if before else 1):
        return False
    if before and epoch.begins < before.begins:
        return False
    signer = before.sign if before and not epoch.again else epoch.sign
    try:
        told = epoch.statement(desk)
    except ShapeError:
        return False
    return signature_holds(signer, epoch.signature, told) and signature_holds(
        epoch.by, epoch.co, told
    )


def insist_on_chain(desk: bytes, epochs: Sequence[Epoch]) -> None:
    """Raise ForgedError unless every epoch was signed by the one before it or begins anew."""
    before: Epoch | None = None
    for epoch in epochs:
        if not epoch_holds(desk, epoch, before):
            raise ForgedError(f"epoch {epoch.number} was not signed by the one before")
        before = epoch


def counting_at(epochs: Sequence[Epoch], hour: str) -> list[int]:
    """Return the numbers of the epochs under which an answer of this fixed hour's packet counts.

    It was written after its epoch began, and before the next one did; it may come out two fixed
    hours late. So who knows a key that was changed answers with it no more.
    """
    at, found = hour_number(hour), []
    for place, epoch in enumerate(epochs):
        after = epochs[place + 1 :]
        is_over = bool(after) and at > hour_number(after[0].begins) + 1 + LATE
        if hour_number(epoch.begins) < at and not is_over:
            found.append(epoch.number)
    return found


def share_info(desk: bytes, number: int, reader_seal: bytes) -> bytes:
    """Return what a share is bound to: desk, epoch, and the reader it is for."""
    if len(desk) != DESK_LENGTH or len(reader_seal) != KEY_LENGTH:
        raise ShapeError("a desk has 8 bytes, a key 32")
    return SHARE + desk + number.to_bytes(4, "big") + reader_seal


def address_beside(desk: bytes, about: bytes) -> bytes:
    """Return the address at which a desk takes letters beside one thing, as a round: 8 bytes."""
    if len(desk) != DESK_LENGTH:
        raise ShapeError("a desk has 8 bytes")
    return hashlib.sha256(BESIDE + desk + about).digest()[:DESK_LENGTH]


def signature_holds(key: bytes, signature: bytes, told: bytes) -> bool:
    """Say whether a raw Ed25519 key signed this."""
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, told)
    except (InvalidSignature, ValueError):
        return False
    return True
