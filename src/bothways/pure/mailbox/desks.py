"""A desk's epochs: each one's keys are signed by the one before, and shared among its readers."""

from collections.abc import Sequence
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from bothways.pure.ballots.errors import ForgedError, ShapeError

EPOCH = b"bothways-epoch-v1\x00"
SHARE = b"bothways-share-v1\x00"
DESK_LENGTH = 8
KEY_LENGTH = 32


@dataclass(frozen=True)
class Epoch:
    """What everybody may know of one epoch; number: from 1.

    signature: by the epoch before; the first signs itself.
    """

    number: int
    seal: bytes
    sign: bytes
    signature: bytes


def statement_of(desk: bytes, number: int, *, seal: bytes, sign: bytes) -> bytes:
    """Return what is signed of an epoch. desk: 8 bytes; seal, sign: raw public keys."""
    if len(desk) != DESK_LENGTH or len(seal) != KEY_LENGTH or len(sign) != KEY_LENGTH:
        raise ShapeError("a desk has 8 bytes, a key 32")
    return EPOCH + desk + number.to_bytes(4, "big") + seal + sign


def epoch_holds(desk: bytes, epoch: Epoch, before: Epoch | None) -> bool:
    """Say whether this epoch follows that one; before: None for the first."""
    if epoch.number != (before.number + 1 if before else 1):
        return False
    signer = before.sign if before else epoch.sign
    told = statement_of(desk, epoch.number, seal=epoch.seal, sign=epoch.sign)
    try:
        Ed25519PublicKey.from_public_bytes(signer).verify(epoch.signature, told)
    except (InvalidSignature, ValueError):
        return False
    return True


def insist_on_chain(desk: bytes, epochs: Sequence[Epoch]) -> None:
    """Raise ForgedError unless every epoch was signed by the one before it."""
    before: Epoch | None = None
    for epoch in epochs:
        if not epoch_holds(desk, epoch, before):
            raise ForgedError(f"epoch {epoch.number} was not signed by the one before")
        before = epoch


def share_info(desk: bytes, number: int, reader_seal: bytes) -> bytes:
    """Return what a share is bound to: desk, epoch, and the reader it is for."""
    if len(desk) != DESK_LENGTH or len(reader_seal) != KEY_LENGTH:
        raise ShapeError("a desk has 8 bytes, a key 32")
    return SHARE + desk + number.to_bytes(4, "big") + reader_seal
