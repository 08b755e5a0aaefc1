"""The second key: one age identity, and the signing key that is derived from it.

Whoever has the identity has all of it: the file with a passphrase and the sheet on paper hold
the same 32 secret bytes.
"""

import hashlib
from dataclasses import dataclass
from functools import cached_property

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bothways.pure.guardian.errors import NoKeyError

SIGN = b"bothways-guardian-sign-v1"
FINGERPRINT = b"bothways-guardian-v1\x00"
PREFIX = "age-secret-key-"
SIGNS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
CHECKSUM_SIGNS = 6
SECRET_LENGTH = 32


@dataclass(frozen=True)
class Identity:
    """The secret of whoever keeps the second key. secret: 'AGE-SECRET-KEY-1...'."""

    secret: str
    name: str = ""

    @cached_property
    def signing_key(self) -> bytes:
        """The raw Ed25519 private key (32 bytes)."""
        derived = HKDF(algorithm=SHA256(), length=SECRET_LENGTH, salt=None, info=SIGN)
        return derived.derive(secret_bytes(self.secret))

    @cached_property
    def public(self) -> bytes:
        """The raw Ed25519 public key (32 bytes) by which everybody knows this key."""
        key = Ed25519PrivateKey.from_private_bytes(self.signing_key)
        return key.public_key().public_bytes_raw()

    @cached_property
    def recipient(self) -> str:
        """The age recipient ('age1...') to which spare keys are wrapped."""
        from pyrage import x25519

        return str(x25519.Identity.from_str(self.secret).to_public())

    @property
    def fingerprint(self) -> str:
        """What is handed out on paper: twenty signs in groups of four."""
        return fingerprint(self.public, self.recipient)

    def sign(self, told: bytes) -> bytes:
        """Return the Ed25519 signature (64 bytes) over `told`."""
        return Ed25519PrivateKey.from_private_bytes(self.signing_key).sign(told)


def read_identity(text: str, name: str = "") -> Identity:
    """Return the identity that somebody typed or a file holds, spaces and case forgiven.

    Raises NoKeyError for anything else.
    """
    import pyrage

    secret = "".join(text.split()).replace("·", "").upper()
    try:
        pyrage.x25519.Identity.from_str(secret)
    except pyrage.IdentityError:
        raise NoKeyError("This is no key: it begins with AGE-SECRET-KEY-1.") from None
    return Identity(secret, name)


def fingerprint(public: bytes, recipient: str) -> str:
    """Return the fingerprint of a second key's two public halves, in groups of four."""
    told = hashlib.sha256(FINGERPRINT + public + recipient.encode()).hexdigest()[:20]
    return " ".join(told[i : i + 4] for i in range(0, 20, 4))


def secret_bytes(secret: str) -> bytes:
    """Return the 32 secret bytes of an age identity (BIP 173, as age writes it).

    Raises NoKeyError for a text that is none. The checksum is left to `read_identity`.
    """
    text = secret.lower()
    payload = text.removeprefix(PREFIX + "1")[:-CHECKSUM_SIGNS]
    if not text.startswith(PREFIX + "1") or any(sign not in SIGNS for sign in payload):
        raise NoKeyError("This is no key: it begins with AGE-SECRET-KEY-1.")
    number = 0
    for sign in payload:
        number = number << 5 | SIGNS.index(sign)
    spare = 5 * len(payload) - 8 * SECRET_LENGTH
    if not 0 <= spare < 5:
        raise NoKeyError("This key is not complete.")
    return (number >> spare).to_bytes(SECRET_LENGTH, "big")
