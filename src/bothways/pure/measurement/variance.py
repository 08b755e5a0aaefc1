"""How much of the differences between answers is between teams, and how much within them.

The product shows the posterior of scores.py; these textbook estimates check it, and are shown for
imported data, where every answer is at hand.
Sources: Shrout and Fleiss (1979), Psychol. Bull. 86, 420-428, for the analysis of variance; Bates
(2010), lme4, chapter 1, for REML; Dansereau, Alutto and Yammarino (1984) for WABA.
"""

from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import ArrayLike, NDArray

from bothways.pure.measurement.errors import TooFewError
from bothways.pure.measurement.mixed import random_intercept

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Anova:
    """A one-way analysis of variance; the mean squares in the answers' unit squared.

    icc1: how alike two answers of one team are, below 0 where less than by chance. icc2: the
    reliability of a mean of an average team; 0 where teams differ no more than by chance.
    """

    df_between: int
    df_within: int
    ms_between: float
    ms_within: float
    f: float
    icc1: float
    icc2: float


@dataclass(frozen=True)
class Components:
    """The variance between teams and within, by REML, and each team's mean drawn towards all.

    mean, mean_error: that of an average team. Per team, (J,), in the order of sorted labels:
    reliability, shrunken mean, its error if the firm's mean were known, and its error as it is.
    """

    mean: float
    mean_error: float
    between: float
    within: float
    n: Floats
    reliability: Floats
    shrunken: Floats
    conditional_error: Floats
    error: Floats

    @property
    def icc1(self) -> float:
        """The part of the variance of single answers that is between teams, 0 to 1."""
        return self.between / (self.between + self.within)

    @property
    def icc2(self) -> float:
        """The reliability of the mean of a team of average size, 0 to 1."""
        size = float(self.n.mean())
        return size * self.icc1 / (1 + (size - 1) * self.icc1)


@dataclass(frozen=True)
class Waba:
    """One correlation of two scores, taken apart: raw = eta_b1 eta_b2 r_b + eta_w1 eta_w2 r_w."""

    raw: float
    eta_between: tuple[float, float]
    between: float
    eta_within: tuple[float, float]
    within: float


def anova(answers: ArrayLike, teams: ArrayLike) -> Anova:
    """Return the one-way analysis of variance of answers, (N,), by teams, (N,) labels.

    Raises TooFewError with one team, with one answer in each, or where all answers are the same;
    ValueError for a missing answer.
    """
    y, index = _checked(answers, teams)
    n = np.bincount(index).astype(float)
    means = np.bincount(index, y) / n
    df_between, df_within = len(n) - 1, len(y) - len(n)
    ms_between = float(n @ (means - y.mean()) ** 2) / df_between
    ms_within = float(((y - means[index]) ** 2).sum()) / df_within
    gained = ms_between - ms_within
    return Anova(
        df_between,
        df_within,
        ms_between,
        ms_within,
        f=ms_between / ms_within if ms_within else float("inf"),
        icc1=gained / (ms_between + (len(y) / len(n) - 1) * ms_within),
        icc2=gained / ms_between if gained > 0 else 0.0,
    )


def components(answers: ArrayLike, teams: ArrayLike) -> Components:
    """Return the variance components of answers, (N,), by teams, (N,) labels, by REML.

    Raises TooFewError as anova does, and where answers differ between teams alone.
    """
    y, index = _checked(answers, teams)
    fit = random_intercept(y, np.ones((len(y), 1)), index)
    n = np.bincount(index).astype(float)
    mean, mean_error = float(fit.coefficients[0]), float(fit.errors[0])
    reliability = n * fit.between / (n * fit.between + fit.within)
    own = fit.between * (1 - reliability)
    return Components(
        mean,
        mean_error,
        fit.between,
        fit.within,
        n,
        reliability,
        shrunken=mean + reliability * (np.bincount(index, y) / n - mean),
        conditional_error=np.sqrt(own),
        error=np.sqrt(own + ((1 - reliability) * mean_error) ** 2),
    )


def waba(one: ArrayLike, other: ArrayLike, teams: ArrayLike) -> Waba:
    """Return how two scores of the same people, (N,) each, go together between and within teams.

    Raises TooFewError as anova does for either score, and where either differs only between or
    only within teams.
    """
    parts = [_parts(score, teams) for score in (one, other)]
    (total_1, between_1, within_1), (total_2, between_2, within_2) = parts
    if min(np.ptp(part) for whole in parts for part in whole) == 0:
        raise TooFewError("no_differences")
    return Waba(
        raw=_together(total_1, total_2),
        eta_between=(_share(between_1, total_1), _share(between_2, total_2)),
        between=_together(between_1, between_2),
        eta_within=(_share(within_1, total_1), _share(within_2, total_2)),
        within=_together(within_1, within_2),
    )


def _parts(score: ArrayLike, teams: ArrayLike) -> tuple[Floats, Floats, Floats]:
    """Each person's distance from all, that of the team, and that from the team."""
    y, index = _checked(score, teams)
    of_team = (np.bincount(index, y) / np.bincount(index))[index]
    return y - y.mean(), of_team - y.mean(), y - of_team


def _together(one: Floats, other: Floats) -> float:
    return float(one @ other) / sqrt(float(one @ one) * float(other @ other))


def _share(part: Floats, whole: Floats) -> float:
    return sqrt(float(part @ part) / float(whole @ whole))


def _checked(answers: ArrayLike, teams: ArrayLike) -> tuple[Floats, NDArray[np.intp]]:
    """The answers and, for each, the number of its team."""
    y = np.asarray(answers, float)
    if not np.isfinite(y).all():
        raise ValueError("a missing answer is left out before teams are compared")
    if not len(y):
        raise TooFewError("nobody_answered")
    names, index = np.unique(np.asarray(teams), return_inverse=True)
    if len(names) == 1:
        raise TooFewError("one_team")
    if len(names) == len(y):
        raise TooFewError("one_in_each")
    if np.ptp(y) == 0:
        raise TooFewError("no_differences")
    return y, index
