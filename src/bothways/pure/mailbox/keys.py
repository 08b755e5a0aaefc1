"""What comes of a code: a thread's keys, a reader's keys; and a desk's, of a secret of its own."""

from dataclasses import dataclass
from typing import Self

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bothways.pure.mailbox.codes import with_checksum
from bothways.pure.mailbox.marks import own_mark

SALT = b"bothways-mailbox-v1"
MEMORY_KIB = 19 * 1024
PASSES = 2
LANES = 1
MAILBOX = b"bothways-mailbox-v1\x00"
DESK = b"bothways-desk-v1\x00"


def root_of(code: bytes) -> bytes:
    """Return the 32 bytes of which all keys of a code come (Argon2id, RFC 9106).

    code: 16 bytes. The parameters are fixed: another one would be another mailbox.
    """
    with_checksum(code)  # refuses another length
    kdf = Argon2id(salt=SALT, length=32, iterations=PASSES, lanes=LANES, memory_cost=MEMORY_KIB)
    return bytes(kdf.derive(code))


def part_of(secret: bytes, label: bytes) -> bytes:
    """Return 32 bytes for one purpose (HKDF-SHA256 without salt, RFC 5869)."""
    return HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=label).derive(secret)


@dataclass(frozen=True)
class _Pair:
    """A key that signs and one that opens."""

    sign: bytes
    seal: bytes

    @property
    def sign_public(self) -> bytes:
        """Raw Ed25519 (32 bytes)."""
        return Ed25519PrivateKey.from_private_bytes(self.sign).public_key().public_bytes_raw()

    @property
    def seal_public(self) -> bytes:
        """Raw X25519 (32 bytes)."""
        return X25519PrivateKey.from_private_bytes(self.seal).public_key().public_bytes_raw()


@dataclass(frozen=True)
class Thread(_Pair):
    """The keys of one thread, by its number.

    out: for the author's marks, one key for all threads of a code; in_: for those of answers.
    """

    number: int
    out: bytes
    in_: bytes

    def mark(self, place: int) -> bytes:
        """Return the mark of a letter of this thread. place: 0 to 255, by chance."""
        return own_mark(self.out, self.number, place)

    @classmethod
    def of(cls, root: bytes, number: int) -> Self:
        """Return the keys of the thread with this number, 0 to 4,095."""
        secret = part_of(root, MAILBOX + b"thread\x00" + number.to_bytes(4, "big"))
        sign, seal, in_ = (part_of(secret, MAILBOX + name) for name in (b"sign", b"seal", b"in"))
        out = part_of(root, MAILBOX + b"out")
        return cls(sign=sign, seal=seal, number=number, out=out, in_=in_)


@dataclass(frozen=True)
class ReaderKeys(_Pair):
    """The keys of one reader."""

    @classmethod
    def of(cls, root: bytes) -> Self:
        """Return the keys that come of a reader's code."""
        seal = part_of(root, MAILBOX + b"reader seal")
        return cls(sign=part_of(root, MAILBOX + b"reader sign"), seal=seal)


@dataclass(frozen=True)
class DeskKeys(_Pair):
    """The keys of one epoch of a desk."""

    @classmethod
    def of(cls, secret: bytes) -> Self:
        """Return the keys that come of an epoch's secret (32 bytes)."""
        return cls(sign=part_of(secret, DESK + b"sign"), seal=part_of(secret, DESK + b"seal"))
