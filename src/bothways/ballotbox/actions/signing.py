"""Signing what was counted, with the key that is destroyed right after."""

from uuid import UUID

from bothways.ballotbox.errors import LateRefusal
from bothways.ballotbox.queries import box_of
from bothways.pure import ballots


def sign_release(round_id: UUID, document: str) -> bytes:
    """Return the signature of a round's release (64 bytes), by the key in its manifest.

    Raises UnknownRefusal without a box and LateRefusal once the key is gone.
    """
    box = box_of(round_id)
    if box.receipt_key is None:
        raise LateRefusal
    return ballots.sign_release(bytes(box.receipt_key), bytes(box.manifest_hash or b""), document)
