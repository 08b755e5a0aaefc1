"""A letter: sealed to a desk and to its author, of one of three sizes, found by its mark.

version 1 | desk 8 | mark 16 | slot for the desk 80 | slot for the author 80 | body. An answer has
the same shape: a packet does not tell which is which. (The box can until its stamps' month is
over: answers cost none.)
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from bothways.pure.ballots.errors import BallotError, ForgedError, ShapeError
from bothways.pure.ballots.seal import open_sealed, seal
from bothways.pure.ballots.strict import read_object
from bothways.pure.ballots.text64 import to_bytes
from bothways.pure.canonical import canonical_json
from bothways.pure.mailbox.desks import DESK_LENGTH
from bothways.pure.mailbox.marks import MARK_LENGTH

VERSION = b"\x01"
KEY_LENGTH = 32
SLOT_LENGTH = 32 + KEY_LENGTH + 16
HEAD_LENGTH = 1 + DESK_LENGTH + MARK_LENGTH
FIXED_PART = HEAD_LENGTH + 2 * SLOT_LENGTH
TAG_LENGTH = 16
SIGNATURE_LENGTH = 64
LENGTH_LENGTH = 4
BODY_SIZES = (2_048, 16_384, 98_304)
LONGEST_TEXT = 20_000  # signs, of whatever writing
NONCE = bytes(12)  # each body has a key of its own, which is used once
SLOT = b"bothways-letter-v1\x00"
SIGNED = b"bothways-letter-signed-v1\x00"
TO_DESK, TO_AUTHOR = b"desk", b"author"


class AlteredError(ForgedError):
    """The letter is not as it was sealed: it was altered, or is not for this key."""


@dataclass(frozen=True)
class Letter:
    """A sealed letter as it lies in a tray and in a packet."""

    desk: bytes
    mark: bytes
    for_desk: bytes
    for_author: bytes
    body: bytes

    def pack(self) -> bytes:
        """Return the record; its length is one of three."""
        return b"".join((VERSION, self.desk, self.mark, self.for_desk, self.for_author, self.body))

    @classmethod
    def unpack(cls, record: bytes) -> Self:
        """Return the letter in a record; nothing is opened. Raises ShapeError."""
        if record[:1] != VERSION or len(record) not in record_sizes():
            raise ShapeError("this is no letter of a size that there is")
        parts, at = [], 1
        for length in (DESK_LENGTH, MARK_LENGTH, SLOT_LENGTH, SLOT_LENGTH, len(record)):
            parts.append(record[at : at + length])
            at += length
        return cls(*parts)

    @property
    def bound_to(self) -> bytes:
        """What the body is bound to: all that stands before it."""
        return VERSION + self.desk + self.mark + self.for_desk + self.for_author


@dataclass(frozen=True)
class Read:
    """What stood in a letter, its signature checked; signed_by: raw Ed25519."""

    fields: Mapping[str, Any]
    signed_by: bytes


def record_size(body_size: int) -> int:
    """Return how long a letter with a body of this size is."""
    return FIXED_PART + body_size + TAG_LENGTH


def record_sizes() -> tuple[int, ...]:
    """Return the three lengths that a letter can have."""
    return tuple(map(record_size, BODY_SIZES))


def desk_in(record: bytes) -> bytes:
    """Return the address that a record is to, unopened."""
    return record[len(VERSION) : len(VERSION) + DESK_LENGTH]


def mark_in(record: bytes) -> bytes:
    """Return the mark by which its author, or who is answered, finds a record."""
    return record[HEAD_LENGTH - MARK_LENGTH : HEAD_LENGTH]


def body_size_of(told: bytes) -> int:
    """Return the smallest size that holds these words. Raises ShapeError if none does."""
    whole = SIGNATURE_LENGTH + LENGTH_LENGTH + len(told)
    for size in BODY_SIZES:
        if whole <= size:
            return size
    raise ShapeError("the letter is longer than the largest size")


def seal_letter(
    fields: Mapping[str, Any],
    *,
    desk: bytes,
    mark: bytes,
    sign: bytes,
    to_desk: bytes,
    to_author: bytes,
    key: bytes,
) -> Letter:
    """Return the sealed letter.

    fields: what is told, as plain JSON; sign: the writer's Ed25519 seed; to_desk, to_author: raw
    X25519 public keys; key: 32 bytes of chance, used for this letter alone.
    """
    told = canonical_json(dict(fields)).encode()
    if len(key) != KEY_LENGTH or len(mark) != MARK_LENGTH:
        raise ShapeError("a key has 32 bytes, a mark 16")
    signature = Ed25519PrivateKey.from_private_bytes(sign).sign(_signed(desk, mark, key, told))
    plain = signature + len(told).to_bytes(LENGTH_LENGTH, "big") + told
    plain = plain.ljust(body_size_of(told), b"\x00")
    empty = Letter(
        desk=desk,
        mark=mark,
        for_desk=seal(key, to=to_desk, info=slot_info(TO_DESK, desk, mark)),
        for_author=seal(key, to=to_author, info=slot_info(TO_AUTHOR, desk, mark)),
        body=b"",
    )
    body = AESGCM(key).encrypt(NONCE, plain, empty.bound_to)
    return Letter(desk, mark, empty.for_desk, empty.for_author, body)


def read_letter(letter: Letter, *, private: bytes, role: bytes, signed_by: bytes = b"") -> Read:
    """Return what stands in a letter.

    private: a raw X25519 key; role: TO_DESK or TO_AUTHOR; signed_by: who must have signed; left
    out for a desk, which learns the author's key from the letter itself (`thread`).
    Raises AlteredError if it does not open or was not signed by whom it says.
    """
    slot = letter.for_desk if role == TO_DESK else letter.for_author
    try:
        info = slot_info(role, letter.desk, letter.mark)
        key = open_sealed(slot, private=private, info=info)
        plain = AESGCM(key).decrypt(NONCE, letter.body, letter.bound_to)
    except (BallotError, InvalidTag, ValueError):
        raise AlteredError("the letter does not open") from None
    told = _told(plain)
    fields = read_object(told)
    signer = signed_by or _thread_in(fields)
    try:
        key_ = Ed25519PublicKey.from_public_bytes(signer)
        key_.verify(plain[:SIGNATURE_LENGTH], _signed(letter.desk, letter.mark, key, told))
    except (InvalidSignature, ValueError):
        raise AlteredError("the letter was not signed by whom it says") from None
    return Read(fields, signer)


def slot_info(role: bytes, desk: bytes, mark: bytes) -> bytes:
    """Return what a slot is bound to: nobody can move it to another letter."""
    return SLOT + role + b"\x00" + desk + mark


def _signed(desk: bytes, mark: bytes, key: bytes, told: bytes) -> bytes:
    # the key too: AES-GCM alone would let one body open to two texts, for a desk and for an author
    return SIGNED + desk + mark + hashlib.sha256(key).digest() + hashlib.sha256(told).digest()


def _told(plain: bytes) -> bytes:
    start = SIGNATURE_LENGTH + LENGTH_LENGTH
    length = int.from_bytes(plain[SIGNATURE_LENGTH:start], "big")
    if start + length > len(plain) or any(plain[start + length :]):
        raise AlteredError("the letter is not filled up as letters are")
    return plain[start : start + length]


def _thread_in(fields: Mapping[str, Any]) -> bytes:
    try:
        return to_bytes(fields.get("thread"), KEY_LENGTH, "thread")
    except ShapeError:
        raise AlteredError("the letter does not say whose thread it is of") from None
