"""Reading the ballots of a round that is closed; for `results` alone, and in memory alone."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from bothways.ballotbox.errors import StillOpenError
from bothways.ballotbox.models import BlockKey, Box, Bundle
from bothways.ballotbox.queries import box_of
from bothways.pure.ballots import (
    BallotError,
    Envelope,
    bundle,
    decode_answers,
    is_cover,
    open_sealed,
    seal_info,
    unpack,
)

Answers = tuple[int | None, ...]


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
            unpack(record, keys.block)
            for records in bundles.get(keys.block, [])
            for record in bundle.filled(records, box.size or 0)
        ]
        valid = [envelope for envelope in found if _holds(envelope, box, keys)]
        yield keys.block, valid, len(found) - len(valid)


def _holds(envelope: Envelope, box: Box, keys: BlockKey) -> bool:
    try:
        envelope.check(
            manifest_hash=bytes(box.manifest_hash or b""), public_der=bytes(keys.public_key)
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
