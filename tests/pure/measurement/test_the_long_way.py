"""The same statistics by their definitions, however long that takes: the same figures."""

from itertools import permutations
from math import comb, sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bothways.pure.measurement.drivers import shares
from bothways.pure.measurement.mixed import random_intercept
from bothways.pure.measurement.proportions import clopper_pearson_interval, wilson_interval
from bothways.pure.measurement.reliability import alpha, omega, omega_of_correlations
from bothways.pure.measurement.series import difference_in_differences, segmented, segments
from bothways.pure.measurement.variance import anova, components

seeds = st.integers(0, 100_000)
few = settings(max_examples=8, deadline=None)


def r_squared(outcome: np.ndarray, others: np.ndarray) -> float:
    """The part of the outcome's variance that a regression takes away."""
    design = np.column_stack([np.ones(len(outcome)), others])
    found, *_ = np.linalg.lstsq(design, outcome, rcond=None)
    return 1 - float(
        ((outcome - design @ found) ** 2).sum() / ((outcome - outcome.mean()) ** 2).sum()
    )


@few
@given(seeds)
def test_a_part_of_r_squared_is_what_one_adds_averaged_over_every_order(seed: int) -> None:
    chance = np.random.default_rng(seed)
    others = chance.normal(size=(30, 4)) @ chance.normal(size=(4, 4))
    outcome = others.sum(axis=1) + chance.normal(size=30)
    added = np.zeros(4)
    orders = list(permutations(range(4)))
    for order in orders:
        before = 0.0
        for place, one in enumerate(order):
            after = r_squared(outcome, others[:, list(order[: place + 1])])
            added[one] += after - before
            before = after

    assert shares(outcome, others).lmg == pytest.approx(added / len(orders), abs=1e-9)


def test_a_partial_correlation_is_that_of_what_others_leave() -> None:
    chance = np.random.default_rng(11)
    others = chance.normal(size=(40, 3))
    outcome = others @ [1, 0.5, -0.5] + chance.normal(size=40)
    rest = np.column_stack([np.ones(40), others[:, 1:]])
    hat = rest @ np.linalg.pinv(rest)
    left = [column - hat @ column for column in (outcome, others[:, 0])]

    assert shares(outcome, others).partial[0] == pytest.approx(np.corrcoef(*left)[0, 1])


def restricted_deviance(
    y: np.ndarray, x: np.ndarray, team: np.ndarray, between: float, within: float
) -> float:
    """Minus twice the restricted log likelihood, by the whole covariance matrix of all people."""
    cov = within * np.eye(len(y)) + between * (team[:, None] == team[None, :])
    inverse = np.linalg.inv(cov)
    precision = x.T @ inverse @ x
    left = y - x @ np.linalg.solve(precision, x.T @ inverse @ y)
    determinants = np.linalg.slogdet(cov)[1] + np.linalg.slogdet(precision)[1]
    return float(determinants + left @ inverse @ left)


@few
@given(seeds)
def test_no_variances_nearby_are_likelier_than_those_of_reml(seed: int) -> None:
    chance = np.random.default_rng(seed)
    team = np.repeat(np.arange(6), chance.integers(2, 7, 6))
    x = np.column_stack([np.ones(len(team)), chance.normal(size=len(team))])
    y = x @ [3, 0.5] + chance.normal(size=6)[team] + chance.normal(size=len(team))

    fit = random_intercept(y, x, team)

    best = restricted_deviance(y, x, team, fit.between, fit.within)
    for between, within in ((1.05, 1), (0.95, 1), (1, 1.05), (1, 0.95)):
        beside = (fit.between * between, fit.within * within)
        assert best <= restricted_deviance(y, x, team, *beside) + 1e-9
    assert best <= restricted_deviance(y, x, team, fit.between + 1e-3, fit.within) + 1e-9


def test_coefficients_and_errors_are_those_of_the_whole_matrix() -> None:
    chance = np.random.default_rng(4)
    team = np.repeat(np.arange(8), [2, 3, 4, 5, 2, 3, 6, 4])
    x = np.column_stack([np.ones(len(team)), chance.normal(size=len(team))])
    y = x @ [3, 0.5] + chance.normal(size=8)[team] + chance.normal(size=len(team))
    fit = random_intercept(y, x, team)
    cov = fit.within * np.eye(len(y)) + fit.between * (team[:, None] == team[None, :])
    unit = np.linalg.inv(x.T @ np.linalg.solve(cov, x))

    assert fit.coefficients == pytest.approx(unit @ x.T @ np.linalg.solve(cov, y))
    assert fit.errors == pytest.approx(np.sqrt(np.diag(unit)))


