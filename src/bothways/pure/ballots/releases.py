"""The signature of releases from before version 0.3: over their whole text (now: release_tree)."""

import hashlib

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

PREFIX = b"bothways-release-v1\x00"


def _signed_part(manifest_hash: bytes, document: str) -> bytes:
    return PREFIX + manifest_hash + hashlib.sha256(document.encode()).digest()


def digest_holds(public: bytes, signature: bytes, *, manifest_hash: bytes, digest: bytes) -> bool:
    """Say whether the text with this SHA-256 was signed with the round's key."""
    try:
        key = Ed25519PublicKey.from_public_bytes(public)
        key.verify(signature, PREFIX + manifest_hash + digest)
    except (InvalidSignature, ValueError):
        return False
    return True


def sign_release(private: bytes, manifest_hash: bytes, document: str) -> bytes:
    """Return the Ed25519 signature (64 bytes) over a release's text.

    private: the round's receipt key, raw (32 bytes); manifest_hash: 32 bytes.
    """
    key = Ed25519PrivateKey.from_private_bytes(private)
    return key.sign(_signed_part(manifest_hash, document))


def release_holds(public: bytes, signature: bytes, *, manifest_hash: bytes, document: str) -> bool:
    """Say whether this text was signed with the round's key (`keys.receipt` of the manifest)."""
    digest = hashlib.sha256(document.encode()).digest()
    return digest_holds(public, signature, manifest_hash=manifest_hash, digest=digest)
