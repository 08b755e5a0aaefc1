"""What goes together with an outcome: how much of its differences others share, and how surely.

Never 'causes', and never a figure per team. From answers that stand side by side (imported data)
each one's part of R squared; from released counts, which hold no joint answers, only whether
groups' shares rise and fall together.
Sources: Lindeman, Merenda and Gold (1980), as in Groemping (2006), J. Stat. Softw. 17(1), for the
shares (they are Shapley values); Johnson (2000), Multivar. Behav. Res. 35, 1-19, for relative
weights; Fisher (1921), Metron 1, 3-32, for the interval of a correlation.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import combinations
from math import atanh, comb, sqrt, tanh
from statistics import NormalDist

import numpy as np
from numpy.typing import ArrayLike, NDArray

from bothways.pure.measurement.errors import TooFewError
from bothways.pure.measurement.intervals import ReleasedCount

Floats = NDArray[np.float64]

FROM_PEOPLE = 80
"""With fewer complete answers nothing is ranked."""

MOST_OTHERS = 10
"""Each more doubles the work."""

FROM_GROUPS = 8
"""Groups with a figure for both; with fewer their shares are not compared."""

_RIDGE = 1e-12
"""Keeps redrawn people in whom two columns coincide from stopping the work."""

_FROM_EQUAL_GROUPS = 5
"""So many groups of equal size must weigh no more than those there are."""


@dataclass(frozen=True)
class Shares:
    """What an outcome shares with others, (p,) each, in their order.

    r2, adjusted: of all together. lmg: parts of r2, which add up to it; relative_weights: nearly
    the same by another road. alone: correlations; partial: with all others held still; beta:
    standardised coefficients.
    """

    r2: float
    adjusted: float
    lmg: Floats
    relative_weights: Floats
    alone: Floats
    partial: Floats
    beta: Floats


class Together(Enum):
    """Whether the shares of groups rise and fall together."""

    TOGETHER = "together"
    APART = "apart"
    UNCLEAR = "unclear"


@dataclass(frozen=True)
class Link:
    """How one construct goes with the outcome across groups; r, low and high from -1 to 1."""

    word: Together
    r: float
    low: float
    high: float
    n_groups: int


def shares(outcome: ArrayLike, others: ArrayLike) -> Shares:
    """Return what an outcome, (N,), shares with others, (N, p); rows with a gap are left out.

    Raises TooFewError with no more rows than p + 1, with something that never differs, or with
    two others that say the same; ValueError above MOST_OTHERS.
    """
    rows = _rows(outcome, others)
    n, p = len(rows), rows.shape[1] - 1
    if n < p + 2:
        raise TooFewError("nobody_answered" if n == 0 else "below_80")
    if np.ptp(rows, axis=0).min() <= 1e-12:
        raise TooFewError("no_differences")
    between = _correlations(rows)
    if np.linalg.cond(between[1:, 1:]) > 1e10:
        raise TooFewError("cannot_be_told_apart")
    alone, among = between[0, 1:], between[1:, 1:]
    beta = np.asarray(np.linalg.solve(among, alone), float)
    r2 = float(beta @ alone)
    precision = np.linalg.inv(between) if r2 < 1 - 1e-12 else None
    if precision is None:
        raise TooFewError("cannot_be_told_apart")
    return Shares(
        r2=r2,
        adjusted=1 - (1 - r2) * (n - 1) / (n - p - 1),
        lmg=_lmg(between[None])[0],
        relative_weights=_relative_weights(among, alone),
        alone=alone,
        partial=-precision[0, 1:] / np.sqrt(precision[0, 0] * np.diag(precision)[1:]),
        beta=beta,
    )


def shares_across_constructs(
    outcome: Sequence[ReleasedCount],
    others: Mapping[str, Sequence[ReleasedCount]],
    level: float = 0.95,
) -> dict[str, Link]:
    """Return for each construct whether groups' shares rise and fall with those of the outcome.

    outcome, and each of others: one released count per group, in the same order of groups; of a
    range every count is taken as equally likely, so wide ranges weaken a link and never make one.
    Groups weigh as many people as they have. The same people answered both, so a link is one of
    people and groups alike; it is neither ranked nor a cause.
    Raises TooFewError below FROM_GROUPS groups, where a few of them are nearly everybody, below
    FROM_PEOPLE people, or where the shares of one never differ; ValueError for lists of different
    length or a level that is no probability.
    """
    if not 0 < level < 1:
        raise ValueError("the level of an interval lies between 0 and 1")
    sizes = [count.n for count in outcome]
    if len(sizes) < FROM_GROUPS or _equal_groups(sizes) < _FROM_EQUAL_GROUPS:
        raise TooFewError("few_teams")
    if sum(sizes) < FROM_PEOPLE:
        raise TooFewError("below_80")
    reach = NormalDist().inv_cdf((1 + level) / 2) / sqrt(_equal_groups(sizes) - 3)
    return {name: _link(outcome, counts, reach) for name, counts in others.items()}


def _link(one: Sequence[ReleasedCount], other: Sequence[ReleasedCount], reach: float) -> Link:
    pairs = list(zip(one, other, strict=True))
    weights = np.array([count.n for count, _ in pairs], float)
    x, y = (np.array([_middle(pair[side]) for pair in pairs]) for side in (0, 1))
    x, y = x - np.average(x, weights=weights), y - np.average(y, weights=weights)
    spread = float(weights @ x**2) * float(weights @ y**2)
    if spread <= 1e-18:
        raise TooFewError("no_differences")
    r = float(weights @ (x * y)) / sqrt(spread)
    along = atanh(max(-1 + 1e-9, min(1 - 1e-9, r)))
    low, high = tanh(along - reach), tanh(along + reach)
    word = Together.TOGETHER if low > 0 else Together.APART if high < 0 else Together.UNCLEAR
    return Link(word, r, low, high, len(pairs))


def _middle(count: ReleasedCount) -> float:
    return (count.low + count.high) / 2 / count.n


def _equal_groups(sizes: Sequence[int]) -> float:
    """How many groups of equal size would weigh as much (Kish)."""
    return float(sum(sizes)) ** 2 / sum(size**2 for size in sizes)


def _rows(outcome: ArrayLike, others: ArrayLike) -> Floats:
    table = np.column_stack([np.asarray(outcome, float), np.asarray(others, float)])
    if table.shape[1] - 1 > MOST_OTHERS:
        raise ValueError(f"at most {MOST_OTHERS} are compared at once")
    return np.asarray(table[np.isfinite(table).all(axis=1)])


def _correlations(rows: Floats) -> Floats:
    """Correlations of columns; 0 with one that never differs among the people drawn."""
    apart = rows - rows.mean(axis=0)
    length = np.sqrt((apart**2).sum(axis=0))
    unit = apart / np.where(length > 1e-12, length, 1.0)
    between = unit.T @ unit
    np.fill_diagonal(between, 1.0)
    return np.asarray(between)


def _lmg(between: Floats) -> Floats:
    """Each one's part of R squared, averaged over all orders: (B, p) from (B, p + 1, p + 1)."""
    p = between.shape[1] - 1
    known = {kept: _r2(between, kept) for size in range(p + 1) for kept in _subsets(p, size)}
    parts = np.zeros((len(between), p))
    for kept, r2 in known.items():
        weight = 1 / (p * comb(p - 1, len(kept))) if len(kept) < p else 0.0
        for one in set(range(1, p + 1)) - set(kept):
            parts[:, one - 1] += weight * (known[tuple(sorted((*kept, one)))] - r2)
    return parts


def _subsets(p: int, size: int) -> list[tuple[int, ...]]:
    return list(combinations(range(1, p + 1), size))


def _r2(between: Floats, kept: tuple[int, ...]) -> Floats:
    """R squared of the outcome on the kept ones, (B,)."""
    if not kept:
        return np.zeros(len(between))
    columns = list(kept)
    alone = between[:, columns, 0]
    among = between[:, columns][:, :, columns]
    solved = np.linalg.solve(among + _RIDGE * np.eye(len(columns)), alone[..., None])
    return np.asarray((alone * solved[..., 0]).sum(axis=1))


def _relative_weights(among: Floats, alone: Floats) -> Floats:
    values, vectors = np.linalg.eigh(among)
    root = (vectors * np.sqrt(values)) @ vectors.T
    return np.asarray(root**2 @ np.linalg.solve(root, alone) ** 2)
