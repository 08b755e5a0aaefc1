"""Groups' shares read together: what each group's own figure and the others' say of it.

Only what was released goes in: ranges, the numbers who answered, the sizes of blocks.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bothways.pure.disclosure import Cell
from bothways.pure.measurement.shares import ShareEstimates, shares
from bothways.pure.reading.certainty import against
from bothways.pure.reading.changes import GROUP, count_of
from bothways.pure.reading.told import Told

Blocks = tuple[str, ...]
Estimate = tuple[float, float, float]


@dataclass(frozen=True)
class Pooled:
    """One question's groups. real: how much of their differences is real; None if not pooled.

    All by blocks. estimates: of the people there now; climate: of what the group is like, for
    comparing; differs: that against the firm.
    """

    n_groups: int
    real: float | None = None
    estimates: Mapping[Blocks, Estimate] = field(default_factory=dict)
    climate: Mapping[Blocks, Estimate] = field(default_factory=dict)
    differs: Mapping[Blocks, Mapping[str, Any]] = field(default_factory=dict)


def groups_of(told: Told, code: str) -> list[Cell]:
    """Return the figures of groups for a question; none where too few answered."""
    return [
        cell
        for cell in told.released.cells
        if cell.level == GROUP and cell.question == code and cell.n is not None
    ]


def read_together(told: Told, code: str) -> Pooled:
    """Return one question's groups read together; with fewer than four each stands by itself."""
    cells = groups_of(told, code)
    counts = [count for cell in cells if (count := count_of(cell))]
    if not counts:
        return Pooled(0)
    like = shares(counts)
    if not like.pooled:
        return Pooled(len(cells))
    today = shares(counts, size=_sizes(told, cells))
    return Pooled(
        n_groups=len(cells),
        real=float(like.real),
        estimates={cell.blocks: _estimate(today, n) for n, cell in enumerate(cells)},
        climate={cell.blocks: _estimate(like, n) for n, cell in enumerate(cells)},
        differs={
            cell.blocks: against(float(like.estimate[n]), float(like.sd[n]), like.firm)
            for n, cell in enumerate(cells)
        },
    )


def _estimate(of: ShareEstimates, n: int) -> Estimate:
    return float(of.estimate[n]), float(of.low[n]), float(of.high[n])


def _sizes(told: Told, cells: Sequence[Cell]) -> list[int]:
    return [told.asked_in(cell) for cell in cells]
