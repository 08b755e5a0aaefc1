"""Textbook intervals of a share, to hold the one that is shown against.

Every page shows Jeffreys' interval (intervals.py), so that two figures never differ because two
ways were used. These are what other tools and papers print.
Sources: Wilson (1927), J. Am. Stat. Assoc. 22, 209-212; Clopper and Pearson (1934), Biometrika 26,
404-413; Newcombe (1998), Statist. Med. 17, 857-872 and, for differences, 873-890 (method 10).
"""

from math import sqrt
from statistics import NormalDist

Interval = tuple[float, float]


def wilson_interval(hits: int, n: int, level: float = 0.95) -> Interval:
    """Return (low, high) for the share hits/n by Wilson's score, each between 0 and 1.

    hits, n: counts of people, 0 <= hits <= n, n >= 1. level: between 0 and 1.
    Raises ValueError outside those ranges.
    """
    _refuse_nonsense(hits, n, level)
    z = _quantile(level)
    share, squared = hits / n, z * z / n
    middle = share + squared / 2
    reach = z * sqrt(share * (1 - share) / n + squared / (4 * n))
    low = 0.0 if hits == 0 else (middle - reach) / (1 + squared)
    high = 1.0 if hits == n else (middle + reach) / (1 + squared)
    return low, high


def clopper_pearson_interval(hits: int, n: int, level: float = 0.95) -> Interval:
    """Return (low, high) for the share hits/n by exact binomial tails, never too narrow.

    Takes and raises what wilson_interval does.
    """
    _refuse_nonsense(hits, n, level)
    from scipy.special import betaincinv

    tail = (1 - level) / 2
    low = 0.0 if hits == 0 else float(betaincinv(hits, n - hits + 1, tail))
    high = 1.0 if hits == n else float(betaincinv(hits + 1, n - hits, 1 - tail))
    return low, high


def difference_interval(
    one: tuple[int, int], other: tuple[int, int], level: float = 0.95
) -> Interval:
    """Return (low, high) for the share of `one` less that of `other`, each between -1 and 1.

    one, other: (hits, n) of two sets of different people. By Newcombe's hybrid of Wilson's scores.
    Takes and raises what wilson_interval does.
    """
    (low_1, high_1), (low_2, high_2) = (wilson_interval(*share, level) for share in (one, other))
    first, second = one[0] / one[1], other[0] / other[1]
    down = sqrt((first - low_1) ** 2 + (high_2 - second) ** 2)
    up = sqrt((high_1 - first) ** 2 + (second - low_2) ** 2)
    return first - second - down, first - second + up


def _quantile(level: float) -> float:
    return NormalDist().inv_cdf((1 + level) / 2)


def _refuse_nonsense(hits: int, n: int, level: float) -> None:
    if n < 1 or not 0 <= hits <= n:
        raise ValueError("a count of people lies between nobody and all of them")
    if not 0 < level < 1:
        raise ValueError("the level of an interval lies between 0 and 1")
