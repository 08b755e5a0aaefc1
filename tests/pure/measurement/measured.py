"""How far estimates lie from a known truth, and how often their intervals hold it."""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from bothways.pure.measurement.intervals import ReleasedCount
from bothways.pure.measurement.ranges import scores_of
from bothways.pure.measurement.scores import (
    Estimates,
    TeamScores,
    climate,
    now,
    team_scores,
    variance_between_items,
)
from bothways.pure.measurement.shares import ShareEstimates, shares
from tests.pure.measurement.small_firms import Army, Firm, cut, favourable, released, trials


class Measured(NamedTuple):
    """Root mean square error; share of intervals that hold the truth; their mean width."""

    error: float
    coverage: float
    width: float


class Tally:
    """Gathers estimates beside their truth."""

    def __init__(self) -> None:
        self._rows: dict[str, list[np.ndarray]] = {}

    def add(
        self,
        name: str,
        told: Estimates | ShareEstimates,
        truth: np.ndarray,
        where: np.ndarray | bool = True,
    ) -> None:
        inside = (told.low <= truth) & (truth <= told.high)
        figures = np.stack([(told.estimate - truth) ** 2, inside, told.high - told.low])
        counted = figures[:, np.broadcast_to(where, truth.shape)]
        self._rows.setdefault(name, []).append(counted)

    def add_bare(self, name: str, estimate: np.ndarray, truth: np.ndarray) -> None:
        figures = np.stack([(estimate - truth) ** 2, np.full(len(truth), np.nan), 0 * truth])
        self._rows.setdefault(name, []).append(figures)

    def told(self) -> dict[str, Measured]:
        means = {name: np.concatenate(rows, axis=1).mean(1) for name, rows in self._rows.items()}
        return {
            name: Measured(float(np.sqrt(square)), float(inside), float(width))
            for name, (square, inside, width) in means.items()
        }


def on_trials(most: int | None = None) -> dict[str, Measured]:
    """Scores of trials_lq2002: five of eleven questions asked of each, some did not answer."""
    tally = Tally()
    for firm in trials(most):
        teams = team_scores(firm.answers, firm.team)
        asked = (~np.isnan(firm.answers)).sum(1).mean()
        within = variance_between_items(firm.answers)
        tally.add("climate", climate(teams), firm.climate)
        tally.add("now", now(teams, firm.size, asked, 11, within), firm.now)
        bare = bare_means(firm)
        tally.add_bare("bare climate", bare, firm.climate)
        tally.add_bare("bare now", bare, firm.now)
    return tally.told()


def bare_means(firm: Firm) -> np.ndarray:
    """What most dashboards show: the mean of all answers of a team."""
    return np.array([np.nanmean(firm.answers[firm.team == team]) for team in np.unique(firm.team)])


def on_shares(
    army: Army, *, c: int, n: tuple[int, int], seeds: Iterable[int], n_teams: int = 12
) -> dict[str, Measured]:
    """Favourable shares of single questions against the whole unit's, from clamped ranges."""
    tally = Tally()
    agree = Army((army.answers >= 4).astype(float), army.units)
    for seed in seeds:
        item = seed % army.answers.shape[1]
        firm = cut(army, seed=seed, n_teams=n_teams, n=n)
        truth = cut(
            agree._replace(answers=agree.answers[:, [item]]), seed=seed, n_teams=n_teams, n=n
        )
        counts = favourable(firm, item, c)
        exact = [ReleasedCount(hits, hits, n) for hits, n in hits_of(firm, item)]
        tally.add("from ranges", shares(counts), truth.climate)
        tally.add("from exact counts", shares(exact), truth.climate)
        # where all answered and the count is exact there is nothing to estimate
        is_open = np.array([x.high - x.low for x in counts]) + firm.size - [x.n for x in counts] > 0
        tally.add("today, from ranges", shares(counts, size=firm.size), truth.now, is_open)
        tally.add_bare("exact share", np.array([x.low / x.n for x in exact]), truth.climate)
        middle = np.array([(x.low + x.high) / 2 / x.n for x in counts])
        tally.add_bare("middle of the range", middle, truth.climate)
    return tally.told()


def hits_of(firm: Firm, item: int) -> list[tuple[int, int]]:
    """How many of each team agree, of how many."""
    columns = [firm.answers[firm.team == team, item] for team in np.unique(firm.team)]
    return [(int((column >= 4).sum()), len(column)) for column in columns]


def on_clamping(
    army: Army, *, c: int, n: tuple[int, int], seeds: Iterable[int], n_teams: int = 12
) -> dict[str, Measured]:
    """Scores of a full survey from clamped ranges beside those from the answers themselves."""
    tally = Tally()
    for seed in seeds:
        firm = cut(army, seed=seed, n_teams=n_teams, n=n)
        exact, ranges = team_scores(firm.answers, firm.team), scores_of(*released(firm, c))
        _add_scores(tally, "exact", exact, firm)
        _add_scores(tally, "ranges", ranges, firm)
        tally.add_bare("climate, bare mean", exact.mean, firm.climate)
        tally.add_bare("now, bare mean", exact.mean, firm.now)
    return tally.told()


def _add_scores(tally: Tally, name: str, teams: TeamScores, firm: Firm) -> None:
    n_items = firm.answers.shape[1]
    tally.add(f"climate, {name}", climate(teams), firm.climate)
    tally.add(f"now, {name}", now(teams, firm.size, n_items, n_items), firm.now)
