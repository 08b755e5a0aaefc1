"""The recommendation score: the share that would recommend, less the share that would not.

For the firm alone, and from 20 answers on: with 20 its interval is still some 56 points wide.
Source: Gelman et al. (2013), Bayesian Data Analysis, section 3.4, for counts under a Dirichlet
prior, here Jeffreys' with 1/2 for each kind; Rocks (2016), Am. Stat. 70, 365-372, for the interval
that other tools print.
"""

from math import sqrt
from statistics import NormalDist
from typing import NamedTuple

from bothways.pure.measurement.errors import TooFewError

FROM_PEOPLE = 20
"""With fewer answers there is no score."""

_PRIOR = 0.5
_STEPS = 400
_HALVINGS = 40


class Recommendation(NamedTuple):
    """The score and where it probably lies, in points from -100 to 100."""

    score: float
    low: float
    high: float


class Wald(NamedTuple):
    """The score with the errors that other tools print, in points; low, high by the first."""

    score: float
    error: float
    sample_error: float
    low: float
    high: float


def recommendation(
    promoters: int, passives: int, detractors: int, level: float = 0.95
) -> Recommendation:
    """Return the firm's recommendation score with its interval.

    promoters, passives, detractors: counts of people who would recommend it, neither, would not.
    Everybody on one side ends the interval at 100 or -100.
    Raises TooFewError below FROM_PEOPLE answers; ValueError for a count below 0.
    """
    n = _n(promoters, passives, detractors)
    if n < FROM_PEOPLE:
        raise TooFewError("below_20")
    tail = (1 - level) / 2
    counts = (promoters + _PRIOR, passives + _PRIOR, detractors + _PRIOR)
    low = -1.0 if detractors == n else _quantile(tail, *counts)
    high = 1.0 if promoters == n else _quantile(1 - tail, *counts)
    return Recommendation(100 * (promoters - detractors) / n, 100 * low, 100 * high)


def wald(promoters: int, passives: int, detractors: int, level: float = 0.95) -> Wald:
    """Return the score with its normal interval, which is of width 0 where all agree.

    For checking against other tools alone. Raises ValueError as recommendation does, and for
    nobody; TooFewError for one answer, which has no sample error.
    """
    n = _n(promoters, passives, detractors)
    if n < 2:
        raise TooFewError("one_person")
    score = (promoters - detractors) / n
    spread = (promoters + detractors) / n - score**2
    error = sqrt(spread / n)
    reach = NormalDist().inv_cdf((1 + level) / 2) * error
    ends = (100 * (score - reach), 100 * (score + reach))
    return Wald(100 * score, 100 * error, 100 * sqrt(spread / (n - 1)), *ends)


def _quantile(at: float, promoters: float, passives: float, detractors: float) -> float:
    """Where the posterior of the score, from -1 to 1, leaves `at` below.

    The share that is neither is Beta, and so is the part of promoters among the others; the two are
    independent. So the score's distribution is a mean over even parts of the first.
    """
    from numpy import arange
    from scipy.special import betainc, betaincinv

    parts = (arange(_STEPS) + 0.5) / _STEPS
    others = 1 - betaincinv(passives, promoters + detractors, parts)
    low, high = -1.0, 1.0
    for _ in range(_HALVINGS):
        score = (low + high) / 2
        among = ((1 + score / others) / 2).clip(0, 1)
        if betainc(promoters, detractors, among).mean() < at:
            low = score
        else:
            high = score
    return (low + high) / 2


def _n(promoters: int, passives: int, detractors: int) -> int:
    if min(promoters, passives, detractors) < 0:
        raise ValueError("a count of people is not below nobody")
    return promoters + passives + detractors
