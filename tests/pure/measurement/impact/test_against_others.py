"""The estimators beside scipy's own tests, and what must hold for any teams."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from bothways.pure.measurement.impact import (
    Effect,
    Teams,
    baseline_adjusted,
    before_after,
    by_lot,
    unrelated,
)

SEEDS = range(5)
ESTIMATORS = [by_lot, unrelated, baseline_adjusted]


def drawn_teams(seed: int, *, n: int = 16, effect: float = 0.0) -> Teams:
    """Return teams that differ, with a noisy later figure."""
    random = np.random.default_rng(seed)
    before = random.normal(3.5, 0.4, n)
    had = np.arange(n) % 2 == 0
    after = 3.5 + 0.6 * (before - 3.5) + random.normal(0, 0.2, n) + effect * had
    return Teams(before, after, had)


def t_of(effect: Effect) -> float:
    assert effect.raw is not None
    assert effect.error is not None
    return effect.raw / effect.error


@pytest.mark.parametrize("seed", SEEDS)
def test_by_lot_gives_the_t_of_scipys_welch_test(seed: int) -> None:
    teams = drawn_teams(seed)
    changes, had = np.asarray(teams.after) - np.asarray(teams.before), np.asarray(teams.treated)

    expected = stats.ttest_ind(changes[had], changes[~had], equal_var=False)

    assert t_of(by_lot(teams)) == pytest.approx(expected.statistic, abs=1e-9)


@pytest.mark.parametrize("seed", SEEDS)
def test_before_and_after_gives_the_t_of_scipys_paired_test(seed: int) -> None:
    teams = drawn_teams(seed)
    had = np.asarray(teams.treated)

    expected = stats.ttest_rel(np.asarray(teams.after)[had], np.asarray(teams.before)[had])

    assert t_of(before_after(teams)) == pytest.approx(expected.statistic, abs=1e-9)


@pytest.mark.parametrize("seed", SEEDS)
def test_adjusting_gives_what_is_left_when_the_start_is_taken_out_of_both(seed: int) -> None:
    teams = drawn_teams(seed, effect=0.3)
    start = np.column_stack([np.ones(16), teams.before])

    def left(values: object) -> np.ndarray:  # type: ignore[type-arg]
        y = np.asarray(values, float)
        return y - start @ np.linalg.lstsq(start, y, rcond=None)[0]

    had, after = left(teams.treated), left(teams.after)
    slope = float(had @ after / (had @ had))
    rest = after - slope * had
    error = float(np.sqrt(rest @ rest / (16 - 3) / (had @ had)))

    effect = baseline_adjusted(teams)

    assert effect.raw == pytest.approx(slope, abs=1e-9)
    assert effect.error == pytest.approx(error, abs=1e-9)


@pytest.mark.parametrize("estimator", ESTIMATORS)
def test_who_is_called_treated_only_turns_the_sign(estimator: object) -> None:
    teams = drawn_teams(7, effect=0.2)
    turned = Teams(teams.before, teams.after, ~np.asarray(teams.treated))

    one, other = estimator(teams), estimator(turned)  # type: ignore[operator]

    assert one.estimate == pytest.approx(-other.estimate, abs=1e-9)
    assert (one.low, one.high) == (pytest.approx(-other.high), pytest.approx(-other.low))


@pytest.mark.parametrize("estimator", ESTIMATORS)
def test_the_order_of_the_teams_means_nothing(estimator: object) -> None:
    teams = drawn_teams(8)
    order = np.random.default_rng(1).permutation(16)
    mixed = Teams(
        np.asarray(teams.before)[order],
        np.asarray(teams.after)[order],
        np.asarray(teams.treated)[order],
    )

    assert estimator(mixed).estimate == pytest.approx(  # type: ignore[operator]
        estimator(teams).estimate  # type: ignore[operator]
    )


@settings(max_examples=25, deadline=None)
@given(shift=st.floats(-1, 1), seed=st.integers(0, 50))
def test_what_moves_all_teams_alike_is_no_effect(shift: float, seed: int) -> None:
    teams = drawn_teams(seed)
    moved = Teams(teams.before, np.asarray(teams.after) + shift, teams.treated)

    for estimator in ESTIMATORS:
        assert estimator(moved).raw == pytest.approx(estimator(teams).raw, abs=1e-9)


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 200), n=st.integers(0, 24))
def test_any_number_of_teams_gives_an_effect_or_a_reason(seed: int, n: int) -> None:
    teams = drawn_teams(seed, n=n)

    for estimator in [*ESTIMATORS, before_after]:
        effect = estimator(teams)
        assert (effect.estimate is None) == bool(effect.reason.value)
        if effect.low is not None and effect.high is not None:
            assert effect.high - effect.low > 1e-6
