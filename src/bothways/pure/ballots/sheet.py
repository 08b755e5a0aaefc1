"""The sheet: what is fixed of a box before anything in it is opened, signed by both keyholders.

The hashes of all ballots, sorted, and how many there are per block. Whoever holds a receipt looks
for its leaf in the whole list, and nobody learns which one was looked for.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from bothways.pure import ledger
from bothways.pure.ballots.binding import SHEET, bound_to_rules
from bothways.pure.ballots.errors import ShapeError
from bothways.pure.canonical import canonical_json

LEAF_LENGTH = 32


@dataclass(frozen=True)
class BlockCount:
    """How many people of a block were asked, drew an envelope, and put a ballot in.

    A ballot may be a cover, so the last number does not tell how many answered.
    """

    eligible: int
    issued: int
    ballots: int


def sorted_leaves(leaves: Sequence[bytes]) -> bytes:
    """Return the list that is published: all leaves, ascending, without anything between."""
    return b"".join(sorted(leaves))


def read_leaves(listed: bytes) -> list[bytes]:
    """Return the leaves of a published list. Raises ShapeError if they don't ascend."""
    if len(listed) % LEAF_LENGTH:
        raise ShapeError("the list is cut off")
    leaves = [listed[at : at + LEAF_LENGTH] for at in range(0, len(listed), LEAF_LENGTH)]
    if any(one >= next_ for one, next_ in pairwise(leaves)):
        raise ShapeError("the list is not in order, or a leaf stands there twice")
    return leaves


def sheet_text(
    *, round_hex: str, manifest_hash: bytes, listed: bytes, blocks: Mapping[str, BlockCount]
) -> str:
    """Return the sheet as canonical JSON. listed: from `sorted_leaves`."""
    leaves = read_leaves(listed)
    return canonical_json(
        {
            "v": 1,
            "round": round_hex,
            "rules": manifest_hash.hex(),
            "leaves": ledger.root(leaves).hex(),
            "n_leaves": len(leaves),
            "blocks": [
                {
                    "id": block,
                    "eligible": count.eligible,
                    "issued": count.issued,
                    "ballots": count.ballots,
                }
                for block, count in blocks.items()
            ],
        }
    )


def sign_sheet(private: bytes, manifest_hash: bytes, text: str) -> bytes:
    """Return the Ed25519 signature of a sheet (64 bytes).

    private: the round's receipt key or the guardian's own, raw (32 bytes).
    """
    return Ed25519PrivateKey.from_private_bytes(private).sign(_signed_part(manifest_hash, text))


def sheet_holds(public: bytes, signature: bytes, *, manifest_hash: bytes, text: str) -> bool:
    """Say whether the holder of this key signed this sheet for these rules."""
    try:
        key = Ed25519PublicKey.from_public_bytes(public)
        key.verify(signature, _signed_part(manifest_hash, text))
    except (InvalidSignature, ValueError):
        return False
    return True


def _signed_part(manifest_hash: bytes, text: str) -> bytes:
    return bound_to_rules(SHEET, manifest_hash) + hashlib.sha256(text.encode()).digest()
