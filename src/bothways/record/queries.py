"""What the ledger says: its newest head, and proofs that read a few rows of it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, NamedTuple
from uuid import UUID

from django.db import models
from django.db.models import QuerySet

from bothways.pure import ledger
from bothways.pure.ballots import BallotError
from bothways.record.models import Entry, Head, Leaf

ERASED = "person.erased"
AT_ONCE = 2000

PLACE = (  # the columns of Place, read without making a model of each row
    *("position", "commitment", "entry_id", "entry__at", "entry__verb", "entry__by_id"),
    *("entry__about_kind", "entry__about_id", "entry__details", "entry__salt"),
    *("entry__commitment", "entry__erased_on"),
)

Range = tuple[int, int]


class Why(StrEnum):
    """What is wrong with a place of the ledger."""

    CHANGED = "changed"  # the entry does not say any more what it said
    GONE = "gone"  # there is no entry any more
    COMMITMENT = "commitment"  # entry and ledger hold two different commitments
    ERASED_IN_SILENCE = "erased in silence"  # no 'person.erased' names it
    NO_PLACE = "no place"  # the ledger has a gap; nothing behind it can be told


class WhyHead(StrEnum):
    """What is wrong with a head."""

    ROOT = "root"  # its root is not that of the ledger
    SIGNATURE = "signature"  # its signature is not that of its key
    SUBTREE = "subtree"  # what is stored for proofs is not what the leaves give
    TOO_LONG = "too long"  # the ledger is shorter than a head that was signed


@dataclass(frozen=True)
class Proof:
    """That an entry stands at its place under the newest head."""

    leaf: Leaf
    path: list[bytes]
    head: Head


class Place(NamedTuple):
    """A place of the ledger, with all that is told of the entry that stands there."""

    position: int
    commitment: bytes
    entry: int | None
    at: datetime
    verb: str
    by: UUID | None
    about_kind: str
    about_id: str
    details: dict[str, Any]
    salt: bytes
    own_commitment: bytes | None
    erased_on: date | None


@dataclass(frozen=True)
class Broken:
    """A place of the ledger that is not what it was."""

    position: int
    entry: int | None
    why: Why


@dataclass(frozen=True)
class BrokenHead:
    """A head that the ledger does not bear out."""

    size: int
    why: WhyHead


def waiting() -> QuerySet[Entry]:
    """Return the entries that have no place on the ledger yet."""
    return Entry.objects.filter(leaf=None)


def entries_about(thing: models.Model, verb: str, **details: str) -> QuerySet[Entry]:
    """Return what was noted of one thing under a verb, with these details."""
    about = {"about_kind": thing._meta.label_lower, "about_id": str(thing.pk)}
    named = {f"details__{name}": value for name, value in details.items()}
    return Entry.objects.filter(verb=verb, **about, **named)


def newest_head() -> Head | None:
    """Return what the ledger was when it was signed last; None if nothing was ever done."""
    return Head.objects.order_by("-size").first()


def frontier_of(size: int) -> ledger.Frontier:
    """Return what the tree of that many leaves needs to grow (1 query)."""
    parts = ledger.perfect_parts(0, size)
    hashes = _subtrees(parts)
    return ledger.Frontier(size, tuple(hashes[part] for part in parts))


def inclusion_path(position: int, size: int) -> list[bytes]:
    """Return the path from a leaf to the root of that size (1 query).

    Raises ValueError unless 0 <= position < size, which is at most that of the newest head.
    """
    return _hashes(ledger.inclusion_ranges(position, size))


def inclusion_paths(positions: Sequence[int], size: int) -> dict[int, list[bytes]]:
    """Return the paths from several leaves to the root of that size (1 query for all)."""
    ranges = {position: ledger.inclusion_ranges(position, size) for position in positions}
    hashes = iter(_hashes([one for each in ranges.values() for one in each]))
    return {position: [next(hashes) for _ in each] for position, each in ranges.items()}


def consistency_path(first: int, second: int) -> list[bytes]:
    """Return the proof that the ledger of the first size is the beginning of that of the second.

    1 query. Raises ValueError unless 0 < first <= second, which is at most that of the newest head.
    """
    return _hashes(ledger.consistency_ranges(first, second))


def proof_of(leaf: Leaf) -> Proof | None:
    """Return the proof of one place under the newest head (2 queries)."""
    head = newest_head()
    if head is None or leaf.position >= head.size:
        return None
    return Proof(leaf, inclusion_path(leaf.position, head.size), head)


def announced_rules(round_id: object) -> Leaf | None:
    """Return the place of the entry that names the hash of a round's rules (1 query)."""
    leaves = Leaf.objects.select_related("entry").filter(
        entry__verb="round.announced",
        entry__about_kind="surveys.round",
        entry__about_id=str(round_id),
    )
    return leaves.order_by("position").first()


