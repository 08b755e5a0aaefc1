"""Merging until each pile is large enough, on counts of ballots and never on answers.

Source: docs/anonymity.md, sections 3 and 4: smallest first, same department first, ties by id.
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Pile:
    """Blocks taken together.

    blocks: positions in the round's order of blocks, ascending.
    sizes: one count (ballots, or answers per item); the smallest of them is what must suffice.
    """

    blocks: tuple[int, ...]
    departments: frozenset[str]
    sizes: tuple[int, ...]

    @property
    def size(self) -> int:
        """The smallest of the counts."""
        return min(self.sizes)

    @property
    def rank(self) -> tuple[int, tuple[int, ...]]:
        """Smallest first, ties by the order of blocks."""
        return (self.size, self.blocks)

    def joined(self, other: "Pile") -> "Pile":
        """Both together."""
        return Pile(
            blocks=tuple(sorted(self.blocks + other.blocks)),
            departments=self.departments | other.departments,
            sizes=tuple(a + b for a, b in zip(self.sizes, other.sizes, strict=True)),
        )


def merge(piles: Sequence[Pile], *, floor: int) -> list[Pile]:
    """Return piles of at least `floor` each (or a single smaller one), in the order of blocks."""
    left = list(piles)
    while len(left) > 1:
        small = min(left, key=lambda pile: pile.rank)
        if small.size >= floor:
            break
        left.remove(small)
        partner = _partner(small, left)
        left.remove(partner)
        left.append(small.joined(partner))
    return sorted(left, key=lambda pile: pile.blocks)


def _partner(small: Pile, others: list[Pile]) -> Pile:
    def distance(pile: Pile) -> tuple[bool, tuple[int, tuple[int, ...]]]:
        return (not pile.departments & small.departments, pile.rank)

    return min(others, key=distance)
