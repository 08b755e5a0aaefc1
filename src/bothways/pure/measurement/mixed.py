"""Regressions in which every group has a level of its own: mixed models, in closed form.

With one random effect everything but the ratio of the two variances has a formula, and that ratio
is found by walking down one curve. With a random slope too, groups that were all seen at the same
times are needed: then the model falls apart into one regression per group and one across groups.
Source: Pinheiro and Bates (2000), Mixed-Effects Models in S and S-PLUS, sections 2.2 and 2.4.
"""

from dataclasses import dataclass
from math import exp, log

import numpy as np
from numpy.typing import ArrayLike, NDArray

from bothways.pure.measurement.errors import TooFewError

Floats = NDArray[np.float64]

_LEAST, _MOST, _STEP = -14.0, 12.0, 0.25
"""Where the logarithm of the ratio of the variances is looked for."""

_HALVINGS = 45


@dataclass(frozen=True)
class Fit:
    """A fitted model: coefficients and their standard errors, (p,), in the outcome's unit.

    between, within: the variance between groups and that within them, in the unit squared.
    """

    coefficients: Floats
    errors: Floats
    between: float
    within: float


def random_intercept(outcome: ArrayLike, design: ArrayLike, groups: ArrayLike) -> Fit:
    """Fit outcome = design @ coefficients + a level per group + noise, by REML.

    outcome: (N,); design: (N, p), a column of ones included; groups: (N,) labels.
    Raises TooFewError with one group, with one row in each, or where nothing is left to tell
    apart; ValueError for columns that repeat each other.
    """
    y, x = np.asarray(outcome, float), np.asarray(design, float)
    if np.linalg.matrix_rank(x) < x.shape[1]:
        raise ValueError("no column of a design may repeat the others")
    sums = _Sums.of(y, x, np.asarray(groups))
    if len(sums.n) == 1:
        raise TooFewError("one_team")
    if sums.n.max() == 1:
        raise TooFewError("one_in_each")
    if sums.noise_within() <= 1e-12 * max(float(y @ y), 1e-300):
        raise TooFewError("no_differences")
    ratio = exp(_lowest(sums))
    if sums.deviance(0.0) <= sums.deviance(ratio):
        ratio = 0.0
    coefficients, precision, left = sums.solved(ratio)
    within = left / (len(y) - x.shape[1])
    errors = np.sqrt(np.diag(np.linalg.inv(precision)) * within)
    return Fit(coefficients, errors, ratio * within, within)


def balanced_growth(outcome: ArrayLike, times: ArrayLike, design: ArrayLike) -> tuple[Fit, Fit]:
    """Fit a line over time per group, and what its start and its slope go with, by REML.

    outcome: (G, T), every group at every time; times: (T,); design: (G, p), a column of ones
    included. Returns the fits of the start (the level at time 0) and of the slope per unit of
    time; `within` of both is the noise around the lines.
    Raises TooFewError with fewer than p + 2 groups; ValueError if the lines differ less than their
    noise alone would make them (then the model has no closed form), or with fewer than 3 times.
    """
    y, x = np.asarray(outcome, float), np.asarray(design, float)
    n_groups, n_times = y.shape
    if n_times < 3:
        raise ValueError("a line with noise around it needs at least three times")
    if n_groups < x.shape[1] + 2:
        raise TooFewError("few_teams")
    line = np.column_stack([np.ones(n_times), np.asarray(times, float)])
    own_lines = y @ np.linalg.pinv(line).T
    noise = float(((y - own_lines @ line.T) ** 2).sum()) / (n_groups * (n_times - 2))
    coefficients, *_ = np.linalg.lstsq(x, own_lines, rcond=None)
    left = own_lines - x @ coefficients
    spread = left.T @ left / (n_groups - x.shape[1])
    real = spread - noise * np.linalg.inv(line.T @ line)
    if np.linalg.eigvalsh(real)[0] < 0:
        raise ValueError("the lines differ less than their noise alone would make them")
    unit = np.diag(np.linalg.inv(x.T @ x))
    start, slope = (
        Fit(coefficients[:, at], np.sqrt(unit * spread[at, at]), float(real[at, at]), noise)
        for at in (0, 1)
    )
    return start, slope


@dataclass(frozen=True)
class _Sums:
    """All that the likelihood needs of the rows: sums over all, and over each group."""

    n: Floats
    x_sums: Floats
    y_sums: Floats
    xx: Floats
    xy: Floats
    yy: float
    n_rows: int

    @classmethod
    def of(cls, y: Floats, x: Floats, groups: NDArray[np.generic]) -> "_Sums":
        _, index = np.unique(groups, return_inverse=True)
        return cls(
            n=np.bincount(index).astype(float),
            x_sums=np.column_stack([np.bincount(index, column) for column in x.T]),
            y_sums=np.asarray(np.bincount(index, y), float),
            xx=x.T @ x,
            xy=x.T @ y,
            yy=float(y @ y),
            n_rows=len(y),
        )

    def solved(self, ratio: float) -> tuple[Floats, Floats, float]:
        """Coefficients, their precision per unit of noise, and the weighted sum of squares left."""
        taken = ratio / (1 + self.n * ratio)
        precision = self.xx - (self.x_sums * taken[:, None]).T @ self.x_sums
        towards = self.xy - self.x_sums.T @ (taken * self.y_sums)
        coefficients = np.asarray(np.linalg.solve(precision, towards), float)
        left = self.yy - float(taken @ self.y_sums**2) - float(towards @ coefficients)
        return coefficients, precision, left

    def deviance(self, ratio: float) -> float:
        """Minus twice the restricted log likelihood at a ratio of the variances, but a constant."""
        coefficients, precision, left = self.solved(ratio)
        free = self.n_rows - len(coefficients)
        determinant = float(np.linalg.slogdet(precision)[1])
        return float(np.log1p(self.n * ratio).sum()) + determinant + free * log(left)

    def slope(self, ratio: float) -> float:
        """How fast the deviance rises with the ratio."""
        coefficients, precision, left = self.solved(ratio)
        falls = 1 / (1 + self.n * ratio) ** 2
        free = self.n_rows - len(coefficients)
        of_precision = (self.x_sums * falls[:, None]).T @ self.x_sums
        of_left = float(falls @ (self.y_sums - self.x_sums @ coefficients) ** 2)
        by_size = float((self.n / (1 + self.n * ratio)).sum())
        return (
            by_size
            - float(np.trace(np.linalg.solve(precision, of_precision)))
            - (free * of_left / left)
        )

    def noise_within(self) -> float:
        """The sum of squares that is left once every group has its own level."""
        precision = self.xx - (self.x_sums / self.n[:, None]).T @ self.x_sums
        towards = self.xy - self.x_sums.T @ (self.y_sums / self.n)
        explained = float(towards @ np.linalg.pinv(precision, hermitian=True) @ towards)
        return self.yy - float(self.y_sums**2 @ (1 / self.n)) - explained


def _lowest(sums: _Sums) -> float:
    """The logarithm of the ratio at which the deviance is lowest: the best of even steps, refined.

    Beside the best step the slope goes from falling to rising once, and is halved in on.
    """
    steps = np.arange(_LEAST, _MOST, _STEP)
    best = float(steps[np.argmin([sums.deviance(exp(at)) for at in steps])])
    low, high = best - _STEP, best + _STEP
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if sums.slope(exp(middle)) < 0:
            low = middle
        else:
            high = middle
    return (low + high) / 2
