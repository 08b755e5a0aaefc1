"""What could be seen at all."""

import pytest
from scipy.special import stdtrit

from bothways.pure.measurement.impact import (
    PRIOR_SHARE,
    Reason,
    noise_of_a_change,
    what_could_be_seen,
)
from bothways.pure.measurement.impact.sight import CHOSEN_LOW, WITHIN_SHARE, _t


def test_twenty_teams_of_six_see_a_third_of_a_point_about_half_the_time() -> None:
    sight = what_could_be_seen(20, 6)

    assert sight.error == pytest.approx(0.144, abs=0.001)
    assert sight.half == pytest.approx(0.35, abs=0.01)
    assert sight.chance == pytest.approx(0.37, abs=0.02)


def test_the_effect_that_half_would_see_is_seen_by_half() -> None:
    half = what_could_be_seen(20, 6).half or 0

    assert what_could_be_seen(20, 6, asked=half).chance == pytest.approx(0.5, abs=0.001)


def test_more_teams_larger_teams_and_larger_effects_are_seen_more_often() -> None:
    chance = what_could_be_seen(12, 7).chance or 0

    assert (what_could_be_seen(24, 7).chance or 0) > chance
    assert (what_could_be_seen(12, 14).chance or 0) > chance
    assert (what_could_be_seen(12, 7, asked=0.6).chance or 0) > chance


def test_sides_of_unlike_size_see_less_than_halves() -> None:
    assert (what_could_be_seen(16, 7, n_with=4).half or 0) > (what_could_be_seen(16, 7).half or 0)


def test_choosing_the_low_ones_costs_nearly_two_thirds_of_the_teams() -> None:
    low = what_could_be_seen(20, 6, chosen_low=True)

    assert pytest.approx(2.75, abs=0.01) == CHOSEN_LOW
    assert (low.half or 0) > 1.6 * (what_could_be_seen(20, 6).half or 0)


def test_one_question_in_a_small_firm_sees_next_to_nothing() -> None:
    sight = what_could_be_seen(8, 9, asked=0.1, within=WITHIN_SHARE, prior=PRIOR_SHARE)

    assert (sight.chance or 1) < 0.05
    assert (sight.half or 0) > 0.3


@pytest.mark.parametrize(
    ("n_teams", "n_with", "reason"),
    [
        (1, None, Reason.ONE_TEAM),
        (0, None, Reason.TOO_FEW_TEAMS),
        (7, None, Reason.TOO_FEW_TEAMS),
        (20, 3, Reason.TOO_FEW_TEAMS),
    ],
)
def test_too_few_teams_see_nothing_and_say_why(
    n_teams: int, n_with: int | None, reason: Reason
) -> None:
    sight = what_could_be_seen(n_teams, 6, n_with=n_with)

    assert (sight.error, sight.half, sight.chance) == (None, None, None)
    assert sight.reason is reason


def test_the_noise_of_a_change_is_the_mean_over_teams() -> None:
    assert noise_of_a_change([6]) == pytest.approx(0.62 / 6)
    assert noise_of_a_change([6, 12]) == pytest.approx((0.62 / 6 + 0.62 / 12) / 2)
    with pytest.raises(ValueError, match="has somebody in it"):
        noise_of_a_change([6, 0])


@pytest.mark.parametrize("df", [4, 5, 6, 10, 18, 60])
def test_the_quantile_is_students(df: int) -> None:
    assert _t(df) == pytest.approx(float(stdtrit(df, 0.975)), abs=0.015)
