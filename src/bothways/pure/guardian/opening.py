"""Peeling: every envelope is checked, its outer seal taken off, key and block dropped, shuffled."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from bothways.pure import ledger
from bothways.pure.ballots import (
    BallotError,
    BlockCount,
    Envelope,
    canonical_json,
    leaf,
    open_sealed,
    seal_info,
    sheet_holds,
    sheet_text,
    sign_sheet,
    sorted_leaves,
    to_text,
    unpack,
)
from bothways.pure.ballots.rfc9474 import Draw
from bothways.pure.disclosure import groups_by_ballots
from bothways.pure.guardian.errors import DistrustError
from bothways.pure.guardian.keys import Identity
from bothways.pure.guardian.memory import Memory
from bothways.pure.guardian.reading import from_text64, list_in, map_in, number_in, text_in
from bothways.pure.guardian.rounds import Asked, insist_on_confirmed
from bothways.pure.guardian.wrapping import unwrap

Answer = dict[str, Any]
Groups = Sequence[Mapping[str, Any]]


def peel(
    item: dict[str, Any], asked: Asked, identity: Identity, memory: Memory, *, draw: Draw
) -> tuple[Answer, Memory]:
    """Return the slips by group, without key, block or order, and the memory of having done it.

    draw: gives so many random bytes. Raises DistrustError unless every envelope carries both
    stamps, no key stands there twice, the numbers and the sheet fit, and this round was never
    opened with other ballots: the difference of two openings would tell whose slip is whose.
    """
    confirmed = insist_on_confirmed(asked, memory)
    ballots = {block: _checked(item, asked, block) for block in asked.eligible}
    _refuse_a_key_twice(ballots)
    stamped = _stamped_per_block(asked, memory, confirmed)
    if any(len(found) > stamped[block] for block, found in ballots.items() if stamped):
        raise DistrustError("There are more ballots in a block than envelopes were stamped.")
    root = _checked_sheet(item, asked, ballots)
    if memory.opened.get(asked.round, root) not in (root, _before_0_5(item)):
        raise DistrustError("This round was opened before, with other ballots.")
    wrapped = text_in(map_in(item, "wrapped"), "seal")
    private = unwrap(wrapped, "seal", identity, public=asked.guardian.seal)
    groups, unpeelable = _peeled(asked, ballots, private, draw)
    sheet = text_in(item, "sheet")
    signature = sign_sheet(identity.signing_key, asked.manifest.hash, sheet)
    memory = memory.with_entry("opened", asked.round, root)
    memory = memory.with_entry("peeled", asked.round, groups_digest(groups))
    answer = {
        "kind": "peeled",
        "round": asked.round,
        "groups": groups,
        "unpeelable": unpeelable,
        "sheet_signature": to_text(signature),
    }
    return answer, memory


def groups_digest(groups: Groups) -> str:
    """Return what peeled groups are known by, whatever the order of the slips in each."""
    told = [{"blocks": list(group["blocks"]), "slips": sorted(group["slips"])} for group in groups]
    return hashlib.sha256(canonical_json(told).encode()).hexdigest()


def _checked(item: dict[str, Any], asked: Asked, block: str) -> list[Envelope]:
    """Return a block's envelopes, each with both stamps and its own signature."""
    records = map_in(item, "records").get(block, [])
    if not isinstance(records, list) or len(records) > asked.eligible[block]:
        raise DistrustError("There are more ballots in a block than people.")
    try:
        found = [
            unpack(from_text64(record, "records"), block, asked.manifest.n_stamps)
            for record in records
        ]
        for envelope in found:
            envelope.check(
                manifest_hash=asked.manifest.hash,
                public_der=asked.manifest.block_keys[block],
                guardian_der=asked.guardian.block_keys[block],
            )
    except BallotError:
        raise DistrustError("A ballot does not carry both stamps, or was altered.") from None
    return found


def _refuse_a_key_twice(ballots: Mapping[str, Sequence[Envelope]]) -> None:
    keys = [envelope.key for found in ballots.values() for envelope in found]
    if len(set(keys)) != len(keys):
        raise DistrustError("Two ballots are of the same envelope.")


