"""Reads of the box that more than one verb needs; nothing that tells how many ballots are in."""

from uuid import UUID

from bothways.ballotbox.errors import UnknownRefusal
from bothways.ballotbox.models import BlockKey, Box, Peeled, block_id

BALLOTS = "ballots"


def box_of(round_id: UUID) -> Box:
    """Return the round's box. Raises UnknownRefusal if there is none."""
    try:
        return Box.objects.get(pk=round_id.hex)
    except Box.DoesNotExist:
        raise UnknownRefusal from None


def block_key(round_id: UUID, block: str) -> BlockKey | None:
    """Return the keys of one block, or None if the round has no such block."""
    try:
        return BlockKey.objects.get(pk=block_id(round_id.hex, block))
    except BlockKey.DoesNotExist:
        return None


def holds_secrets(round_id: UUID) -> bool:
    """Say whether a round's ballots or private keys are still there."""
    box = Box.objects.filter(pk=round_id.hex).first()
    return box is not None and (box.seal_key is not None or box.receipt_key is not None)


def with_secrets() -> list[UUID]:
    """Return the rounds whose ballots or private keys are still there."""
    boxes = Box.objects.exclude(seal_key=None, receipt_key=None)
    return [UUID(hex=pk) for pk in boxes.order_by("pk").values_list("pk", flat=True)]


def left_traces(round_id: UUID) -> bool:
    """Say whether the disk was not written anew since a round's ballots were shredded."""
    return Box.objects.filter(pk=round_id.hex, rewritten=None).exists()


def is_peeled(round_id: UUID) -> bool:
    """Say whether the second keyholder has handed a round's slips back."""
    return Peeled.objects.filter(pk=round_id.hex).exists()


def rules_hash(round_id: UUID) -> bytes:
    """Return the hash of the rules that the box was opened with. Raises UnknownRefusal."""
    return bytes(box_of(round_id).manifest_hash or b"")
