"""Putting one sealed ballot into its box."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import DatabaseError, transaction

from bothways.ballotbox.errors import (
    BoxRefusal,
    CrowdedRefusal,
    EarlyRefusal,
    ForgedRefusal,
    LateRefusal,
    MalformedRefusal,
    OlderRefusal,
    ShapeRefusal,
    UnknownRefusal,
)
from bothways.ballotbox.models import BlockKey, Box, Bundle, bundle_id
from bothways.ballotbox.queries import BALLOTS, block_key, box_of
from bothways.ballotbox.trouble import trouble
from bothways.pure.ballots import (
    BallotError,
    CrowdedError,
    Envelope,
    ForgedError,
    MalformedError,
    OlderError,
    bundle,
    leaf,
    sign_receipt,
    to_text,
)

REFUSALS: tuple[tuple[type[BallotError], type[BoxRefusal]], ...] = (
    (MalformedError, MalformedRefusal),
    (ForgedError, ForgedRefusal),
    (OlderError, OlderRefusal),
    (CrowdedError, CrowdedRefusal),
    (BallotError, ShapeRefusal),
)


def put_ballot(round_id: UUID, body: bytes | Mapping[str, Any], *, at: datetime) -> dict[str, str]:
    """Take one sealed ballot and return its receipt: leaf, closes, receipt.

    body: the JSON as it came, or the object in it. Everything is verified before the database
    is locked. The same ballot again gets the same receipt and changes nothing; one of the same
    key with a higher counter replaces the older. Raises a BoxRefusal otherwise; then nothing
    was changed.
    """
    try:
        box = box_of(round_id)
        _refuse_at_the_wrong_time(box, at)
        envelope = _read(body, box)
        keys = _verified(envelope, round_id, box)
        _store(envelope, box, keys)
    except BallotError as error:
        raise _refusal_for(error) from None
    except DatabaseError as error:
        raise (trouble(error) or error) from None
    return _receipt(envelope, box)


def _refuse_at_the_wrong_time(box: Box, at: datetime) -> None:
    if box.opens_at is None or box.closes_at is None:
        raise UnknownRefusal
    if box.shut or at >= box.closes_at:
        raise LateRefusal
    if at < box.opens_at:
        raise EarlyRefusal


def _read(body: bytes | Mapping[str, Any], box: Box) -> Envelope:
    size = box.size or 0
    if isinstance(body, bytes):
        return Envelope.from_json(body, size=size, n_stamps=box.n_stamps)
    return Envelope.from_fields(body, size=size, n_stamps=box.n_stamps)


def _verified(envelope: Envelope, round_id: UUID, box: Box) -> BlockKey:
    keys = block_key(round_id, envelope.block)
    if keys is None:
        raise ForgedError("the round has no such block")
    envelope.check(
        manifest_hash=bytes(box.manifest_hash or b""),
        public_der=bytes(keys.public_key),
        guardian_der=bytes(keys.guardian_key or b""),
    )
    return keys


def _store(envelope: Envelope, box: Box, keys: BlockKey) -> None:
    part = bundle.part_of(envelope.key, keys.n_parts)
    row_id = bundle_id(box.round, envelope.block, part)
    with transaction.atomic(using=BALLOTS):
        if not Box.objects.select_for_update().filter(pk=box.round, shut=False).exists():
            raise LateRefusal
        there = bytes(Bundle.objects.values_list("records", flat=True).get(pk=row_id))
        after = bundle.put(there, envelope.pack())
        if after != there:
            Bundle.objects.filter(pk=row_id).update(records=after)


def _receipt(envelope: Envelope, box: Box) -> dict[str, str]:
    leaf_hash = leaf(envelope)
    signed = sign_receipt(
        bytes(box.receipt_key or b""), leaf_hash, bytes(box.manifest_hash or b""), box.closes
    )
    return {"leaf": leaf_hash.hex(), "closes": box.closes, "receipt": to_text(signed)}


def _refusal_for(error: BallotError) -> BoxRefusal:
    return next(refusal() for kind, refusal in REFUSALS if isinstance(error, kind))
