"""What became of a score between two rounds, and how small a change a team can show at all.

Changes of shares stand in intervals.py; both are put into the same words by the same ladder.
Source: Bland and Altman (1986), Lancet 327, 307-310, for the smallest change beyond noise.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum, sqrt
from statistics import NormalDist, correlation, stdev
from typing import NamedTuple

from bothways.pure.measurement.errors import TooFewError
from bothways.pure.measurement.intervals import Change, in_words

SPREAD = 0.8
"""Standard deviation of people's scores in points of 1 to 5: .82 in lq2002, .77 in bh1996."""


class Score(NamedTuple):
    """A score in points and its standard error: the `estimate` and `sd` of scores.py."""

    estimate: float
    sd: float


@dataclass(frozen=True)
class MeanChange:
    """The mean change of the same units between two times, in the figures' unit.

    correlation: between the two times. spread: standard deviation of single changes. error: of
    their mean. low, high: its t interval. p: how often chance alone gives at least as much.
    """

    n: int
    correlation: float
    change: float
    spread: float
    error: float
    t: float
    p: float
    low: float
    high: float


def change_of_scores(before: Score, after: Score) -> Change:
    """Return which way a score went, and how sure that is. It says nothing of size or cause.

    The errors of two rounds are taken as independent. Where the same people answered twice that
    overstates the noise, so that a word is never too strong; nobody knows whether they did.
    Raises ValueError for an error that is not above 0.
    """
    return in_words(probability_of_higher_score(before, after))


def probability_of_higher_score(before: Score, after: Score) -> float:
    """Return the probability, 0 to 1, that the true score is higher after than before."""
    if not (before.sd > 0 and after.sd > 0):
        raise ValueError("a score is never known without error")
    moved = after.estimate - before.estimate
    return NormalDist(0, sqrt(before.sd**2 + after.sd**2)).cdf(moved)


def smallest_change(n: int, spread: float = SPREAD, level: float = 0.95) -> float:
    """Return the smallest change between two rounds that n people can show, in points.

    A smaller one happens by chance alone more often than in 1 - level of all comparisons. A team
    of 6 shows about 0.9 of the 4 points from 1 to 5.
    n: people who answer, at least 1. spread: standard deviation of their scores, above 0.
    Raises ValueError outside those ranges.
    """
    if n < 1 or not spread > 0 or not 0 < level < 1:
        raise ValueError("people, their spread and the level must be above nothing")
    return NormalDist().inv_cdf((1 + level) / 2) * spread * sqrt(2 / n)


def smallest_paired_change(n: int, spread: float, level: float = 0.95) -> float:
    """Return the smallest mean change that n people can show whose own changes are known.

    spread: standard deviation of those changes, above 0. n: at least 2, else TooFewError. Our own
    ballots know nobody's own change, so this is for figures that come with a name.
    """
    if n < 2:
        raise TooFewError("one_person")
    if not spread > 0 or not 0 < level < 1:
        raise ValueError("the spread of changes and the level must be above nothing")
    from scipy.special import stdtrit

    return float(stdtrit(n - 1, (1 + level) / 2)) * spread / sqrt(n)


def mean_change(before: Sequence[float], after: Sequence[float], level: float = 0.95) -> MeanChange:
    """Return how far the same units moved on average, by a paired t test.

    before, after: one figure per unit, in the same order.
    Raises TooFewError for fewer than three units or where all moved alike; ValueError for two
    lists of different length.
    """
    moved = [later - earlier for earlier, later in zip(before, after, strict=True)]
    n = len(moved)
    if n < 3:
        raise TooFewError("few_teams")
    spread = stdev(moved)
    if spread <= 1e-12 or min(stdev(before), stdev(after)) <= 1e-12:
        raise TooFewError("no_differences")
    from scipy.special import stdtr

    change, error = fsum(moved) / n, spread / sqrt(n)
    reach = smallest_paired_change(n, spread, level)
    return MeanChange(
        n=n,
        correlation=correlation(before, after),
        change=change,
        spread=spread,
        error=error,
        t=change / error,
        p=2 * float(stdtr(n - 1, -abs(change / error))),
        low=change - reach,
        high=change + reach,
    )
