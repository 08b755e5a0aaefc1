"""A sealed ballot as it travels (JSON) and as it lies in the box (a record of fixed size)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from bothways.pure.ballots.binding import ENVELOPE, bound_to, counter_bytes
from bothways.pure.ballots.credentials import (
    CREDENTIAL_LENGTH,
    KEY_LENGTH,
    check_credential,
    message_for,
)
from bothways.pure.ballots.errors import ForgedError, ShapeError
from bothways.pure.ballots.rfc9474 import PREFIX_LENGTH
from bothways.pure.ballots.seal import SEAL_OVERHEAD
from bothways.pure.ballots.strict import read_object
from bothways.pure.ballots.text64 import to_bytes, to_text

VERSION = 1
SIGNATURE_LENGTH = 64
MOST = 2**53 - 1
FILLED = b"\x01"
EMPTY = b"\x00"
FIXED_PART = 1 + KEY_LENGTH + PREFIX_LENGTH + CREDENTIAL_LENGTH + 8 + SIGNATURE_LENGTH
FIELDS = {"v", "block", "key", "prefix", "credential", "counter", "sealed", "signature"}


def signed_part(manifest_hash: bytes, block: str, counter: int, sealed: bytes) -> bytes:
    """Return what the one-time key signs."""
    return bound_to(ENVELOPE, manifest_hash, block) + counter_bytes(counter) + sealed


def record_size(size: int) -> int:
    """Return the bytes of one record in the box, for ballots of `size` bytes of plain text."""
    return FIXED_PART + SEAL_OVERHEAD + size


@dataclass(frozen=True)
class Envelope:
    """One sealed ballot with its credential; nothing in it leads to a person."""

    block: str
    key: bytes
    prefix: bytes
    credential: bytes
    counter: int
    sealed: bytes
    signature: bytes

    @classmethod
    def from_json(cls, body: bytes, *, size: int) -> Self:
        """Return the envelope in a JSON body, for ballots of `size` bytes of plain text.

        Raises MalformedError or ShapeError; nothing is verified yet.
        """
        return cls.from_fields(read_object(body), size=size)

    @classmethod
    def from_fields(cls, fields: Mapping[str, Any], *, size: int) -> Self:
        """As `from_json`, from an object already read."""
        _exactly(fields)
        return cls(
            block=_block(fields["block"]),
            key=to_bytes(fields["key"], KEY_LENGTH, "key"),
            prefix=to_bytes(fields["prefix"], PREFIX_LENGTH, "prefix"),
            credential=to_bytes(fields["credential"], CREDENTIAL_LENGTH, "credential"),
            counter=_counter(fields["counter"]),
            sealed=to_bytes(fields["sealed"], SEAL_OVERHEAD + size, "sealed"),
            signature=to_bytes(fields["signature"], SIGNATURE_LENGTH, "signature"),
        )

    def to_fields(self) -> dict[str, Any]:
        """Return the object that travels as JSON."""
        return {
            "v": VERSION,
            "block": self.block,
            "key": to_text(self.key),
            "prefix": to_text(self.prefix),
            "credential": to_text(self.credential),
            "counter": self.counter,
            "sealed": to_text(self.sealed),
            "signature": to_text(self.signature),
        }

    def check(self, *, manifest_hash: bytes, public_der: bytes) -> None:
        """Raise ForgedError unless credential and signature hold for this round and block.

        public_der: the public signing key of the envelope's block.
        """
        message = message_for(manifest_hash, self.block, self.key)
        check_credential(public_der, message, prefix=self.prefix, credential=self.credential)
        told = signed_part(manifest_hash, self.block, self.counter, self.sealed)
        try:
            Ed25519PublicKey.from_public_bytes(self.key).verify(self.signature, told)
        except (InvalidSignature, ValueError):
            raise ForgedError("the envelope was altered after it was signed") from None

    def pack(self) -> bytes:
        """Return the record that lies in the box; the block is said by where it lies."""
        return b"".join(
            (
                FILLED,
                self.key,
                self.prefix,
                self.credential,
                counter_bytes(self.counter),
                self.signature,
                self.sealed,
            )
        )


def unpack(record: bytes, block: str) -> Envelope:
    """Return the envelope in a filled record. Raises ShapeError for any other record."""
    if len(record) <= FIXED_PART + SEAL_OVERHEAD or record[:1] != FILLED:
        raise ShapeError("this record holds no ballot")
    parts = []
    start = 1
    for length in (KEY_LENGTH, PREFIX_LENGTH, CREDENTIAL_LENGTH, 8, SIGNATURE_LENGTH):
        parts.append(record[start : start + length])
        start += length
    key, prefix, credential, counter, signature = parts
    return Envelope(
        block=block,
        key=key,
        prefix=prefix,
        credential=credential,
        counter=int.from_bytes(counter, "big"),
        sealed=record[start:],
        signature=signature,
    )


def _exactly(fields: Mapping[str, Any]) -> None:
    if set(fields) != FIELDS:
        raise ShapeError("a ballot has exactly these parts: " + ", ".join(sorted(FIELDS)))
    if isinstance(fields["v"], bool) or fields["v"] != VERSION:
        raise ShapeError("this ballot is of another version")


def _block(value: object) -> str:
    if not isinstance(value, str) or not value.isascii() or not 1 <= len(value) <= 255:
        raise ShapeError("block must be the name of a block")
    return value


def _counter(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= MOST:
        raise ShapeError("counter must be a whole number from 1")
    return value
