"""What could be seen at all, said before the start: plain arithmetic, no data but sizes.

A team's figure moves by chance from one round to the next: its people are few, and some of them
answer otherwise on another day. The error of the comparison follows from that; weighed with the
prior, it says how large an effect must be to be called 'clearly', and how often one of a given
size would be. It is the best case: teams also drift by themselves. Normal theory with Student's
quantiles; numbers in, numbers out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import erf, pi, sqrt
from typing import Final

from bothways.pure.measurement.impact.effect import PRIOR_POINTS, Reason, Z
from bothways.pure.measurement.impact.estimators import FEWEST_A_SIDE

WITHIN_POINTS: Final = 0.62
"""Variance of one person's score within a team (lq2002's leadership scale: .60 to .64)."""

WITHIN_SHARE: Final = 0.22
"""The same for agreeing with one question or not (the mean over lq2002's eleven items)."""

STAYS: Final = 0.5
"""How far the same people answer alike a quarter later, from 0 to 1; a plain guess, and said so."""

CHOSEN_LOW: Final = 1 / (1 - 2 / pi)
"""How many times the variance grows where the low half was chosen: what they started from and
whether they had it then say nearly the same (correlation squared 2/pi for a normal baseline)."""


@dataclass(frozen=True)
class Sight:
    """What a comparison could see. All in the unit of the prior; None where it could see nothing.

    error: standard error that is to be expected. half: the effect that would be called 'clearly'
    half the time. chance: how often an effect of size `asked` would be, between 0 and 1.
    """

    asked: float
    error: float | None
    half: float | None
    chance: float | None
    reason: Reason = Reason.NONE


def noise_of_a_change(sizes: Sequence[int], *, within: float = WITHIN_POINTS) -> float:
    """Return the variance of what becomes of a team by chance, averaged over these teams.

    sizes: how many are expected to answer, each >= 1. within: a person's variance, unit squared.
    """
    if not sizes or min(sizes) < 1:
        raise ValueError("a team that is counted has somebody in it")
    return sum(2 * within * (1 - STAYS) / size for size in sizes) / len(sizes)


def what_could_be_seen(
    n_teams: int,
    team_size: int,
    *,
    n_with: int | None = None,
    asked: float = 0.3,
    within: float = WITHIN_POINTS,
    prior: float = PRIOR_POINTS,
    chosen_low: bool = False,
) -> Sight:
    """Return what a comparison of so many teams could see.

    n_teams: of both sides; n_with: of those how many have it (half of them if it is not said).
    team_size: how many answer in each. asked: the size of effect that somebody hopes for, > 0.
    """
    n_with = n_teams // 2 if n_with is None else n_with
    n_without = n_teams - n_with
    if min(n_with, n_without) < FEWEST_A_SIDE:
        reason = Reason.ONE_TEAM if n_teams == 1 else Reason.TOO_FEW_TEAMS
        return Sight(asked, None, None, None, reason)
    noise = noise_of_a_change([team_size], within=within)
    error = sqrt(noise * (1 / n_with + 1 / n_without) * (CHOSEN_LOW if chosen_low else 1))
    df = n_teams - (3 if chosen_low else 2)
    half = _needed(error, df, prior)
    chance = _above((half - asked) / error) + _above((half + asked) / error)
    return Sight(asked, error, half, chance)


def _needed(error: float, df: int, prior: float) -> float:
    """Return the raw difference from which on the weighed interval leaves nothing out.

    The weighed estimate is b raw with standard deviation sqrt(b) wide, b = prior^2 / (prior^2 +
    wide^2), where wide is the error as effect.weighed takes it; so raw must reach z wide / sqrt(b).
    """
    wide = _t(df) * error / Z
    return Z * sqrt(wide**2 + wide**4 / prior**2)


def _t(df: int) -> float:
    """Return Student's .975 quantile by its expansion around the normal (error < .01 from df 4)."""
    z = Z
    first = (z**3 + z) / 4
    second = (5 * z**5 + 16 * z**3 + 3 * z) / 96
    third = (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384
    return z + first / df + second / df**2 + third / df**3


def _above(z: float) -> float:
    return (1 - erf(z / sqrt(2))) / 2
