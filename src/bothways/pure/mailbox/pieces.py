"""Attachments: files cut into sealed pieces of one size, 40 of them
paid for by one stamp.

version 1 | id 16 | AES-256-GCM of 131,039 bytes. Only the key, which stands in the letter, tells
which pieces belong together; why so: docs/decisions/attachments.md.
"""

import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from bothways.pure.ballots.credentials import CREDENTIAL_LENGTH, check_credential
from bothways.pure.ballots.errors import ForgedError, ShapeError
from bothways.pure.ballots.rfc9474 import PREFIX_LENGTH
from bothways.pure.mailbox.desks import DESK_LENGTH
from bothways.pure.mailbox.letters import AlteredError
from bothways.pure.mailbox.stamps import HALF, key_id, stamp_message

VERSION = b"\x01"
ID_LENGTH = 16
KEY_LENGTH = 32
TAG_LENGTH = 16
PIECE = 131_072  # bytes of a sealed piece
ROOM = PIECE - len(VERSION) - ID_LENGTH - TAG_LENGTH
STEPS = (1, 2, 3, 4, 6, 8, 12, 18, 27, 40, 60, 80, 120, 160)
A_STAMP = 40  # pieces that one stamp pays for: the largest letter takes a book of four
MOST_BYTES = 20_000_000  # of all files of a letter
MOST_FILES = 3
SIGNATURE_LENGTH = 64
FOUR = 4
ID = b"bothways-piece-id-v1\x00"
SEAL = b"bothways-piece-seal-v1\x00"
BOUND = b"bothways-piece-v1\x00"
POSTED = b"bothways-piece-posted-v1\x00"
SPENT = b"bothways-piece-spent-v1\x00"
PARTS = (KEY_LENGTH, KEY_LENGTH, PREFIX_LENGTH, CREDENTIAL_LENGTH, 1, SIGNATURE_LENGTH, PIECE)
POSTED_LENGTH = sum(PARTS)


def n_pieces(n_bytes: int) -> int:
    """Return into how many pieces so many bytes are sealed. Raises ShapeError for too many."""
    if not 0 < n_bytes <= MOST_BYTES:
        raise ShapeError("attachments have at least one byte and at most 20 MB")
    return next(step for step in STEPS if step * ROOM >= n_bytes)


def piece_id(key: bytes, number: int) -> bytes:
    """Return by what a piece is fetched. key: 32 bytes, told in the letter."""
    return hmac.digest(key, ID + _four(number), "sha256")[:ID_LENGTH]


def seal_pieces(plain: bytes, *, key: bytes, desk: bytes) -> list[bytes]:
    """Return the sealed pieces of all files of a letter, one after the other.

    key: 32 bytes of chance, used for this letter alone. Raises ShapeError.
    """
    if len(key) != KEY_LENGTH or len(desk) != DESK_LENGTH:
        raise ShapeError("a key has 32 bytes, a desk 8")
    count = n_pieces(len(plain))
    cipher = AESGCM(_sealing(key))
    return [
        VERSION
        + piece_id(key, number)
        + cipher.encrypt(
            _nonce(number),
            plain[number * ROOM : (number + 1) * ROOM].ljust(ROOM, b"\x00"),
            _bound(desk, number, count),
        )
        for number in range(count)
    ]


def open_pieces(records: Sequence[bytes], n_bytes: int, *, key: bytes, desk: bytes) -> bytes:
    """Return what was sealed. n_bytes: as the letter tells.

    Raises AlteredError if a piece is missing, altered, or not where it belongs.
    """
    count = len(records)
    if count != n_pieces(n_bytes):
        raise AlteredError("these are not all pieces, or too many")
    cipher, opened = AESGCM(_sealing(key)), []
    for number, record in enumerate(records):
        head, sealed = record[: 1 + ID_LENGTH], record[1 + ID_LENGTH :]
        if head != VERSION + piece_id(key, number):
            raise AlteredError("this is another piece")
        try:
            opened.append(cipher.decrypt(_nonce(number), sealed, _bound(desk, number, count)))
        except InvalidTag:
            raise AlteredError("the piece does not open") from None
    plain = b"".join(opened)
    if any(plain[n_bytes:]):
        raise AlteredError("the pieces are not filled up as pieces are")
    return plain[:n_bytes]


def piece_part(month_key: bytes, number: int, record: bytes) -> bytes:
    """Return what the stamp's one-time key signs of a piece."""
    return POSTED + month_key + _four(number) + hashlib.sha256(record).digest()


def spent_piece(key: bytes, number: int, record: bytes) -> bytes:
    """Return what is kept of a piece that was paid for: 32 bytes, the first half tells which."""
    which = hashlib.sha256(SPENT + key + _four(number)).digest()
    return which[:HALF] + hashlib.sha256(record).digest()[:HALF]


@dataclass(frozen=True)
class PostedPiece:
    """One piece with the stamp of its letter, as it comes through the slot."""

    month_key: bytes
    key: bytes
    prefix: bytes
    credential: bytes
    number: int
    signature: bytes
    record: bytes

    @classmethod
    def from_bytes(cls, body: bytes) -> Self:
        """Return what a body holds; nothing is verified. Raises ShapeError."""
        if len(body) != POSTED_LENGTH:
            raise ShapeError(f"a posted piece has {POSTED_LENGTH} bytes")
        parts, at = [], 0
        for length in PARTS:
            parts.append(body[at : at + length])
            at += length
        month_key, key, prefix, credential, number, signature, record = parts
        if number[0] >= A_STAMP or record[:1] != VERSION:
            raise ShapeError("a stamp pays for 40 pieces, and each begins with its version")
        return cls(month_key, key, prefix, credential, number[0], signature, record)

    def to_bytes(self) -> bytes:
        """Return the body that travels."""
        head = self.month_key + self.key + self.prefix + self.credential
        return head + bytes([self.number]) + self.signature + self.record

    def check(self, public_der: bytes) -> None:
        """Raise ForgedError unless stamp and signature hold. public_der: the month's key."""
        if key_id(public_der) != self.month_key:
            raise ForgedError("the stamp is of another month")
        message = stamp_message(self.month_key, self.key)
        check_credential(public_der, message, prefix=self.prefix, credential=self.credential)
        told = piece_part(self.month_key, self.number, self.record)
        try:
            Ed25519PublicKey.from_public_bytes(self.key).verify(self.signature, told)
        except (InvalidSignature, ValueError):
            raise ForgedError("the piece was altered after it was stamped") from None


def id_in(record: bytes) -> str:
    """Return by what a sealed piece is fetched, in hex."""
    return record[1 : 1 + ID_LENGTH].hex()


def _sealing(key: bytes) -> bytes:
    return hmac.digest(key, SEAL, "sha256")


def _bound(desk: bytes, number: int, count: int) -> bytes:
    return BOUND + desk + _four(number) + _four(count)


def _nonce(number: int) -> bytes:
    return bytes(12 - FOUR) + _four(number)


def _four(number: int) -> bytes:
    return number.to_bytes(FOUR, "big")
