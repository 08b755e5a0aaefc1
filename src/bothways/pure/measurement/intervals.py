"""Shares of small teams with their uncertainty, and whether two of them differ.

Everything here takes counts; a released count is a range, and is taken as a range.
Source: Brown, Cai and DasGupta (2001), Statistical Science 16(2), 101-133, for the Jeffreys
interval and its end points; the words are those of docs/use/reading-a-figure.md.
"""

from enum import Enum
from math import pi, sin
from typing import NamedTuple

HALF = 0.5
"""Jeffreys' prior: Beta(1/2, 1/2)."""

_STEPS = 400
"""Steps of the integration over shares; for 500 people the error stays below .001."""


class ReleasedCount(NamedTuple):
    """A count as it was released: between low and high of n people, both ends included."""

    low: int
    high: int
    n: int


class Direction(Enum):
    """Which way a share probably went."""

    UP = "up"
    DOWN = "down"
    UNCLEAR = "unclear"


class Strength(Enum):
    """How sure the direction is: the words people read, by its probability."""

    NO_CLEAR_CHANGE = "no clear change"
    LEANING = "leaning"
    PROBABLY = "probably"
    CLEARLY = "clearly"


class Change(NamedTuple):
    """A direction and how sure it is; UNCLEAR goes with NO_CLEAR_CHANGE and with nothing else."""

    direction: Direction
    strength: Strength


_LADDER = (
    (0.975, Strength.CLEARLY),
    (0.90, Strength.PROBABLY),
    (0.75, Strength.LEANING),
)


def jeffreys_interval(hits: int, n: int, level: float = 0.95) -> tuple[float, float]:
    """Return (low, high) for the share hits/n, each between 0 and 1.

    hits, n: counts of people, 0 <= hits <= n, n >= 1. level: between 0 and 1.
    Nobody agreeing starts the interval at 0, everybody agreeing ends it at 1.
    Raises ValueError outside those ranges.
    """
    _refuse_nonsense(hits, hits, n)
    if not 0 < level < 1:
        raise ValueError("the level of an interval lies between 0 and 1")
    from scipy.special import betaincinv

    tail = (1 - level) / 2
    a, b = hits + HALF, n - hits + HALF
    low = 0.0 if hits == 0 else float(betaincinv(a, b, tail))
    high = 1.0 if hits == n else float(betaincinv(a, b, 1 - tail))
    return low, high


def released_interval(low: int, high: int, n: int, level: float = 0.95) -> tuple[float, float]:
    """Return (low, high) for the share behind a released count of low to high people among n.

    The low end is that of the lowest possible count, the high end that of the highest, so that
    the interval is honest whichever it was. Raises ValueError as jeffreys_interval does.
    """
    _refuse_nonsense(low, high, n)
    return jeffreys_interval(low, n, level)[0], jeffreys_interval(high, n, level)[1]


def change_in_words(before: ReleasedCount, after: ReleasedCount) -> Change:
    """Return which way a share went from one round to another, and how sure that is.

    The probability of the direction is that of two independent shares under Jeffreys' prior, every
    count that a range allows taken as equally likely. It says nothing about the size or the cause.
    Raises ValueError if a range does not fit its n.
    """
    return in_words(probability_of_rise(before, after))


def in_words(risen: float) -> Change:
    """Return the words for the probability, 0 to 1, that something is higher after than before.

    Raises ValueError outside that range, and for what is no number.
    """
    if not 0 <= risen <= 1:
        raise ValueError("a probability lies between 0 and 1")
    for least, strength in _LADDER:
        if risen >= least:
            return Change(Direction.UP, strength)
        if 1 - risen >= least:
            return Change(Direction.DOWN, strength)
    return Change(Direction.UNCLEAR, Strength.NO_CLEAR_CHANGE)


def probability_of_rise(before: ReleasedCount, after: ReleasedCount) -> float:
    """Return the probability that the share is higher after than before, between 0 and 1."""
    _refuse_nonsense(*before)
    _refuse_nonsense(*after)
    # even steps of the angle whose squared sine is the share: as fine near 0 and 1 as between
    grid = [sin(pi / 2 * step / _STEPS) ** 2 for step in range(_STEPS + 1)]
    earlier, later = _cumulative(before, grid), _cumulative(after, grid)
    return sum(
        (later[step + 1] - later[step]) * (earlier[step + 1] + earlier[step]) / 2
        for step in range(_STEPS)
    )


def _cumulative(count: ReleasedCount, shares: list[float]) -> list[float]:
    """The probability that the share lies at or below each of `shares`."""
    from scipy.special import betainc

    possible = range(count.low, count.high + 1)
    curves = [betainc(hits + HALF, count.n - hits + HALF, shares) for hits in possible]
    return [float(mean) for mean in sum(curves[1:], start=curves[0]) / len(curves)]


def _refuse_nonsense(low: int, high: int, n: int) -> None:
    if n < 1 or not 0 <= low <= high <= n:
        raise ValueError("a count of people lies between nobody and all of them")
