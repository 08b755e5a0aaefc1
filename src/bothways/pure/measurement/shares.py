"""Shares of people who agree, group by group, from released ranges, each with its interval.

The model. Of the n_j people of group j who answered, x_j agree: binomial, with the group's own
share p_j. The groups of a firm are alike to some degree: their shares come from one beta
distribution with mean mu and intra-class correlation rho, Beta(mu k, (1 - mu) k), k = 1/rho - 1.
Before any data every mu is as likely as any other, and rho follows Beta(2, 10), about 1/6.

The sum over ranges. A release says of x_j only that it lies between low and high. So a group's
likelihood for a share p is that of the whole range, the sum over all counts in it:
    L_j(p) = P(low <= X <= high),  X binomial(n_j, p)
An exact count is the range of one. A range from nobody to all says nothing, and L_j is 1. Nothing
but released ranges, their n and the constants in this file goes in, so what comes out tells no more
than what was released.

The grid. A share stands in one of 200 cells, even steps of the angle whose squared sine is the
share: as fine near nobody and everybody as between. rho = u * u with u in the middle of 24 even
steps, weighted by its prior; mu in the middle of 40 even steps, first from 0 to 1, then once more
where the first pass found it, five standard deviations either way. With A[t, g] the part of beta
distribution g = (mu, rho) in cell t:
    support of group j for point g    S[j, g] = sum_t L_j(p_t) A[t, g]
    weight of point g                 P[g] ~ prior[g] product_j S[j, g]
    group j's own share               f_j[t] ~ L_j(p_t) sum_g A[t, g] P[g] / S[j, g]
Estimate and interval are the mean and the tails of f_j.

With fewer than four groups nothing is pooled: each group by itself, A = Jeffreys' Beta(1/2, 1/2).

With sizes given (the people of the group, `size` >= n) the figure is of the people there today:
x_j of them are known up to their range, each of the others agrees with probability p_j.

Source: Gelman et al., Bayesian Data Analysis, 3rd ed., section 5.3, for the hierarchical model;
Heitjan and Rubin (1991), Annals of Statistics 19(4), 2244-2253, for data known to a range.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import betainc, betaincinv

from bothways.pure.measurement.errors import TooFewError
from bothways.pure.measurement.intervals import ReleasedCount, released_interval
from bothways.pure.measurement.scores import LEAST_POOLED

Floats = NDArray[np.float64]

PRIOR: Final = (2.0, 10.0)
"""Beta distribution of the intra-class correlation before any data."""

_CELLS: Final = 200
_MEANS: Final = 40
_CORRELATIONS: Final = 24
_ANGLE: Final = np.arange(_CELLS + 1) / _CELLS  # the cells' ends, 1 for a right angle
_SHARE: Final = np.sin(np.pi / 2 * (_ANGLE[:-1] + 0.5 / _CELLS)) ** 2
_TINY: Final = 1e-200
_FAINT: Final = 1e-60
"""What would be smaller is taken as this: numbers near nought are slow, and none matters here."""


@dataclass(frozen=True, eq=False)
class ShareEstimates:
    """A share for each group and for the firm, between 0 and 1.

    estimate, low, high, sd: (J,). firm, firm_low, firm_high: the mean of the firm's groups, each
    group counting once; without pooling the share of all people in them. real: how much of the
    differences between groups is real, 0 to 1 (the mean of rho); 0 where nothing was pooled.
    pooled: False with fewer than four groups; then each group stands by itself.
    Always low < high, and low <= estimate <= high.
    """

    estimate: Floats
    low: Floats
    high: Floats
    sd: Floats
    firm: float
    firm_low: float
    firm_high: float
    real: float
    pooled: bool


def shares(
    counts: Sequence[ReleasedCount], level: float = 0.95, size: ArrayLike | None = None
) -> ShareEstimates:
    """Return the share of each group, and how sure it is, from what was released.

    counts: low to high of n people agree, one for each group; exact counts are low == high.
    size: people in each group, n or more; then the share is that of the people there today.
    Raises TooFewError without a group, ValueError if a range does not fit its n or its size.
    """
    ranges = _checked(counts)
    people = None if size is None else _sizes(size, ranges[2])
    alike, which = np.unique(ranges, axis=1, return_inverse=True)
    which = np.ravel(which)
    likely = _probability(*alike)
    pooled = len(counts) >= LEAST_POOLED
    if pooled:
        own, mu, weight, real = _pooled(likely, np.bincount(which))
        firm, ends = float(weight @ mu), _tails_of(mu, weight, level)
    else:
        own, real = likely / likely.sum(1, keepdims=True), 0.0
        firm, ends = _all_together(ranges, level)
    figures = _of_unit(own, alike, level, pooled=pooled)[:, which]
    if people is not None:
        figures = _of_people(own[which], likely[which], ranges, people, level)
    estimate, least, most, sd = figures
    return ShareEstimates(estimate, least, most, sd, firm, *ends, real, pooled)


def _pooled(likely: Floats, n_alike: NDArray[np.intp]) -> tuple[Floats, Floats, Floats, float]:
    """Each group's share over the cells; the grid's means with their weights; the mean of rho."""
    least, most = 0.0, 1.0
    for _ in range(2):
        mu, beta, rho, log_prior = _betas(least, most)
        support = likely @ beta
        log_weight = log_prior + n_alike @ np.log(support)
        weight = np.maximum(np.exp(log_weight - log_weight.max()), _FAINT)
        weight = weight / weight.sum()
        of_mu = weight.reshape(_MEANS, _CORRELATIONS).sum(1)
        centre = of_mu @ mu
        reach = 5 * np.sqrt(of_mu @ (mu - centre) ** 2 + (mu[1] - mu[0]) ** 2 / 4)
        least, most = max(centre - reach, 0.0), min(centre + reach, 1.0)
    own = likely * ((weight / support) @ beta.T)
    return own / own.sum(1, keepdims=True), mu, of_mu, float(weight @ rho)


@lru_cache(maxsize=2)  # the means from 0 to 1, with which every firm begins, stay
def _betas(least: float, most: float) -> tuple[Floats, Floats, Floats, Floats]:
    """The means; for each point (mu, rho): its distribution over the cells, rho, its log prior."""
    mu = least + (most - least) * (np.arange(_MEANS) + 0.5) / _MEANS
    u = (np.arange(_CORRELATIONS) + 0.5) / _CORRELATIONS
    mean, root = (axis.ravel() for axis in np.meshgrid(mu, u, indexing="ij"))
    rho = root * root
    alike = 1 / rho - 1
    # a step of the angle holds sqrt(p (1 - p)) of shares: hence a half where the density has 1
    log_mass = np.log(_SHARE)[:, None] * (mean * alike - 0.5)
    log_mass = log_mass + np.log1p(-_SHARE)[:, None] * ((1 - mean) * alike - 0.5)
    mass = np.maximum(np.exp(log_mass - log_mass.max(0)), _FAINT)
    a, b = PRIOR
    log_prior = (2 * a - 1) * np.log(root) + (b - 1) * np.log1p(-rho)
    return mu, mass / mass.sum(0), rho, log_prior


def _probability(low: Floats, high: Floats, n: Floats) -> Floats:
    """P(low <= X <= high), X binomial(n, share), for each group (rows) and cell (columns)."""
    return np.maximum(_up_to(high, n) - _up_to(low - 1, n), _TINY)


def _up_to(count: Floats, n: Floats) -> Floats:
    """P(X <= count), X binomial(n, share); also for counts below nought and from n on."""
    inside = np.clip(count, 0, np.maximum(n - 1, 0))[:, None]
    share = betainc(np.maximum(n[:, None] - inside, 1), inside + 1, 1 - _SHARE)
    return np.where(count[:, None] < 0, 0.0, np.where(count[:, None] >= n[:, None], 1.0, share))


def _of_unit(own: Floats, alike: Floats, level: float, *, pooled: bool) -> Floats:
    """Rows estimate, low, high, sd of the group's own share. Ends as Jeffreys' without pooling."""
    mean = own @ _SHARE
    sd = np.sqrt(np.maximum(own @ _SHARE**2 - mean**2, 0.0))
    tail = (1 - level) / 2
    cumulative = np.concatenate([np.zeros((len(own), 1)), own.cumsum(1)], axis=1)
    low = np.array([_at(row, tail) for row in cumulative])
    high = np.array([_at(row, 1 - tail) for row in cumulative])
    if not pooled:
        low = np.where(alike[0] == 0, 0.0, low)
        high = np.where(alike[1] == alike[2], 1.0, high)
    return np.stack([mean, np.minimum(low, mean), np.maximum(high, mean), sd])


def _at(cumulative: Floats, part: float) -> float:
    """The share below which `part` of a distribution over the cells lies."""
    angle = np.interp(part, cumulative, _ANGLE)
    return float(np.sin(np.pi / 2 * angle) ** 2)


def _of_people(own: Floats, likely: Floats, ranges: Floats, size: Floats, level: float) -> Floats:
    """Rows estimate, low, high, sd of the share among the people there today.

    The count of those who agree is a whole number; to have tails it is taken as spread evenly over
    half a person either way. Mean and variance are then exact, and the tails are those of the beta
    distribution with the same two between the least and the most that are possible.
    """
    low, high, n = ranges
    mean, square = _within_range(likely, ranges)
    rest = (size - n)[:, None]
    of_rest = rest * _SHARE
    variance = square - mean**2 + of_rest * (1 - _SHARE)
    agree = np.clip((own * (mean + of_rest)).sum(1), low, high + size - n)
    spread = (own * (variance + (mean + of_rest - agree[:, None]) ** 2)).sum(1)
    width = high + size - n - low + 1
    middle = (agree - low + 0.5) / width
    alike = middle * (1 - middle) * width**2 / (np.maximum(spread, 0) + 1 / 12) - 1
    tails = np.array([(1 - level) / 2, (1 + level) / 2])[:, None]
    least, most = low - 0.5 + width * betaincinv(middle * alike, (1 - middle) * alike, tails)
    sd = np.sqrt(np.maximum(spread, 0.0))
    agree_ends = np.maximum(np.minimum(least, agree), 0), np.minimum(np.maximum(most, agree), size)
    return np.stack([agree, *agree_ends, sd]) / size


def _within_range(likely: Floats, ranges: Floats) -> tuple[Floats, Floats]:
    """Mean and mean square of a binomial count known to lie in its range, for each cell."""
    low, high, n = ranges
    once = (n[:, None] * _SHARE) * _probability(low - 1, high - 1, n - 1) / likely
    twice = (n * (n - 1))[:, None] * _SHARE**2 * _probability(low - 2, high - 2, n - 2) / likely
    mean = np.clip(once, low[:, None], high[:, None])
    square = np.clip(twice + once, mean**2, (high**2)[:, None])
    return mean, square


def _tails_of(mu: Floats, weight: Floats, level: float) -> tuple[float, float]:
    """The interval of a mean over the grid's means."""
    half = (mu[1] - mu[0]) / 2
    ends = np.append(mu - half, mu[-1] + half)
    cumulative = np.append(0.0, weight.cumsum())
    tail = (1 - level) / 2
    low, high = np.interp([tail, 1 - tail], cumulative, ends)
    return float(low), float(high)


def _all_together(ranges: Floats, level: float) -> tuple[float, tuple[float, float]]:
    """The share of all people in the groups, and its interval from lowest to highest count."""
    low, high, n = (int(total) for total in ranges.sum(1))
    return (low + high) / 2 / n, released_interval(low, high, n, level)


def _checked(counts: Sequence[ReleasedCount]) -> Floats:
    """Rows low, high, n; refuses what is none."""
    if not counts:
        raise TooFewError("nobody_answered")
    ranges = np.array(counts, dtype=np.float64).T
    low, high, n = ranges
    if not ((n >= 1) & (low >= 0) & (low <= high) & (high <= n)).all():
        raise ValueError("a count of people lies between nobody and all of them")
    return ranges


def _sizes(size: ArrayLike, n: Floats) -> Floats:
    people = np.broadcast_to(np.asarray(size, dtype=np.float64), n.shape)
    if not (people >= n).all():
        raise ValueError("a group has no fewer people than answered")
    return people
