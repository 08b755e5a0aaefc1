"""A reader's side in Python, step by step as the browser does it: epochs, shares, admissions.

The demo, benchmarks and tests read through here.
"""

from dataclasses import dataclass, replace

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from bothways.pure.ballots.seal import open_sealed, seal
from bothways.pure.mailbox.admissions import (
    Admission,
    Halves,
    admission_statement,
    shared_statement,
)
from bothways.pure.mailbox.desks import Epoch, share_info
from bothways.pure.mailbox.keys import DeskKeys, ReaderKeys


@dataclass(frozen=True)
class SignedShare:
    """An epoch's secret sealed to one reader, signed by the one who sealed it (raw key `by`)."""

    sealed: bytes
    by: bytes
    signature: bytes


def make_epoch(
    desk: bytes,
    number: int,
    *,
    secret: bytes,
    begins: str,
    by: ReaderKeys | DeskKeys,
    before: DeskKeys | None,
    again: bool = False,
) -> Epoch:
    """Return a new epoch of a desk, signed twice.

    secret: 32 bytes of chance; by: the keys of the reader who makes it; before: the keys of the
    epoch before, None for the first and for one that begins anew (again).
    """
    keys = DeskKeys.of(secret)
    halves = {"seal": keys.seal_public, "sign": keys.sign_public, "by": by.sign_public}
    bare = Epoch(number, begins, again, **halves, signature=b"", co=b"")
    told = bare.statement(desk)
    signature = _signed((before or keys).sign, told)
    return replace(bare, signature=signature, co=_signed(by.sign, told))


def make_share(
    desk: bytes, number: int, *, secret: bytes, to: bytes, by: ReaderKeys
) -> SignedShare:
    """Return an epoch's secret, sealed to a reader's public key (raw X25519) and signed."""
    sealed = seal(secret, to=to, info=share_info(desk, number, to))
    told = shared_statement(desk, number, to=to, sealed=sealed)
    return SignedShare(sealed, by.sign_public, _signed(by.sign, told))


def open_share(desk: bytes, number: int, sealed: bytes, *, keys: ReaderKeys) -> bytes:
    """Return the secret in a share. Raises ForgedError if it does not open."""
    info = share_info(desk, number, keys.seal_public)
    return open_sealed(sealed, private=keys.seal, info=info)


def make_admission(desk: bytes, of: Halves, *, by: ReaderKeys, compared: bool = True) -> Admission:
    """Return that whoever has these keys lets in that reader."""
    told = admission_statement(desk, of, compared=compared)
    return Admission(by.sign_public, of, compared, _signed(by.sign, told))


def _signed(seed: bytes, told: bytes) -> bytes:
    return Ed25519PrivateKey.from_private_bytes(seed).sign(told)
