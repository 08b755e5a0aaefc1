"""The tree: hashes of leaves and nodes, its root, and a frontier that grows by one leaf at a time.

A perfect subtree is one whose number of leaves is a power of two. Any tree is a row of them, the
widest first (its frontier), and its root is those taken together from the right.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

HASH_LENGTH = 32
EMPTY_ROOT = hashlib.sha256(b"").digest()

Subtree = Callable[[int, int], bytes]  # (level, first leaf) -> the hash of 2**level leaves


def leaf_hash(data: bytes) -> bytes:
    """Return SHA-256 over 0x00 and a leaf's data (RFC 9162, section 2.1.1)."""
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return SHA-256 over 0x01 and two hashes (RFC 9162, section 2.1.1)."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def root(leaf_hashes: Sequence[bytes]) -> bytes:
    """Return the root over the hashes of all leaves, in order (RFC 9162, section 2.1.1).

    Level by level: what has no neighbour goes up as it is, which gives the same root as the
    standard's splitting at the largest power of two.
    """
    level = list(leaf_hashes)
    if not level:
        return EMPTY_ROOT
    while len(level) > 1:
        above = [
            hashlib.sha256(b"\x01" + level[at] + level[at + 1]).digest()
            for at in range(0, len(level) - 1, 2)
        ]
        level = above + level[len(above) * 2 :]
    return level[0]


@dataclass(frozen=True)
class Frontier:
    """All that is needed of a tree to let it grow: one hash for each bit of its size."""

    size: int = 0
    peaks: tuple[bytes, ...] = ()  # of perfect subtrees, the widest first

    def __post_init__(self) -> None:
        if self.size < 0 or len(self.peaks) != self.size.bit_count():
            raise ValueError("a frontier has one hash for each bit of its size")

    def add(self, leaf: bytes) -> tuple["Frontier", tuple[bytes, ...]]:
        """Return the frontier with one more leaf hash, and the subtrees which that one completes.

        Those are of 2, 4, 8 ... leaves, each ending with the new leaf; of half of all leaves none.
        """
        peaks, node, completed = list(self.peaks), leaf, []
        size = self.size
        while size & 1:
            node = node_hash(peaks.pop(), node)
            completed.append(node)
            size >>= 1
        return Frontier(self.size + 1, (*peaks, node)), tuple(completed)

    @property
    def root(self) -> bytes:
        """The root of the tree as it is now."""
        return _together(self.peaks) if self.peaks else EMPTY_ROOT


def perfect_parts(start: int, end: int) -> list[tuple[int, int]]:
    """Return (level, first leaf) of the perfect subtrees that make up the leaves start..end-1.

    start must be a multiple of the widest of them, as it is for every range that a proof names.
    """
    parts = []
    for level in reversed(range((end - start).bit_length())):
        if (end - start) >> level & 1:
            if start % (1 << level):
                raise ValueError("this range is no subtree")
            parts.append((level, start))
            start += 1 << level
    return parts


def range_hash(start: int, end: int, subtree: Subtree) -> bytes:
    """Return the root over the leaves start..end-1 from the hashes of its perfect subtrees.

    subtree: gives the hash of 2**level leaves from the first one on. end must be over start.
    """
    if not 0 <= start < end:
        raise ValueError("a range has at least one leaf")
    return _together([subtree(level, first) for level, first in perfect_parts(start, end)])


def _together(peaks: Sequence[bytes]) -> bytes:
    node = peaks[-1]
    for left in reversed(peaks[:-1]):
        node = node_hash(left, node)
    return node
