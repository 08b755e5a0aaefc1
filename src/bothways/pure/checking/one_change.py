"""The one change that makes an old mark true again: an entry put in, or two that changed places.

What was put in or moved is still there to be tried. What was taken out or written over is not:
then a mark tells only that something was.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from bothways.pure import ledger
from bothways.pure.checking.mails import Mark
from bothways.pure.checking.record_files import RecordFile
from bothways.pure.checking.saying import short

MOST_HASHES = 100_000  # under a second


@dataclass(frozen=True)
class OneChange:
    """What was done, in words, and to which entries, as people count them."""

    says: str
    entries: tuple[int, ...]


def find_one_change(file: RecordFile, start: int, mark: Mark) -> OneChange | None:
    """Return the one change after the first `start` entries that the mark betrays, if it does."""
    leaves = file.leaves[: mark.size + 1]
    trunk = ledger.Frontier()
    for leaf in leaves[:start]:
        trunk, _completed = trunk.add(leaf)
    rest = leaves[start:]
    put_in = _put_in(trunk, rest, mark)
    if put_in is not None:
        place = file.places[start + put_in]
        says = (
            f"Entry {place.number:,} was put in later ({short(place)}): without it the mark fits."
        )
        return OneChange(says, (place.number,))
    swapped = _swapped(trunk, rest[: mark.size - start], mark)
    if swapped is None:
        return None
    one, other = (start + at + 1 for at in swapped)
    says = f"Entries {one:,} and {other:,} changed places: the other way round the mark fits."
    return OneChange(says, (one, other))


def _put_in(trunk: ledger.Frontier, rest: Sequence[bytes], mark: Mark) -> int | None:
    """Return which leaf must be left out."""
    if trunk.size + len(rest) != mark.size + 1 or len(rest) ** 2 // 2 > MOST_HASHES:
        return None
    for at in range(len(rest)):
        if _grown(trunk, [*rest[:at], *rest[at + 1 :]]).root == mark.root:
            return at
    return None


def _swapped(trunk: ledger.Frontier, rest: Sequence[bytes], mark: Mark) -> tuple[int, int] | None:
    """Return which two leaves must change places: any two, or neighbours where there are many."""
    for one, other in _pairs(len(rest)):
        tried = list(rest)
        tried[one], tried[other] = tried[other], tried[one]
        if _grown(trunk, tried).root == mark.root:
            return one, other
    return None


def _pairs(n: int) -> Iterator[tuple[int, int]]:
    if n**3 // 2 <= MOST_HASHES:
        yield from combinations(range(n), 2)
    elif n**2 <= MOST_HASHES:
        yield from ((at, at + 1) for at in range(n - 1))


def _grown(trunk: ledger.Frontier, leaves: Sequence[bytes]) -> ledger.Frontier:
    for leaf in leaves:
        trunk, _completed = trunk.add(leaf)
    return trunk
