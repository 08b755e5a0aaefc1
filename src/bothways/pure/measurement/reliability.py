"""How well the questions of one construct go together: alpha and omega.

Needs joint answers, so it is for imported data and never for a single team.
Sources: Cronbach (1951), Psychometrika 16, 297-334; McDonald (1999), Test Theory, for omega;
Joreskog (1967), Psychometrika 32, 443-482, for the fixed points of the factor model.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import ArrayLike, NDArray

from bothways.pure.measurement.errors import TooFewError

Floats = NDArray[np.float64]

FROM_PEOPLE = 50
"""How many people must have answered everything before a reliability is shown."""

_ROUNDS = 1000
_TINY = 1e-9


@dataclass(frozen=True)
class Alpha:
    """Cronbach's alpha, at most 1, and each question's part in it, (Q,).

    standardised: as if all questions varied alike. mean_correlation: between two questions.
    without: alpha once the question is dropped. rest: its correlation with all others' sum.
    """

    alpha: float
    standardised: float
    mean_correlation: float
    without: Floats
    rest: Floats


@dataclass(frozen=True)
class Omega:
    """McDonald's omega of one common factor, 0 to 1, with the questions' loadings, (Q,)."""

    omega: float
    loadings: Floats


def complete(answers: ArrayLike) -> Floats:
    """Return the rows of answers, (N, Q), in which nothing is missing."""
    table = np.asarray(answers, float)
    return np.asarray(table[np.isfinite(table).all(axis=1)])


def enough(answers: ArrayLike) -> Floats:
    """Return the complete rows of answers, (N, Q), if there are enough to show a reliability.

    Raises TooFewError with fewer than FROM_PEOPLE.
    """
    rows = complete(answers)
    if len(rows) < FROM_PEOPLE:
        raise TooFewError("below_50")
    return rows


def alpha(answers: ArrayLike) -> Alpha:
    """Return alpha of answers, (N, Q), one row a person, nan where one is missing.

    Each pair of questions is compared over those who answered both.
    Raises TooFewError with one question, with a pair that nobody answered together, or where a
    question got the same answer from everybody.
    """
    cov = _covariances(answers)
    n = len(cov)
    if n < 2:
        raise TooFewError("one_question")
    spread = np.sqrt(np.diag(cov))
    correlations = cov / np.outer(spread, spread)
    mean = float(correlations.sum() - n) / (n * (n - 1))
    if 1 + (n - 1) * mean <= _TINY:
        raise TooFewError("no_common_factor")
    others = [np.arange(n) != question for question in range(n)]
    return Alpha(
        alpha=_alpha(cov),
        standardised=n * mean / (1 + (n - 1) * mean),
        mean_correlation=mean,
        without=np.array([_alpha(cov[np.ix_(kept, kept)]) for kept in others if n > 2]),
        rest=np.array([_with_rest(cov, kept) for kept in others]),
    )


def omega(answers: ArrayLike) -> Omega:
    """Return omega of answers, (N, Q), from a factor fitted by maximum likelihood.

    People with a missing answer are left out; loadings are in points. The sum's variance is taken
    from the model. Raises TooFewError with fewer than three questions, or where no common factor
    explains them.
    """
    rows = complete(answers)
    cov = _covariances(rows) * (len(rows) - 1) / len(rows)
    loadings, own = _likeliest(cov)
    common = float(loadings.sum()) ** 2
    return Omega(common / (common + float(own.sum())), loadings)


def omega_of_correlations(answers: ArrayLike) -> Omega:
    """Return omega of answers, (N, Q), from a factor that leaves the least squares.

    Works on correlations, so that questions which vary more weigh no more; loadings are
    correlations, and the sum's variance is the one observed. Raises TooFewError as omega does.
    """
    cov = _covariances(complete(answers))
    spread = np.sqrt(np.diag(cov))
    correlations = cov / np.outer(spread, spread)
    loadings, own = _least_squares(correlations)
    return Omega(1 - float(own.sum() / correlations.sum()), loadings)


def _covariances(answers: ArrayLike) -> Floats:
    """Covariances of questions, each over the people who answered both."""
    table = np.asarray(answers, float)
    here = np.isfinite(table)
    together = here.T.astype(float) @ here
    if not len(table) or together.min() < 2:
        raise TooFewError("never_together")
    known = np.where(here, table, 0.0)
    sums = known.T @ here  # of the row's question, over those who answered the column's too
    products = known.T @ known
    cov = (products - sums * sums.T / together) / (together - 1)
    if np.diag(cov).min() <= 1e-12:
        raise TooFewError("no_differences")
    return np.asarray(cov)


def _alpha(cov: Floats) -> float:
    n = len(cov)
    return n / (n - 1) * (1 - float(np.trace(cov)) / _of_sum(cov))


def _of_sum(cov: Floats) -> float:
    """The variance of the sum of questions; refused where they cancel each other out."""
    found = float(cov.sum())
    if found <= _TINY * float(np.trace(cov)):
        raise TooFewError("no_common_factor")
    return found


def _with_rest(cov: Floats, kept: NDArray[np.bool_]) -> float:
    """The correlation of the one question that is not kept with the sum of the others."""
    of_rest = _of_sum(cov[np.ix_(kept, kept)])
    own = float(cov[np.ix_(~kept, ~kept)].sum())
    return float(cov[np.ix_(~kept, kept)].sum()) / sqrt(own * of_rest)


def _likeliest(cov: Floats) -> tuple[Floats, Floats]:
    """Loadings and own variances of one factor at the maximum of the likelihood."""

    def loadings_beside(own: Floats) -> Floats:
        scale = np.sqrt(own)
        values, vectors = np.linalg.eigh(cov / np.outer(scale, scale))
        return np.asarray(scale * vectors[:, -1] * sqrt(max(float(values[-1]) - 1, 0.0)))

    return _settled(cov, loadings_beside)


def _least_squares(correlations: Floats) -> tuple[Floats, Floats]:
    """Loadings and own variances of one factor that leaves the least squares off the diagonal."""

    def loadings_beside(own: Floats) -> Floats:
        values, vectors = np.linalg.eigh(correlations - np.diag(own))
        return np.asarray(vectors[:, -1] * sqrt(max(float(values[-1]), 0.0)))

    return _settled(correlations, loadings_beside)


def _settled(matrix: Floats, loadings_beside: Callable[[Floats], Floats]) -> tuple[Floats, Floats]:
    """Loadings that fit beside the own variances which they leave; most of them above nought.

    Refused where the factor would explain more than there is, or where none settles.
    """
    variances = np.diag(matrix)
    own = 1 / np.diag(_inverse(matrix))
    for _ in range(_ROUNDS):
        loadings = loadings_beside(own)
        left = variances - loadings**2
        if (left <= _TINY * variances).any():
            break
        moved, own = float((np.abs(left - own) / variances).max()), left
        if moved < 1e-12:
            return loadings * (1 if loadings.sum() >= 0 else -1), own
    raise TooFewError("no_common_factor")


def _inverse(matrix: Floats) -> Floats:
    if len(matrix) < 3:
        raise TooFewError("two_questions")
    if np.linalg.matrix_rank(matrix) < len(matrix):
        raise TooFewError("cannot_be_told_apart")
    return np.asarray(np.linalg.inv(matrix), float)
