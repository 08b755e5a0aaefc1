"""The estimators, one for each way in which teams came to be chosen. It is fixed beforehand.

Drawn by lot, or chosen for a reason that has nothing to do with the figures: Welch's t test on
what became of each team. Chosen because they scored low: such teams rise by themselves, since part
of every low figure is bad luck; so each team is compared with what its own starting figure lets one
expect (regression on the baseline). Everybody at once: before and after, which is a low rung.
Sources: Welch (1947), Biometrika 34, 28-35; Galton's regression to the mean as in Barnett, van der
Pols and Dobson (2005), Int. J. Epidemiology 34(1), 215-220; regression on the variable by which
was chosen: Thistlethwaite and Campbell (1960), J. Educational Psychology 51(6), 309-317.
"""

from dataclasses import dataclass
from typing import Any, Final

from bothways.pure.measurement.errors import TooFewError
from bothways.pure.measurement.impact.effect import (
    PRIOR_POINTS,
    Effect,
    Reason,
    Rung,
    too_few,
    weighed,
)

FEWEST_A_SIDE: Final = 4
"""Teams on each side of a comparison; with fewer there is no figure."""

FEWEST_IN_ALL: Final = 4
"""Teams of a before and after without a comparison."""

_NOTHING: Final = 1e-12


@dataclass(frozen=True)
class Teams:
    """Teams before and after, as released: arrays of shape (J,), one place for each team.

    before, after: shares (0 to 1) or scores (1 to 5), the same unit in both; where a range was
    released its middle. treated: booleans, who had it. noise: variance that the widths of the
    ranges add to what became of a team (0 where all was exact), unit squared.
    """

    before: Any
    after: Any
    treated: Any
    noise: Any = 0.0

    def arrays(self) -> tuple[Any, Any, Any, Any]:
        """Return (before, after, treated, noise) as arrays; raise ValueError if they don't fit."""
        import numpy as np

        before, after = np.asarray(self.before, float), np.asarray(self.after, float)
        treated = np.asarray(self.treated, bool)
        if before.ndim != 1 or not before.shape == after.shape == treated.shape:
            raise ValueError("every team needs a figure before, one after, and whether it had it")
        noise = np.broadcast_to(np.asarray(self.noise, float), before.shape)
        if not (np.isfinite(before).all() and np.isfinite(after).all() and (noise >= 0).all()):
            raise ValueError("a team's figures are finite numbers, and noise is not below nothing")
        return before, after, treated, noise


def range_noise(low: float, high: float) -> float:
    """Return the variance of a value that lies anywhere between low and high: width squared / 12.

    low <= high, in the unit of the value. Raises ValueError otherwise.
    """
    if high < low:
        raise ValueError("a range goes from its low end to its high end")
    return (high - low) ** 2 / 12


def by_lot(teams: Teams, *, prior: float = PRIOR_POINTS) -> Effect:
    """Return the effect where the order was drawn by lot (rung 3): t test on team changes."""
    return _changes_compared(teams, Rung.BY_LOT, prior)


def unrelated(teams: Teams, *, prior: float = PRIOR_POINTS) -> Effect:
    """Return the effect where teams were chosen for a reason unrelated to the figures (rung 2).

    As by_lot: t test on team changes. The rung is lower, since nobody can be sure of the reason.
    """
    return _changes_compared(teams, Rung.COMPARED, prior)


def baseline_adjusted(teams: Teams, *, prior: float = PRIOR_POINTS) -> Effect:
    """Return the effect where teams were chosen because they scored low (rung 2).

    Regression of `after` on the team's own `before` and on having had it. That is right as long as
    `before` holds the figure by which they were chosen; where the teams of a side started from the
    same figure nothing can be told (SAME_BEFORE). Never before and after, never plain differences.
    """
    import numpy as np

    before, after, treated, noise = teams.arrays()
    sides = _sides(treated)
    if short := _too_short(Rung.COMPARED, sides):
        return short
    design = np.column_stack([np.ones(len(before)), treated.astype(float), before - before.mean()])
    if np.linalg.matrix_rank(design, tol=1e-9) < design.shape[1]:
        reason = Reason.SAME_BEFORE
        return too_few(Rung.COMPARED, reason, n_with=sides[0], n_without=sides[1])
    bread = np.linalg.inv(design.T @ design)
    found = bread @ design.T @ after
    df = len(after) - design.shape[1]
    spread = float(((after - design @ found) ** 2).sum()) / df
    error = float(((spread + noise.mean()) * bread[1, 1]) ** 0.5)
    if spread <= _NOTHING:
        reason = Reason.NO_DIFFERENCES
        return too_few(Rung.COMPARED, reason, n_with=sides[0], n_without=sides[1])
    return weighed(
        Rung.COMPARED,
        raw=float(found[1]),
        error=error,
        df=df,
        prior=prior,
        n_with=sides[0],
        n_without=sides[1],
    )


