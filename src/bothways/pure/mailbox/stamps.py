"""Stamps of the month: a blind signature on a one-time key, which pays for one letter."""

import hashlib
from dataclasses import dataclass
from typing import Any, Self

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from bothways.pure.ballots.credentials import CREDENTIAL_LENGTH, check_credential
from bothways.pure.ballots.errors import ForgedError, ShapeError
from bothways.pure.ballots.rfc9474 import PREFIX_LENGTH
from bothways.pure.ballots.strict import read_object
from bothways.pure.ballots.text64 import to_bytes, to_text
from bothways.pure.mailbox.letters import Letter, record_sizes

BOOK = 4  # stamps that are signed at once
BOOKS = 6  # of them a person can draw in one month
KEY_LENGTH = 32
HALF = 16
SPENT_LENGTH = 2 * HALF
SIGNATURE_LENGTH = 64
STAMP = b"bothways-letter-stamp-v1\x00"
POSTED = b"bothways-posted-v1\x00"
FIELDS = {"v", "month", "key", "prefix", "credential", "letter", "signature"}


def key_id(public_der: bytes) -> bytes:
    """Return by what a month's key is known: the SHA-256 of its DER."""
    return hashlib.sha256(public_der).digest()


def stamp_message(month_key: bytes, key: bytes) -> bytes:
    """Return the message that gets signed blindly: this one-time key may post one letter.

    month_key: from `key_id`; key: a raw Ed25519 public key.
    """
    if len(month_key) != KEY_LENGTH or len(key) != KEY_LENGTH:
        raise ShapeError("a key has 32 bytes")
    return STAMP + month_key + key


def posted_part(month_key: bytes, record: bytes) -> bytes:
    """Return what the one-time key signs: this letter, and no other under this stamp."""
    return POSTED + month_key + hashlib.sha256(record).digest()


def spent_record(key: bytes, record: bytes) -> bytes:
    """Return what is kept of a stamp that was used: 32 bytes, the first half tells which."""
    return hashlib.sha256(key).digest()[:HALF] + hashlib.sha256(record).digest()[:HALF]


@dataclass(frozen=True)
class Posted:
    """One letter with its stamp, as it comes through the slot; nothing in it leads to a person."""

    month_key: bytes
    key: bytes
    prefix: bytes
    credential: bytes
    letter: Letter
    signature: bytes

    @classmethod
    def from_json(cls, body: bytes) -> Self:
        """Return what a body holds. Raises MalformedError or ShapeError; nothing is verified."""
        fields = read_object(body)
        if set(fields) != FIELDS or isinstance(fields["v"], bool) or fields["v"] != 1:
            raise ShapeError("a posted letter has exactly these parts: " + ", ".join(FIELDS))
        return cls(
            month_key=to_bytes(fields["month"], KEY_LENGTH, "month"),
            key=to_bytes(fields["key"], KEY_LENGTH, "key"),
            prefix=to_bytes(fields["prefix"], PREFIX_LENGTH, "prefix"),
            credential=to_bytes(fields["credential"], CREDENTIAL_LENGTH, "credential"),
            letter=Letter.unpack(record_in(fields["letter"])),
            signature=to_bytes(fields["signature"], SIGNATURE_LENGTH, "signature"),
        )

    def to_fields(self) -> dict[str, Any]:
        """Return the object that travels as JSON."""
        return {
            "v": 1,
            "month": to_text(self.month_key),
            "key": to_text(self.key),
            "prefix": to_text(self.prefix),
            "credential": to_text(self.credential),
            "letter": to_text(self.letter.pack()),
            "signature": to_text(self.signature),
        }

    def check(self, public_der: bytes) -> None:
        """Raise ForgedError unless stamp and signature hold. public_der: the month's key."""
        if key_id(public_der) != self.month_key:
            raise ForgedError("the stamp is of another month")
        message = stamp_message(self.month_key, self.key)
        check_credential(public_der, message, prefix=self.prefix, credential=self.credential)
        told = posted_part(self.month_key, self.letter.pack())
        try:
            Ed25519PublicKey.from_public_bytes(self.key).verify(self.signature, told)
        except (InvalidSignature, ValueError):
            raise ForgedError("the letter was altered after it was stamped") from None


def record_in(text: object) -> bytes:
    """Return a letter's record from base64url text of one of the three lengths."""
    if isinstance(text, str):
        for size in record_sizes():
            if len(text) == -(-size * 4 // 3):
                return to_bytes(text, size, "letter")
    raise ShapeError("letter must be of one of three lengths")
