"""Heads: how long the ledger is and the root over all of it, signed.

The signed text is in the manner of a checkpoint of C2SP (tlog-checkpoint): the origin, the size
and the root in base64, a line each, and as an extension line of our own the moment.
"""

import base64
import binascii
import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bothways.pure.ledger.entries import moment_text
from bothways.pure.ledger.tree import HASH_LENGTH

INFO = b"bothways-ledger-v1"
ID_LENGTH = 16


@dataclass(frozen=True)
class Head:
    """The ledger of one origin at one moment."""

    origin: str  # one line: which ledger this is
    size: int
    root: bytes
    at: datetime


def private_key_from(secret: bytes) -> bytes:
    """Return the signing key (Ed25519, raw, 32 bytes) of an installation with this secret."""
    return HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=INFO).derive(secret)


def public_key_of(private: bytes) -> bytes:
    """Return the public half (raw, 32 bytes)."""
    return Ed25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()


def origin_for(public: bytes, epoch: str) -> str:
    """Return which ledger this is: of which key, and since which restore ('0': none)."""
    return f"bothways/{hashlib.sha256(public).hexdigest()[:ID_LENGTH]}/{epoch}"


def epoch_of(restored_at: datetime) -> str:
    """Return what an epoch is called that began when a backup was put back.

    A moment and not a number: whoever puts the same backup back twice has two ledgers that go
    apart, and they must not have the same name.
    """
    return restored_at.astimezone(UTC).strftime("%Y%m%dT%H%M%S.%fZ")


def head_bytes(head: Head) -> bytes:
    """Return the text of a head that is signed. Raises ValueError if it can't be written down."""
    if not head.origin or "\n" in head.origin or head.size < 0 or len(head.root) != HASH_LENGTH:
        raise ValueError("a head has an origin of one line, a size and a root of 32 bytes")
    root = base64.b64encode(head.root).decode()
    return f"{head.origin}\n{head.size}\n{root}\n{moment_text(head.at)}\n".encode()


def read_head(text: str) -> Head:
    """Return the head from its text. Raises ValueError for any text that we would not have written.

    Whether it is signed is another question: head_holds().
    """
    parts = text.split("\n")
    if len(parts) != 5 or parts[4]:
        raise ValueError("a head has four lines")
    try:
        at = datetime.fromisoformat(parts[3])
        head = Head(parts[0], int(parts[1]), base64.b64decode(parts[2], validate=True), at)
    except binascii.Error:
        raise ValueError("the root of a head is base64") from None
    if head_bytes(head) != text.encode():
        raise ValueError("a head is written in one way only")
    return head


def sign_head(private: bytes, head: Head) -> bytes:
    """Return the Ed25519 signature (64 bytes) over a head's text."""
    return Ed25519PrivateKey.from_private_bytes(private).sign(head_bytes(head))


def head_holds(public: bytes, signature: bytes, head: Head) -> bool:
    """Say whether this very head was signed with that key."""
    key = Ed25519PublicKey.from_public_bytes(public)
    try:
        key.verify(signature, head_bytes(head))
    except InvalidSignature:
        return False
    return True