def before_after(teams: Teams, *, prior: float = PRIOR_POINTS) -> Effect:
    """Return how far the teams that had it moved, compared with nothing (rung 1).

    One-sample t test on their changes; teams without it are left out. It can't tell the action
    from anything else that happened in between, nor from teams that were low by bad luck.
    """
    before, after, treated, noise = teams.arrays()
    changes, noise = (after - before)[treated], noise[treated]
    n = len(changes)
    if n < FEWEST_IN_ALL:
        reason = Reason.ONE_TEAM if n == 1 else Reason.TOO_FEW_TEAMS
        return too_few(Rung.BEFORE_AFTER, reason, n_with=n)
    spread = float(changes.var(ddof=1))
    if spread <= _NOTHING:
        return too_few(Rung.BEFORE_AFTER, Reason.NO_DIFFERENCES, n_with=n)
    error = ((spread + float(noise.mean())) / n) ** 0.5
    raw = float(changes.mean())
    return weighed(Rung.BEFORE_AFTER, raw=raw, error=error, df=n - 1, prior=prior, n_with=n)


def over_time(values: Any, at: int, *, prior: float = PRIOR_POINTS) -> Effect:
    """Return the jump of a series at its point number `at`, beside its own line before (rung 1).

    values: (T,), one figure a step of time, none missing: 8 before and 4 after at least. The error
    is Newey and West's, or the plain one where that is wider, as it often is in short series.
    It can't tell the action from anything else that began at that time. Raises ValueError for a
    missing figure.
    """
    from bothways.pure.measurement.series import interrupted_series

    try:
        series = interrupted_series(values, at)
    except TooFewError as short:
        return too_few(Rung.BEFORE_AFTER, Reason(short.reason))
    jump, df = float(series.coefficients[2]), len(values) - len(series.coefficients)
    error = max(float(series.robust[2]), float(series.errors[2]))
    return weighed(Rung.BEFORE_AFTER, raw=jump, error=error, df=df, prior=prior, n_with=1)


def _changes_compared(teams: Teams, rung: Rung, prior: float) -> Effect:
    before, after, treated, noise = teams.arrays()
    sides = _sides(treated)
    if short := _too_short(rung, sides):
        return short
    changes = after - before
    parts = [changes[treated], changes[~treated]]
    spreads = [float(part.var(ddof=1)) for part in parts]
    if max(spreads) <= _NOTHING:
        return too_few(rung, Reason.NO_DIFFERENCES, n_with=sides[0], n_without=sides[1])
    both = zip(parts, spreads, (noise[treated], noise[~treated]), strict=True)
    pieces = [(spread + float(wide.mean())) / len(part) for part, spread, wide in both]
    return weighed(
        rung,
        raw=float(parts[0].mean() - parts[1].mean()),
        error=sum(pieces) ** 0.5,
        df=_welch(pieces, sides),
        prior=prior,
        n_with=sides[0],
        n_without=sides[1],
    )


def _welch(pieces: list[float], sides: tuple[int, int]) -> float:
    """Return the Welch-Satterthwaite degrees of freedom of two variances of means."""
    below = sum(piece**2 / (n - 1) for piece, n in zip(pieces, sides, strict=True))
    return float(sum(pieces) ** 2 / below)


def _sides(treated: Any) -> tuple[int, int]:
    n_with = int(treated.sum())
    return n_with, len(treated) - n_with


def _too_short(rung: Rung, sides: tuple[int, int]) -> Effect | None:
    if min(sides) >= FEWEST_A_SIDE:
        return None
    reason = Reason.ONE_TEAM if sum(sides) == 1 else Reason.TOO_FEW_TEAMS
    return too_few(rung, reason, n_with=sides[0], n_without=sides[1])
