"""Who is counted together: groups of ballots, and for each construct the parts of the firm."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bothways.pure.disclosure.merging import Pile, merge
from bothways.pure.disclosure.values import Block

Positions = tuple[int, ...]


@dataclass(frozen=True)
class Shape:
    """The partition of one construct, and which departments it leaves whole.

    parts: positions of blocks; empty if no question of the construct has enough answers.
    departments: each whole one with the indices of its parts, in the order of the blocks.
    """

    parts: tuple[Positions, ...]
    departments: Mapping[str, tuple[int, ...]]

    @property
    def outside(self) -> list[int]:
        """The indices of the parts that lie in no whole department."""
        inside = {part for parts in self.departments.values() for part in parts}
        return [index for index in range(len(self.parts)) if index not in inside]


def groups_of(blocks: Sequence[Block], ballots: Sequence[int], *, k: int) -> list[Pile]:
    """Return the blocks merged until each group has k ballots."""
    piles = [
        Pile((position,), block.departments, (ballots[position],))
        for position, block in enumerate(blocks)
    ]
    return merge(piles, floor=k)


def shape_of(
    blocks: Sequence[Block],
    groups: Sequence[Pile],
    answered: Sequence[Sequence[int]],
    *,
    floor: int,
) -> Shape:
    """Return one construct's partition.

    answered: for each question of the construct with enough answers in the firm, the number of
    answers per block. The groups merge until each part has `floor` answers to every one of them.
    """
    if not answered:
        return Shape((), {})
    piles = [
        Pile(
            group.blocks,
            group.departments,
            tuple(sum(per_block[b] for b in group.blocks) for per_block in answered),
        )
        for group in groups
    ]
    parts = tuple(pile.blocks for pile in merge(piles, floor=floor))
    return Shape(parts, whole_departments(blocks, parts))


def whole_departments(
    blocks: Sequence[Block], parts: Sequence[Positions]
) -> dict[str, tuple[int, ...]]:
    """Return the departments that are unions of parts, each with the indices of its parts.

    Those who sit in no department ('') make none. A department with people in a block or a part
    that reaches beyond it is cut, and has no figure.
    """
    spans = [frozenset().union(*(blocks[b].departments for b in part)) for part in parts]
    whole: dict[str, tuple[int, ...]] = {}
    for name in dict.fromkeys(name for block in blocks for name in sorted(block.departments)):
        touching = tuple(index for index, span in enumerate(spans) if name in span)
        if name and touching and all(len(spans[index]) == 1 for index in touching):
            whole[name] = touching
    return whole
