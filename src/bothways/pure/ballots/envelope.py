"""A sealed ballot as it travels (JSON) and as it lies in the box (a record of fixed size).

Version 1 has the company's stamp alone, version 2 the guardian's too. `size` is how many bytes
lie under the seal that is opened first: the plain text, or in version 2 the inner seal.
"""

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
    guardian_message_for,
    message_for,
)
from bothways.pure.ballots.errors import ForgedError, ShapeError
from bothways.pure.ballots.rfc9474 import PREFIX_LENGTH
from bothways.pure.ballots.seal import SEAL_OVERHEAD
from bothways.pure.ballots.strict import read_object
from bothways.pure.ballots.text64 import to_bytes, to_text

SIGNATURE_LENGTH = 64
MOST = 2**53 - 1
FILLED = b"\x01"
EMPTY = b"\x00"
FIXED_PART = 1 + KEY_LENGTH + PREFIX_LENGTH + CREDENTIAL_LENGTH + 8 + SIGNATURE_LENGTH
FIELDS = {"v", "block", "key", "prefix", "credential", "counter", "sealed", "signature"}
STAMP = "stamp"  # the guardian's credential: the only field that version 2 adds


def signed_part(manifest_hash: bytes, block: str, counter: int, sealed: bytes) -> bytes:
    """Return what the one-time key signs."""
    return bound_to(ENVELOPE, manifest_hash, block) + counter_bytes(counter) + sealed


def record_size(size: int, n_stamps: int = 1) -> int:
    """Return the bytes of one record in the box."""
    return FIXED_PART + (n_stamps - 1) * CREDENTIAL_LENGTH + SEAL_OVERHEAD + size


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
    stamp: bytes = b""

    @classmethod
    def from_json(cls, body: bytes, *, size: int, n_stamps: int = 1) -> Self:
        """Return the envelope in a JSON body; n_stamps: 2 where the round has a guardian.

        Raises MalformedError or ShapeError; nothing is verified yet.
        """
        return cls.from_fields(read_object(body), size=size, n_stamps=n_stamps)

    @classmethod
    def from_fields(cls, fields: Mapping[str, Any], *, size: int, n_stamps: int = 1) -> Self:
        """As `from_json`, from an object already read."""
        _exactly(fields, n_stamps)
        return cls(
            block=_block(fields["block"]),
            key=to_bytes(fields["key"], KEY_LENGTH, "key"),
            prefix=to_bytes(fields["prefix"], PREFIX_LENGTH, "prefix"),
            credential=to_bytes(fields["credential"], CREDENTIAL_LENGTH, "credential"),
            counter=_counter(fields["counter"]),
            sealed=to_bytes(fields["sealed"], SEAL_OVERHEAD + size, "sealed"),
            signature=to_bytes(fields["signature"], SIGNATURE_LENGTH, "signature"),
            stamp=to_bytes(fields[STAMP], CREDENTIAL_LENGTH, STAMP) if n_stamps > 1 else b"",
        )

    def to_fields(self) -> dict[str, Any]:
        """Return the object that travels as JSON."""
        return {
            "v": 2 if self.stamp else 1,
            "block": self.block,
            "key": to_text(self.key),
            "prefix": to_text(self.prefix),
            "credential": to_text(self.credential),
            "counter": self.counter,
            "sealed": to_text(self.sealed),
            "signature": to_text(self.signature),
            **({STAMP: to_text(self.stamp)} if self.stamp else {}),
        }

    def check(self, *, manifest_hash: bytes, public_der: bytes, guardian_der: bytes = b"") -> None:
        """Raise ForgedError unless stamps and signature hold for this round and block.

        public_der: the company's public key for the envelope's block; guardian_der: the
        guardian's, empty if the round has none.
        """
        message = message_for(manifest_hash, self.block, self.key)
        check_credential(public_der, message, prefix=self.prefix, credential=self.credential)
        if bool(guardian_der) != bool(self.stamp):
            raise ForgedError("a stamp is missing, or one too many")
        if guardian_der:
            message = guardian_message_for(manifest_hash, self.block, self.key)
            check_credential(guardian_der, message, prefix=self.prefix, credential=self.stamp)
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
                self.stamp,
                self.sealed,
            )
        )


def unpack(record: bytes, block: str, n_stamps: int = 1) -> Envelope:
    """Return the envelope in a filled record. Raises ShapeError for any other record."""
    if len(record) <= record_size(0, n_stamps) or record[:1] != FILLED:
        raise ShapeError("this record holds no ballot")
    parts = []
    start = 1
    stamp_length = (n_stamps - 1) * CREDENTIAL_LENGTH
    fixed = (KEY_LENGTH, PREFIX_LENGTH, CREDENTIAL_LENGTH, 8, SIGNATURE_LENGTH, stamp_length)
    for length in fixed:
        parts.append(record[start : start + length])
        start += length
    key, prefix, credential, counter, signature, stamp = parts
    return Envelope(
        block=block,
        key=key,
        prefix=prefix,
        credential=credential,
        counter=int.from_bytes(counter, "big"),
        sealed=record[start:],
        signature=signature,
        stamp=stamp,
    )


def _exactly(fields: Mapping[str, Any], n_stamps: int) -> None:
    wanted = FIELDS | {STAMP} if n_stamps > 1 else FIELDS
    if set(fields) != wanted:
        raise ShapeError("a ballot has exactly these parts: " + ", ".join(sorted(wanted)))
    if isinstance(fields["v"], bool) or fields["v"] != n_stamps:
        raise ShapeError("this ballot is of another version")


def _block(value: object) -> str:
    if not isinstance(value, str) or not value.isascii() or not 1 <= len(value) <= 255:
        raise ShapeError("block must be the name of a block")
    return value


def _counter(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= MOST:
        raise ShapeError("counter must be a whole number from 1")
    return value
