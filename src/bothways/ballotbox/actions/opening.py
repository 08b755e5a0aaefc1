"""Setting up a box for its round."""

from collections.abc import Mapping
from datetime import UTC, datetime
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from django.db import transaction

from bothways.ballotbox.errors import InUseError, ShapeRefusal, UnknownRefusal
from bothways.ballotbox.models import BlockKey, Box, Bundle, bundle_id
from bothways.ballotbox.queries import BALLOTS
from bothways.pure.ballots import bundle


@transaction.atomic(using=BALLOTS)
def open_box(
    round_id: UUID,
    *,
    seal: bytes,
    manifest_hash: bytes,
    size: int,
    capacities: Mapping[str, int],
    opens_at: datetime,
    closes_at: datetime,
    guardian_keys: Mapping[str, bytes] | None = None,
) -> None:
    """Bind the round's box to its manifest and lay out room for every ballot there can be.

    seal: the public key that the manifest tells of; if the box got other keys meanwhile, somebody
    else announced the same round and came first.
    size: of what is under the seal that is opened first, from the manifest; capacities: people
    entitled per block, for exactly the blocks that have keys; the moments are cut to whole seconds.
    guardian_keys: the guardian's public key per block, where the round has a guardian.
    Raises UnknownRefusal without keys, InUseError if it is open already, ShapeRefusal if the
    blocks are others.
    """
    box = Box.objects.select_for_update().filter(pk=round_id.hex).first()
    if box is None:
        raise UnknownRefusal
    if box.shut or box.manifest_hash is not None or _public(box) != seal:
        raise InUseError
    keys = list(BlockKey.objects.filter(round=round_id.hex))
    if {key.block for key in keys} != set(capacities) or len(manifest_hash) != 32:
        raise ShapeRefusal
    if guardian_keys is not None and set(guardian_keys) != set(capacities):
        raise ShapeRefusal
    box.has_guardian = guardian_keys is not None
    for key in keys:
        key.guardian_key = guardian_keys[key.block] if guardian_keys else None
        _lay_out(key, capacities[key.block], size, box.n_stamps)
    box.manifest_hash, box.size = manifest_hash, size
    box.opens_at, box.closes_at = _whole(opens_at), _whole(closes_at)
    box.save()


def _public(box: Box) -> bytes:
    private = X25519PrivateKey.from_private_bytes(bytes(box.seal_key or b""))
    return private.public_key().public_bytes_raw()


def _whole(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(microsecond=0)


def _lay_out(key: BlockKey, capacity: int, size: int, n_stamps: int) -> None:
    n_parts, room = bundle.parts_for(capacity, size, n_stamps)
    key.n_parts = n_parts
    key.save(update_fields=["n_parts", "guardian_key"])
    empty = bundle.empty_bundle(room, size, n_stamps)
    Bundle.objects.bulk_create(
        Bundle(
            id=bundle_id(key.round, key.block, part),
            round=key.round,
            block=key.block,
            records=empty,
        )
        for part in range(n_parts)
    )
