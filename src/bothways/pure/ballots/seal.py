"""Sealing a ballot to the round's key (RFC 9180, base mode, no associated data).

DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM. The ephemeral key of each seal is drawn
inside pyca/cryptography, the one place in this package where chance is not passed in.
"""

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from bothways.pure.ballots.binding import (
    INNER_SEAL,
    SEAL,
    bound_to,
    bound_to_rules,
    counter_bytes,
)
from bothways.pure.ballots.errors import ForgedError

SEAL_OVERHEAD = 32 + 16
SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


def seal_info(manifest_hash: bytes, block: str, key: bytes, counter: int) -> bytes:
    """Return what a seal is bound to: nobody can move it to another key, block or counter."""
    return bound_to(SEAL, manifest_hash, block) + key + counter_bytes(counter)


def inner_info(manifest_hash: bytes) -> bytes:
    """Return what the inner seal is bound to: the round, and nothing that tells one from another.

    Whoever peels the outer seal drops key and block before the inner one is opened.
    """
    return bound_to_rules(INNER_SEAL, manifest_hash)


def seal(plain: bytes, *, to: bytes, info: bytes) -> bytes:
    """Return enc (32 bytes) followed by the ciphertext (16 bytes longer than the plain text).

    to: the round's raw X25519 public key.
    """
    return SUITE.encrypt(plain, X25519PublicKey.from_public_bytes(to), info)


def open_sealed(sealed: bytes, *, private: bytes, info: bytes) -> bytes:
    """Return the plain text. Raises ForgedError if the seal was altered or is of another place.

    private: the round's raw X25519 private key.
    """
    try:
        return SUITE.decrypt(sealed, X25519PrivateKey.from_private_bytes(private), info)
    except (InvalidTag, ValueError):
        raise ForgedError("the seal does not open") from None
