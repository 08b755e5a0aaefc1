"""Leaf and receipt: what lets a person show later that their ballot was taken."""

import hashlib

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from bothways.pure.ballots.binding import RECEIPT
from bothways.pure.ballots.envelope import Envelope


def leaf(envelope: Envelope) -> bytes:
    """Return SHA-256 over 0x00, key, counter and sealed text: a leaf as in RFC 9162."""
    told = envelope.key + envelope.counter.to_bytes(8, "big") + envelope.sealed
    return hashlib.sha256(b"\x00" + told).digest()


def _told(leaf_hash: bytes, manifest_hash: bytes, closes: str) -> bytes:
    return RECEIPT + leaf_hash + manifest_hash + closes.encode("ascii")


def sign_receipt(private: bytes, leaf_hash: bytes, manifest_hash: bytes, closes: str) -> bytes:
    """Return the box's Ed25519 signature (64 bytes) that it holds this leaf.

    private: the raw receipt key; closes: the closing moment as in the manifest.
    """
    key = Ed25519PrivateKey.from_private_bytes(private)
    return key.sign(_told(leaf_hash, manifest_hash, closes))


def receipt_holds(
    public: bytes, receipt: bytes, *, leaf_hash: bytes, manifest_hash: bytes, closes: str
) -> bool:
    """Return whether the box of this manifest signed for this leaf."""
    key = Ed25519PublicKey.from_public_bytes(public)
    try:
        key.verify(receipt, _told(leaf_hash, manifest_hash, closes))
    except InvalidSignature:
        return False
    return True