def test_a_shrunken_mean_is_the_likeliest_level_of_its_team() -> None:
    chance = np.random.default_rng(8)
    team = np.repeat(np.arange(5), [2, 4, 6, 3, 5])
    y = 3 + chance.normal(size=5)[team] + chance.normal(size=20)
    found = components(y, team)
    here = (team[:, None] == np.arange(5)[None, :]).astype(float)
    cov = found.within * np.eye(20) + found.between * here @ here.T

    levels = found.mean + found.between * here.T @ np.linalg.solve(cov, y - found.mean)

    assert found.shrunken == pytest.approx(levels)


@few
@given(seeds)
def test_squares_between_and_within_teams_add_up_to_those_of_all(seed: int) -> None:
    chance = np.random.default_rng(seed)
    team = np.append(chance.integers(0, 4, 20), [0, 0, 1, 2, 3])
    y = chance.integers(1, 6, 25) + np.append(np.zeros(24), 0.5)

    table = anova(y, team)

    whole = float(((y - y.mean()) ** 2).sum())
    parts = table.ms_between * table.df_between + table.ms_within * table.df_within
    assert parts == pytest.approx(whole)
    assert table.df_between + table.df_within == 24


def test_alpha_is_the_mean_of_all_ways_to_split_in_halves() -> None:
    answers = np.random.default_rng(2).integers(1, 6, (30, 4)).astype(float)
    total = answers.sum(axis=1).var(ddof=1)
    splits = [(0, 1), (0, 2), (0, 3)]

    halves = []
    for split in splits:
        one = answers[:, split].sum(axis=1)
        other = answers.sum(axis=1) - one
        halves.append(4 * np.cov(one, other)[0, 1] / total)

    assert alpha(answers).alpha == pytest.approx(np.mean(halves))


@pytest.mark.parametrize("seed", range(4))
def test_loadings_beside_the_best_fit_worse(seed: int) -> None:
    chance = np.random.default_rng(seed)
    answers = chance.normal(size=(200, 1)) * [1, 0.8, 0.6, 0.9] + chance.normal(size=(200, 4))
    cov, r = np.cov(answers.T, ddof=0), np.corrcoef(answers.T)
    likeliest, least = omega(answers).loadings, omega_of_correlations(answers).loadings

    def misfit(loadings: np.ndarray) -> float:
        model = np.outer(loadings, loadings) + np.diag(np.diag(cov) - likeliest**2)
        return float(np.linalg.slogdet(model)[1] + np.trace(np.linalg.solve(model, cov)))

    def squares(loadings: np.ndarray) -> float:
        left = r - np.outer(loadings, loadings)
        return float((left**2).sum() - (np.diag(left) ** 2).sum())

    for nudge in 0.01 * np.vstack([np.eye(4), -np.eye(4)]):
        assert misfit(likeliest) < misfit(likeliest + nudge)
        assert squares(least) < squares(least + nudge)


def test_errors_at_lag_one_are_sums_over_neighbours() -> None:
    values = np.random.default_rng(6).normal(size=14).cumsum()
    design = segments(np.arange(14), 9)
    inverse = np.linalg.inv(design.T @ design)
    left = values - design @ inverse @ design.T @ values
    meat = np.zeros((4, 4))
    for at in range(14):
        for other in range(14):
            weight = {0: 1.0, 1: 0.5}.get(abs(at - other), 0.0)
            meat += weight * left[at] * left[other] * np.outer(design[at], design[other])

    robust = np.sqrt(np.diag(inverse @ meat @ inverse))

    assert segmented(values, 9).robust == pytest.approx(robust)


def test_differences_at_two_times_are_those_of_means_of_changes() -> None:
    chance = np.random.default_rng(12)
    before, after = chance.normal(size=(2, 10))
    treated = np.arange(10) < 4
    values = np.column_stack([before, after]).ravel()
    units, times = np.repeat(np.arange(10), 2), np.tile([0, 1], 10)

    found = difference_in_differences(values, units, times, treated[units] & (times == 1))

    moved = after - before
    assert found.effect == pytest.approx(moved[treated].mean() - moved[~treated].mean())


@pytest.mark.parametrize(("hits", "n"), [(0, 7), (3, 7), (7, 7), (15, 148)])
def test_the_ends_of_an_interval_are_where_the_count_becomes_unlikely(hits: int, n: int) -> None:
    def at_least(share: float) -> float:
        return sum(comb(n, k) * share**k * (1 - share) ** (n - k) for k in range(hits, n + 1))

    low, high = clopper_pearson_interval(hits, n)
    assert hits == 0 or at_least(low) == pytest.approx(0.025)
    more = at_least(high) - comb(n, hits) * high**hits * (1 - high) ** (n - hits)
    assert hits == n or 1 - more == pytest.approx(0.025)
    for end in wilson_interval(hits, n):
        if 0 < end < 1:
            assert abs(hits / n - end) == pytest.approx(1.959964 * sqrt(end * (1 - end) / n))
