"""The signature of a release of which everybody sees another part.

Not everyone may see every figure, and yet everyone shall be able to check what the keyholders
signed. So a release is a tree: its head, then one part per figure, each under a salt. Whoever may
see a figure gets its salt; of the others only the hash, which nobody can guess a figure from.
"""

import hmac
import json
from collections.abc import Sequence

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from bothways.pure import ledger
from bothways.pure.ballots.binding import RELEASE_TREE, bound_to_rules
from bothways.pure.canonical import canonical_json

SALT_LENGTH = 16
SALT = b"bothways-cell-v1\x00"


def release_parts(document: str) -> list[str]:
    """Return a release's parts: all but its cells, then each cell, as canonical JSON."""
    whole = json.loads(document)
    cells = whole.pop("cells")
    return [canonical_json(part) for part in (whole, *cells)]


def release_salts(seal_private: bytes, n_parts: int) -> list[bytes]:
    """Return a salt per part (16 bytes), the same for both keyholders.

    seal_private: the round's raw seal key, which both know while they count and nobody afterwards.
    """
    return [
        hmac.digest(seal_private, SALT + place.to_bytes(4, "big"), "sha256")[:SALT_LENGTH]
        for place in range(n_parts)
    ]


def part_leaf(part: str, salt: bytes) -> bytes:
    """Return the hash that stands for a part in the tree."""
    return ledger.leaf_hash(salt + part.encode())


def release_root(parts: Sequence[str], salts: Sequence[bytes]) -> bytes:
    """Return the root over all parts (RFC 9162)."""
    return ledger.root([part_leaf(*pair) for pair in zip(parts, salts, strict=True)])


def sign_root(private: bytes, manifest_hash: bytes, root: bytes) -> bytes:
    """Return the Ed25519 signature of a release (64 bytes).

    private: the round's receipt key or the guardian's own, raw (32 bytes).
    """
    key = Ed25519PrivateKey.from_private_bytes(private)
    return key.sign(bound_to_rules(RELEASE_TREE, manifest_hash) + root)


def root_holds(public: bytes, signature: bytes, *, manifest_hash: bytes, root: bytes) -> bool:
    """Say whether the holder of this key signed the release with this root."""
    try:
        key = Ed25519PublicKey.from_public_bytes(public)
        key.verify(signature, bound_to_rules(RELEASE_TREE, manifest_hash) + root)
    except (InvalidSignature, ValueError):
        return False
    return True
