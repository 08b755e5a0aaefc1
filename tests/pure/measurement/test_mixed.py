"""Mixed models: what can be computed by hand, and what is refused."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bothways.pure.measurement.errors import TooFewError
from bothways.pure.measurement.mixed import balanced_growth, random_intercept
from bothways.pure.measurement.variance import anova

THREE_TEAMS = np.array([1.0, 3, 2, 4, 6, 8])
TEAM = ["a", "a", "b", "b", "c", "c"]
ONES = np.ones((6, 1))


def test_teams_of_one_size_give_the_variances_of_the_textbook() -> None:
    fit = random_intercept(THREE_TEAMS, ONES, TEAM)

    # means 2, 3, 7: mean square between 14, within 2; so 2 within, (14 - 2) / 2 between
    assert fit.within == pytest.approx(2)
    assert fit.between == pytest.approx(6)
    assert fit.coefficients == pytest.approx([4])
    assert fit.errors == pytest.approx([(14 / 6) ** 0.5])


def test_teams_that_differ_less_than_by_chance_have_no_variance_between() -> None:
    fit = random_intercept([1, 5, 2, 4, 3, 3], ONES, TEAM)

    assert fit.between == 0
    assert fit.within == pytest.approx(2)
    assert fit.errors == pytest.approx([(2 / 6) ** 0.5])


def test_a_column_takes_away_what_it_explains() -> None:
    size = np.array([1.0, 1, 2, 2, 6, 6])
    noise = np.array([1, -1, 1, -1, 1, -1])
    fit = random_intercept(2 + 3 * size + noise, np.column_stack([np.ones(6), size]), TEAM)

    assert fit.coefficients == pytest.approx([2, 3])
    assert fit.between == 0


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10_000), st.integers(3, 9), st.integers(2, 6))
def test_with_teams_of_one_size_reml_is_the_analysis_of_variance(
    seed: int, n_teams: int, size: int
) -> None:
    chance = np.random.default_rng(seed)
    teams = np.repeat(np.arange(n_teams), size)
    y = chance.normal(size=n_teams)[teams] + chance.normal(size=n_teams * size)

    fit, table = random_intercept(y, np.ones((len(y), 1)), teams), anova(y, teams)

    between = max(0.0, (table.ms_between - table.ms_within) / size)
    assert fit.between == pytest.approx(between, abs=1e-5)


@pytest.mark.parametrize(
    ("outcome", "groups", "reason"),
    [
        ([1, 2, 3, 4], ["a"] * 4, "one_team"),
        ([1, 2, 3, 4], ["a", "b", "c", "d"], "one_in_each"),
        ([3, 3, 3, 3], ["a", "a", "b", "b"], "no_differences"),
        ([1, 1, 4, 4], ["a", "a", "b", "b"], "no_differences"),
    ],
)
def test_what_cannot_be_told_has_its_reason(
    outcome: list[float], groups: list[str], reason: str
) -> None:
    with pytest.raises(TooFewError) as refused:
        random_intercept(outcome, np.ones((4, 1)), groups)

    assert refused.value.reason == reason


def test_columns_that_repeat_each_other_are_refused() -> None:
    with pytest.raises(ValueError, match="repeat"):
        random_intercept(THREE_TEAMS, np.ones((6, 2)), TEAM)


def test_a_line_for_each_group_gives_start_and_slope_of_all() -> None:
    lines = np.array([[0.0, 1, 2], [2, 4, 6], [1, 2, 3], [3, 3, 3], [0, 3, 6]])
    wobble = np.array([[0.1, -0.2, 0.1]]) * np.array([[1], [-1], [1], [-1], [1]])

    start, slope = balanced_growth(lines + wobble, [0, 1, 2], np.ones((5, 1)))

    assert start.coefficients == pytest.approx([1.2])
    assert slope.coefficients == pytest.approx([1.4])
    assert start.within == slope.within == pytest.approx(0.06)
    assert slope.errors == pytest.approx([(np.var([1, 2, 1, 0, 3], ddof=1) / 5) ** 0.5])


@pytest.mark.parametrize(
    ("outcome", "times", "refused"),
    [
        (np.ones((5, 2)), [0, 1], "at least three times"),
        (np.ones((2, 3)), [0, 1, 2], "too few teams"),
        (np.array([[0, 3, 0.0], [3, 0, 3], [1, 2, 1], [2, 1, 2]]), [0, 1, 2], "noise alone"),
    ],
)
def test_growth_that_has_no_closed_form_is_refused(
    outcome: np.ndarray, times: list[float], refused: str
) -> None:
    with pytest.raises(ValueError, match=refused):
        balanced_growth(outcome, times, np.ones((len(outcome), 1)))