def _stamped_per_block(
    asked: Asked, memory: Memory, confirmed: Mapping[str, str]
) -> dict[str, int]:
    """Return how many envelopes of each block were stamped, as far as it is remembered."""
    if asked.round not in memory.stamped:
        return {}
    n_stamped = dict.fromkeys(asked.eligible, 0)
    for who in memory.stamped[asked.round]:
        n_stamped[confirmed[who]] += 1
    return n_stamped


def _checked_sheet(
    item: dict[str, Any], asked: Asked, ballots: Mapping[str, Sequence[Envelope]]
) -> str:
    """Return the root of the leaves, if the company's sheet says what these ballots say."""
    issued = map_in(item, "issued")
    blocks = {
        block: BlockCount(n, number_in(issued, block), len(ballots[block]))
        for block, n in asked.eligible.items()
    }
    if any(not count.ballots <= count.issued <= count.eligible for count in blocks.values()):
        raise DistrustError("The numbers of ballots, envelopes and people don't fit.")
    leaves = [leaf(envelope) for found in ballots.values() for envelope in found]
    text = text_in(item, "sheet")
    try:
        fits = text == sheet_text(
            round_hex=asked.round,
            manifest_hash=asked.manifest.hash,
            listed=sorted_leaves(leaves),
            blocks=blocks,
        )
    except BallotError:
        fits = False
    signature = from_text64(item.get("sheet_signature"), "sheet_signature")
    public = asked.manifest.receipt_key
    if not fits:
        raise DistrustError("The sheet does not say what the ballots say.")
    if not sheet_holds(public, signature, manifest_hash=asked.manifest.hash, text=text):
        raise DistrustError("The sheet is not signed by this round's box.")
    return ledger.root(sorted(leaves)).hex()


def _before_0_5(item: dict[str, Any]) -> str:
    """Return what a memory of an older version holds of this sheet: its text names the root."""
    return hashlib.sha256(text_in(item, "sheet").encode()).hexdigest()


def _peeled(
    asked: Asked, ballots: Mapping[str, Sequence[Envelope]], private: bytes, draw: Draw
) -> tuple[list[dict[str, Any]], dict[str, int]]:
    """Return the groups, each shuffled, and per block how many seals did not open."""
    counts = {block: len(found) for block, found in ballots.items()}
    groups = []
    unpeelable = dict.fromkeys(counts, 0)
    for blocks in groups_by_ballots(asked.blocks, counts, k=asked.rules["k"]):
        slips: list[bytes] = []
        for block in blocks:
            found = [_slip(envelope, asked, private) for envelope in ballots[block]]
            unpeelable[block] = found.count(None)
            slips += [slip for slip in found if slip is not None]
        shuffled = shuffle(slips, draw)
        groups.append({"blocks": list(blocks), "slips": [to_text(slip) for slip in shuffled]})
    return groups, unpeelable


def _slip(envelope: Envelope, asked: Asked, private: bytes) -> bytes | None:
    info = seal_info(asked.manifest.hash, envelope.block, envelope.key, envelope.counter)
    try:
        return open_sealed(envelope.sealed, private=private, info=info)
    except BallotError:
        return None


def shuffle(slips: Sequence[bytes], draw: Draw) -> list[bytes]:
    """Return them in an order in which each is equally likely (Fisher-Yates).

    draw: gives so many random bytes.
    """
    mixed = list(slips)
    for last in range(len(mixed) - 1, 0, -1):
        other = _below(last + 1, draw)
        mixed[last], mixed[other] = mixed[other], mixed[last]
    return mixed


def _below(limit: int, draw: Draw) -> int:
    """Return a number from 0 to limit - 1, each equally likely: by drawing until one fits."""
    most = 2**64 - 2**64 % limit
    while True:
        drawn = int.from_bytes(draw(8), "big")
        if drawn < most:
            return drawn % limit


def read_groups(item: Mapping[str, Any]) -> list[tuple[tuple[str, ...], list[bytes]]]:
    """Return (ids of blocks, slips) of each peeled group. Raises DistrustError."""
    groups = []
    for group in list_in(item, "groups"):
        if not isinstance(group, dict) or set(group) != {"blocks", "slips"}:
            raise DistrustError("The groups are not in the form that is meant.")
        slips = [from_text64(slip, "slips") for slip in list_in(group, "slips")]
        groups.append((tuple(str(block) for block in list_in(group, "blocks")), slips))
    return groups
