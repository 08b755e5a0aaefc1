"""Figures over time with a known moment in between: did the level or the slope change there?

It compares a line before with a line after; it cannot tell one event from another at that time.
Sources: Wagner et al. (2002), J. Clin. Pharm. Ther. 27, 299-309, for interrupted series; Newey and
West (1987), Econometrica 55, 703-708; Bliese and Lang (2016), Organ. Res. Methods 19, 562-592, for
discontinuous growth; Cameron and Miller (2015), J. Hum. Resour. 50, 317-372, for errors by group.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from bothways.pure.measurement.errors import TooFewError
from bothways.pure.measurement.mixed import Fit, random_intercept

Floats = NDArray[np.float64]

LEAST_BEFORE, LEAST_AFTER = 8, 4
"""Points of a series without which it is not read."""


@dataclass(frozen=True)
class Series:
    """Level at the start, slope, jump at the moment, change of slope after it: (4,) each.

    errors: as if points were independent. robust: Newey and West's with lag 1, for points that
    take after the one before them. In the figures' unit; slopes per step of time.
    """

    coefficients: Floats
    errors: Floats
    robust: Floats


@dataclass(frozen=True)
class Difference:
    """How far those with it moved beyond those without, with its error by unit (HC1)."""

    effect: float
    error: float
    n: int


def interrupted_series(values: ArrayLike, at: int) -> Series:
    """Return what changed in a series at its point number `at`, the first one after.

    values: (T,), one figure a step of time, none missing.
    Raises TooFewError with fewer than 8 points before or 4 after, or where no point differs from
    its line; ValueError for a missing figure.
    """
    y = np.asarray(values, float)
    if at < LEAST_BEFORE:
        raise TooFewError("short_before")
    if len(y) - at < LEAST_AFTER:
        raise TooFewError("short_after")
    return segmented(y, at)


def segmented(values: ArrayLike, at: int) -> Series:
    """Return what interrupted_series does, of a series however short: for checking alone."""
    y = np.asarray(values, float)
    if not np.isfinite(y).all():
        raise ValueError("a series has a figure at every step")
    design = segments(np.arange(len(y)), at)
    unit = np.linalg.inv(design.T @ design)
    coefficients = unit @ design.T @ y
    left = y - design @ coefficients
    noise = float(left @ left)
    if noise <= 1e-18 * max(float(y @ y), 1e-300):
        raise TooFewError("no_differences")
    pulls = design * left[:, None]
    neighbours = pulls[1:].T @ pulls[:-1]
    meat = pulls.T @ pulls + (neighbours + neighbours.T) / 2
    return Series(
        coefficients,
        errors=np.sqrt(np.diag(unit) * noise / (len(y) - 4)),
        robust=np.sqrt(np.diag(unit @ meat @ unit)),
    )


def segments(times: ArrayLike, at: float) -> Floats:
    """Return the design of a line that may jump and bend at a moment: (N, 4).

    Columns: one, the time, 1 from `at` on, the time since `at`.
    """
    time = np.asarray(times, float)
    after = time >= at
    return np.column_stack([np.ones(len(time)), time, after, np.where(after, time - at, 0.0)])


def discontinuous_growth(outcome: ArrayLike, times: ArrayLike, units: ArrayLike, at: float) -> Fit:
    """Return the same of many units, each with a level of its own: a mixed model by REML.

    outcome, times, units: (N,) each. Raises what random_intercept raises.
    """
    return random_intercept(outcome, segments(times, at), units)


def difference_in_differences(
    outcome: ArrayLike, units: ArrayLike, times: ArrayLike, treated: ArrayLike
) -> Difference:
    """Return the effect of `treated` beside a level for each unit and each time.

    outcome: (N,); units, times: (N,) labels; treated: (N,) booleans. For checking published
    figures alone: where teams were chosen because they scored low, it finds effects of nothing.
    Raises TooFewError with one unit, or where nobody was treated at some time and not at another.
    """
    y = np.asarray(outcome, float)
    names, unit = np.unique(np.asarray(units), return_inverse=True)
    moments, time = np.unique(np.asarray(times), return_inverse=True)
    if len(names) == 1:
        raise TooFewError("one_team")
    levels = np.column_stack([np.eye(len(names))[unit], np.eye(len(moments))[time][:, 1:]])
    design = np.column_stack([np.asarray(treated, float), levels])
    if np.linalg.matrix_rank(design) < design.shape[1]:
        raise TooFewError("no_before_and_after")
    inverse = np.linalg.inv(design.T @ design)
    coefficients = inverse @ design.T @ y
    pulls = design * (y - design @ coefficients)[:, None]
    by_unit = np.array([pulls[unit == one].sum(axis=0) for one in range(len(names))])
    n, p = design.shape
    adjusted = len(names) / (len(names) - 1) * (n - 1) / (n - p)
    variance = (inverse @ by_unit.T @ by_unit @ inverse)[0, 0] * adjusted
    return Difference(float(coefficients[0]), float(np.sqrt(variance)), n)
