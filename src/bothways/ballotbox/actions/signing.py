"""Signing what lay in the box and what was counted, with keys that are destroyed right after."""

from dataclasses import dataclass
from uuid import UUID

from bothways.ballotbox.errors import LateRefusal
from bothways.ballotbox.models import Box
from bothways.ballotbox.queries import box_of
from bothways.pure import ballots


@dataclass(frozen=True)
class SignedTree:
    """A release as a tree: its root, a salt per part, and the signature of the round's own key."""

    root: bytes
    salts: list[bytes]
    signature: bytes


def sign_sheet(round_id: UUID, text: str) -> bytes:
    """Return the signature of a closed box's sheet (64 bytes), by the key in its manifest.

    Raises UnknownRefusal without a box and LateRefusal once the key is gone.
    """
    box, private = _with_key(round_id)
    return ballots.sign_sheet(private, bytes(box.manifest_hash or b""), text)


def sign_release(round_id: UUID, document: str) -> SignedTree:
    """Return the tree of a round's release, signed by the key in its manifest.

    Raises as `sign_sheet`.
    """
    box, private = _with_key(round_id)
    parts = ballots.release_parts(document)
    salts = ballots.release_salts(bytes(box.seal_key or b""), len(parts))
    root = ballots.release_root(parts, salts)
    return SignedTree(
        root, salts, ballots.sign_root(private, bytes(box.manifest_hash or b""), root)
    )


def _with_key(round_id: UUID) -> tuple[Box, bytes]:
    box = box_of(round_id)
    if box.receipt_key is None or box.seal_key is None:
        raise LateRefusal
    return box, bytes(box.receipt_key)
