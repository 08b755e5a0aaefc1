"""Reading the ballots of a round that is closed; for `results` alone, and in memory alone."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from bothways.ballotbox.errors import LateRefusal, StillOpenError
from bothways.ballotbox.models import BlockKey, Box, Bundle, Peeled
from bothways.ballotbox.queries import BALLOTS, box_of
from bothways.pure.ballots import (
    BallotError,
    Envelope,
    Unsealed,
    bundle,
    decode_answers,
    is_cover,
    open_sealed,
    open_slips,
    seal_info,
    unpack,
)

Answers = tuple[int | None, ...]
PeeledGroup = tuple[tuple[str, ...], Sequence[bytes]]
"""The ids of blocks taken together, and their slips, still sealed to the company and shuffled."""


@dataclass(frozen=True)
class Opened:
    """A round's answers per block. `n_invalid` ballots were not counted, and that is published.

    A ballot is invalid if its credential or signature does not hold any more, its seal does not
    open, or what is in it is not one answer from the scale, or none, per question. A cover is
    neither an answer nor invalid; how many there were is known here alone, and is kept nowhere.
    """

    answers: Mapping[str, tuple[Answers, ...]]
    n_invalid: Mapping[str, int]
    n_covers: Mapping[str, int]

    @property
    def n_ballots(self) -> dict[str, int]:
        """Ballots found per block, valid or not, covers among them."""
        beside = {block: n + self.n_covers[block] for block, n in self.n_invalid.items()}
        return {block: len(told) + beside[block] for block, told in self.answers.items()}


def take_ballots(round_id: UUID) -> dict[str, list[Envelope]]:
    """Return each block's ballots whose credential and signature hold, checked again.

    Sorted by one-time key, which says nothing of who or when. Raises StillOpenError before
    `stop_signing`, UnknownRefusal without a box.
    """
    return {block: valid for block, valid, _ in _checked(_shut_box(round_id))}


def open_ballots(round_id: UUID, *, n_questions: int) -> Opened:
    """Return the answers of a closed round, in memory only, and how many were invalid.

    Said again after a crash it gives the same. Raises as `take_ballots`.
    """
    box = _shut_box(round_id)
    answers: dict[str, tuple[Answers, ...]] = {}
    n_invalid: dict[str, int] = {}
    n_covers: dict[str, int] = {}
    for block, valid, n_bad in _checked(box):
        plain = [_plain(envelope, box) for envelope in valid]
        told = [one for one in plain if not is_cover(one, n_questions)]
        answers[block] = tuple(found for one in told if (found := _answers_in(one, n_questions)))
        n_invalid[block] = n_bad + len(told) - len(answers[block])
        n_covers[block] = len(plain) - len(told)
    return Opened(answers=answers, n_invalid=n_invalid, n_covers=n_covers)


def keep_peeled(round_id: UUID, groups: Sequence[PeeledGroup]) -> None:
    """Keep the slips that the guardian handed back, still sealed, in place of any kept before.

    groups: ids of blocks and inner seals, already checked against the box. Raises StillOpenError.
    """
    _shut_box(round_id)
    told = [[list(blocks), [sealed.hex() for sealed in slips]] for blocks, slips in groups]
    with transaction.atomic(using=BALLOTS):
        Peeled.objects.update_or_create(
            round=round_id.hex, defaults={"groups": json.dumps(told).encode()}
        )


def peeled_groups(round_id: UUID) -> list[PeeledGroup]:
    """Return what `keep_peeled` kept, [] if nothing was."""
    row = Peeled.objects.filter(pk=round_id.hex).first()
    told = json.loads(bytes(row.groups)) if row else []
    return [(tuple(blocks), tuple(map(bytes.fromhex, slips))) for blocks, slips in told]


def open_peeled(round_id: UUID, *, n_questions: int, slips_key: bytes) -> Unsealed:
    """Return the answers on the slips that the guardian handed back, in memory only.

    slips_key: RSA in DER, from the manifest. Raises as `take_ballots`.
    """
    box = _shut_box(round_id)
    return open_slips(
        peeled_groups(round_id),
        private=bytes(box.seal_key or b""),
        slips_key=slips_key,
        manifest_hash=bytes(box.manifest_hash or b""),
        n_questions=n_questions,
    )


def seal_private(round_id: UUID) -> bytes:
    """Return the private key of the inner seal: for the guardian, once the slips are peeled.

    Raises StillOpenError before closing, and LateRefusal before they are or when it is gone.
    """
    box = _shut_box(round_id)
    if box.seal_key is None or not Peeled.objects.filter(pk=box.round).exists():
        raise LateRefusal
    return bytes(box.seal_key)


def _shut_box(round_id: UUID) -> Box:
    box = box_of(round_id)
    if not box.shut:
        raise StillOpenError
    return box


def _checked(box: Box) -> Iterator[tuple[str, list[Envelope], int]]:
    """Give (block, ballots that hold, number of those that do not) for every block."""
    bundles: dict[str, list[bytes]] = {}
    for row in Bundle.objects.filter(round=box.round).order_by("id"):
        bundles.setdefault(row.block, []).append(bytes(row.records))
    for keys in BlockKey.objects.filter(round=box.round).order_by("id"):
        found = [
            unpack(record, keys.block, box.n_stamps)
            for records in bundles.get(keys.block, [])
            for record in bundle.filled(records, box.size or 0, box.n_stamps)
        ]
        valid = [envelope for envelope in found if _holds(envelope, box, keys)]
        yield keys.block, valid, len(found) - len(valid)


def _holds(envelope: Envelope, box: Box, keys: BlockKey) -> bool:
    try:
        envelope.check(
            manifest_hash=bytes(box.manifest_hash or b""),
            public_der=bytes(keys.public_key),
            guardian_der=bytes(keys.guardian_key or b""),
        )
    except BallotError:
        return False
    return True


def _plain(envelope: Envelope, box: Box) -> bytes:
    """Return what is in the seal, or nothing if it does not open."""
    info = seal_info(
        bytes(box.manifest_hash or b""), envelope.block, envelope.key, envelope.counter
    )
    try:
        return open_sealed(envelope.sealed, private=bytes(box.seal_key or b""), info=info)
    except BallotError:
        return b""


def _answers_in(plain: bytes, n_questions: int) -> Answers | None:
    try:
        return decode_answers(plain, n_questions)
    except BallotError:
        return None
