"""Figures over time: a jump and a bend that are there are found, short series are refused."""

import numpy as np
import pytest

from bothways.pure.measurement.errors import TooFewError
from bothways.pure.measurement.series import (
    difference_in_differences,
    discontinuous_growth,
    interrupted_series,
    segmented,
    segments,
)

WOBBLE = np.array([0.1, -0.1, 0.05, 0, -0.05, 0.1, -0.1, 0.05, 0, -0.1, 0.1, -0.05, 0.05, 0])


def test_a_jump_and_a_bend_that_are_there_are_found() -> None:
    time = np.arange(14)
    values = 3 + 0.1 * time + np.where(time >= 9, -1 + 0.2 * (time - 9), 0)

    found = interrupted_series(values + WOBBLE, 9)

    assert found.coefficients == pytest.approx([3, 0.1, -1, 0.2], abs=0.1)
    assert (found.errors > 0).all()
    assert (found.robust > 0).all()


def test_the_design_says_time_the_moment_and_the_time_since() -> None:
    assert segments([0, 1, 2, 3], 2).tolist() == [
        [1, 0, 0, 0],
        [1, 1, 0, 0],
        [1, 2, 1, 0],
        [1, 3, 1, 1],
    ]


def test_points_that_take_after_their_neighbour_have_wider_errors() -> None:
    waves = np.sin(np.arange(40) / 3)

    found = segmented(waves, 20)

    assert found.robust[2] > found.errors[2]


@pytest.mark.parametrize(
    ("n", "at", "reason"),
    [(12, 7, "short_before"), (11, 8, "short_after"), (0, 0, "short_before")],
)
def test_a_short_series_is_refused(n: int, at: int, reason: str) -> None:
    with pytest.raises(TooFewError) as refused:
        interrupted_series(WOBBLE[:n], at)

    assert refused.value.reason == reason


def test_a_series_without_any_wobble_has_no_error_and_so_no_figure() -> None:
    for values in (np.full(14, 3.0), 1 + 0.1 * np.arange(14), np.zeros(14)):
        with pytest.raises(TooFewError) as refused:
            interrupted_series(values, 9)
        assert refused.value.reason == "no_differences"


def test_a_missing_point_is_not_passed_over_in_silence() -> None:
    with pytest.raises(ValueError, match="at every step"):
        interrupted_series([*WOBBLE[:13], float("nan")], 9)


def test_units_with_levels_of_their_own_show_the_same_jump() -> None:
    chance = np.random.default_rng(2)
    units, times = np.repeat(np.arange(20), 8), np.tile(np.arange(8), 20)
    own = chance.normal(0, 2, 20)[units]
    values = own + 0.5 * (times >= 5) + chance.normal(0, 0.1, 160)

    fit = discontinuous_growth(values, times, units, 5)

    assert fit.coefficients[2] == pytest.approx(0.5, abs=0.1)
    assert fit.between == pytest.approx(own[::8].var(ddof=1), rel=0.05)


def test_two_groups_at_two_times_by_hand() -> None:
    units = ["a", "a", "b", "b", "c", "c", "d", "d"]
    times = [0, 1] * 4
    treated = [False, True, False, True, False, False, False, False]
    values = [1, 4, 2, 6, 1, 2, 3, 5]

    found = difference_in_differences(values, units, times, treated)

    # with it they rose by 3 and 4, without by 1 and 2
    assert found.effect == pytest.approx(2)
    assert found.error > 0
    assert found.n == 8


@pytest.mark.parametrize(
    ("units", "treated", "reason"),
    [
        (["a"] * 4, [False, False, True, True], "one_team"),
        (["a", "a", "b", "b"], [False] * 4, "no_before_and_after"),
        (["a", "a", "b", "b"], [True, True, False, False], "no_before_and_after"),
    ],
)
def test_differences_without_two_sides_are_refused(
    units: list[str], treated: list[bool], reason: str
) -> None:
    with pytest.raises(TooFewError) as refused:
        difference_in_differences([1, 2, 3, 5], units, [0, 1, 0, 1], treated)

    assert refused.value.reason == reason