def _hashes(ranges: Sequence[Range]) -> list[bytes]:
    """Return the root over each range of leaves, from the few that hold their subtrees."""
    parts = [part for start, end in ranges for part in ledger.perfect_parts(start, end)]
    hashes = _subtrees(parts)
    return [
        ledger.range_hash(start, end, lambda level, first: hashes[level, first])
        for start, end in ranges
    ]


def _subtrees(parts: Iterable[tuple[int, int]]) -> dict[tuple[int, int], bytes]:
    """Return the hash of each perfect subtree (level, first leaf) from the leaf where it ends."""
    ends = {(level, first): first + (1 << level) - 1 for level, first in parts}
    if not ends:
        return {}
    leaves = Leaf.objects.in_bulk(set(ends.values()))
    return {(level, first): leaves[end].subtree(level) for (level, first), end in ends.items()}


def broken_entries() -> Iterator[Broken]:
    """Yield every place of the ledger whose entry is not what was put there.

    An entry that was erased by law keeps its commitment, and 'person.erased' names its place.
    """
    erased = _erased_in_the_open()
    rows = Leaf.objects.order_by("position").values_list(*PLACE)
    for expected, row in enumerate(rows.iterator(chunk_size=AT_ONCE)):
        place = Place._make(row)
        if place.position != expected:
            yield Broken(expected, None, Why.NO_PLACE)
            return
        why = _what_is_wrong(place, erased)
        if why is not None:
            yield Broken(place.position, place.entry, why)


def heads_that_do_not_hold() -> Iterator[BrokenHead]:
    """Yield every head that was ever signed and is not that of the ledger as it stands.

    Reads the whole ledger and builds its tree anew (0.3 s for 100,000 places).
    """
    heads = {head.size: head for head in Head.objects.all()}
    frontier = ledger.Frontier()
    rows = Leaf.objects.order_by("position").values_list("commitment", "below")
    for commitment, below in rows.iterator(chunk_size=AT_ONCE):
        frontier, completed = frontier.add(ledger.leaf_hash(bytes(commitment)))
        if b"".join(completed) != bytes(below):
            yield BrokenHead(frontier.size, WhyHead.SUBTREE)
        head = heads.pop(frontier.size, None)
        if head is not None and bytes(head.root) != frontier.root:
            yield BrokenHead(head.size, WhyHead.ROOT)
        elif head is not None and not _is_signed(head):
            yield BrokenHead(head.size, WhyHead.SIGNATURE)
    for size in heads:
        yield BrokenHead(size, WhyHead.TOO_LONG)


def _erased_in_the_open() -> set[int]:
    """Return the places that 'person.erased' names."""
    said = Entry.objects.filter(verb=ERASED).values_list("details", flat=True)
    return {place for details in said for place in details.get("places", [])}


def _what_is_wrong(place: Place, erased: set[int]) -> Why | None:
    if place.entry is None or place.own_commitment is None:
        return Why.GONE
    if bytes(place.own_commitment) != bytes(place.commitment):
        return Why.COMMITMENT
    if place.erased_on is not None:
        return None if place.position in erased else Why.ERASED_IN_SILENCE
    return None if _is_as_it_was(place) else Why.CHANGED


def _is_as_it_was(place: Place) -> bool:
    try:
        text = ledger.entry_text(
            at=place.at,
            verb=place.verb,
            by=place.by.hex if place.by else "",
            about=(place.about_kind, place.about_id),
            details=place.details,
        )
        return ledger.entry_commitment(bytes(place.salt), text) == bytes(place.commitment)
    except (ValueError, BallotError):  # a salt or details that nobody of us would have written
        return False


def _is_signed(head: Head) -> bool:
    try:
        return head.holds()
    except ValueError:
        return False
