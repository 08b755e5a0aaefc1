"""The estimators, on examples to check by hand, and where nothing has changed at all."""

import numpy as np
import pytest

from bothways.pure.measurement.impact import (
    FEWEST_A_SIDE,
    Effect,
    Reason,
    Rung,
    Says,
    Teams,
    baseline_adjusted,
    before_after,
    by_lot,
    over_time,
    unrelated,
)
from bothways.pure.measurement.impact.estimators import range_noise
from tests.pure.measurement.impact.no_change import Cut, firms

HAD = [True] * 4 + [False] * 4
BEFORE = [3.0, 3.2, 3.4, 3.6, 3.1, 3.3, 3.5, 3.7]
AFTER = [3.5, 3.5, 3.9, 3.9, 3.0, 3.4, 3.4, 3.8]
EACH = [by_lot, unrelated, baseline_adjusted]
ALL = [*EACH, before_after]


def found_in(effects: list[Effect]) -> float:
    return sum(effect.is_found for effect in effects) / len(effects)


def test_by_lot_it_is_welchs_comparison_of_changes() -> None:
    effect = by_lot(Teams(BEFORE, AFTER, HAD))

    # changes: .5 .3 .5 .3 against -.1 .1 -.1 .1; each side has variance .04 / 3
    assert effect.raw == pytest.approx(0.4)
    assert effect.error == pytest.approx((2 * 0.04 / 3 / 4) ** 0.5)
    assert (effect.n_with, effect.n_without) == (4, 4)
    assert effect.rung is Rung.BY_LOT
    assert effect.says is Says.CLEARLY_UP


def test_an_unrelated_choice_is_the_same_sum_on_a_lower_rung() -> None:
    drawn, chosen = by_lot(Teams(BEFORE, AFTER, HAD)), unrelated(Teams(BEFORE, AFTER, HAD))

    assert (drawn.estimate, drawn.low) == (chosen.estimate, chosen.low)
    assert (int(drawn.rung), int(chosen.rung)) == (3, 2)


def test_ranges_make_the_error_wider_by_their_variance() -> None:
    exact = by_lot(Teams(BEFORE, AFTER, HAD))
    ranges = by_lot(Teams(BEFORE, AFTER, HAD, noise=[0.01] * 8))

    assert ranges.raw == exact.raw
    assert (ranges.error or 0) ** 2 == pytest.approx((exact.error or 0) ** 2 + 2 * 0.01 / 4)


def test_a_range_adds_the_variance_of_lying_anywhere_in_it() -> None:
    assert range_noise(0.2, 0.2) == 0
    assert range_noise(0.0, 0.6) == pytest.approx(0.03)
    with pytest.raises(ValueError, match="low end to its high end"):
        range_noise(0.6, 0.0)


def test_where_the_low_were_chosen_it_is_regression_on_what_they_started_from() -> None:
    before = [2.0, 2.2, 2.4, 2.6, 3.0, 3.2, 3.4, 3.6]
    wiggle = [0.05, -0.05, -0.05, 0.05, 0.05, -0.05, -0.05, 0.05]
    after = [3 + 0.5 * (b - 3) + w for b, w in zip(before, wiggle, strict=True)]

    adjusted = baseline_adjusted(Teams(before, after, HAD))

    # every team went half of its way back to 3: nothing else happened
    assert adjusted.raw == pytest.approx(0.0, abs=1e-9)
    assert adjusted.says is Says.NO_CLEAR_EFFECT
    assert by_lot(Teams(before, after, HAD)).is_found, "what plain differences would have said"
    assert before_after(Teams(before, after, HAD)).is_found, "what before and after would have said"


def test_what_was_added_to_the_low_ones_is_found_again() -> None:
    before = np.linspace(2.0, 4.0, 20)
    had = before < 3.0
    after = 3 + 0.5 * (before - 3) + 0.4 * had + np.tile([0.02, -0.02, -0.02, 0.02], 5)

    adjusted = baseline_adjusted(Teams(before, after, had))

    assert adjusted.raw == pytest.approx(0.4, abs=0.03)
    assert adjusted.says is Says.CLEARLY_UP
    assert adjusted.rung is Rung.COMPARED


def test_before_and_after_looks_at_those_alone_who_had_it() -> None:
    effect = before_after(Teams(BEFORE, AFTER, HAD))

    assert effect.raw == pytest.approx(0.4)
    assert effect.error == pytest.approx((0.04 / 3 / 4) ** 0.5)
    assert (effect.n_with, effect.n_without) == (4, 0)
    assert effect.rung is Rung.BEFORE_AFTER


@pytest.mark.parametrize("estimator", EACH)
def test_three_teams_on_a_side_are_too_few(estimator: object) -> None:
    effect = estimator(Teams(BEFORE[:7], AFTER[:7], HAD[:7]))  # type: ignore[operator]

    assert FEWEST_A_SIDE == 4
    assert (effect.says, effect.reason) == (Says.TOO_FEW, Reason.TOO_FEW_TEAMS)


@pytest.mark.parametrize("estimator", ALL)
def test_one_team_has_a_reason_of_its_own(estimator: object) -> None:
    effect = estimator(Teams([3.0], [3.5], [True]))  # type: ignore[operator]

    assert (effect.says, effect.reason) == (Says.TOO_FEW, Reason.ONE_TEAM)


@pytest.mark.parametrize("estimator", ALL)
def test_nobody_at_all_is_too_few(estimator: object) -> None:
    assert estimator(Teams([], [], [])).says is Says.TOO_FEW  # type: ignore[operator]


@pytest.mark.parametrize("estimator", [by_lot, unrelated, before_after])
def test_teams_that_all_did_the_same_give_no_false_certainty(estimator: object) -> None:
    after = [one + 0.25 for one in BEFORE[:4]] + BEFORE[4:]

    effect = estimator(Teams([3.0] * 8, [3.25] * 4 + [3.0] * 4, HAD))  # type: ignore[operator]

    assert len(after) == 8
    assert (effect.reason, effect.low) == (Reason.NO_DIFFERENCES, None)


def test_a_line_that_fits_without_a_rest_gives_no_false_certainty() -> None:
    effect = baseline_adjusted(Teams(BEFORE, BEFORE, HAD))

    assert (effect.says, effect.reason) == (Says.TOO_FEW, Reason.NO_DIFFERENCES)


def test_teams_that_all_started_alike_can_not_be_adjusted() -> None:
    effect = baseline_adjusted(Teams([3.0] * 8, AFTER, HAD))

    assert (effect.says, effect.reason) == (Says.TOO_FEW, Reason.SAME_BEFORE)


@pytest.mark.parametrize(
    "teams",
    [
        Teams([3.0, 3.0], [3.0], [True, False]),
        Teams([3.0, float("nan")], [3.0, 3.0], [True, False]),
        Teams([3.0, 3.0], [3.0, 3.0], [True, False], noise=[-1.0, 0.0]),
        Teams([[3.0, 3.0]], [[3.0, 3.0]], [[True, False]]),
    ],
)
def test_what_does_not_fit_together_is_refused(teams: Teams) -> None:
    with pytest.raises(ValueError, match=r"every team needs|finite numbers"):
        by_lot(teams)


LEVEL = [3.0, 3.1, 2.9, 3.0, 3.1, 3.0, 2.9, 3.0]


def test_a_series_that_jumps_is_told_from_its_own_line_on_a_low_rung() -> None:
    effect = over_time([*LEVEL, 3.6, 3.5, 3.6, 3.5], 8)

    assert effect.rung is Rung.BEFORE_AFTER
    assert effect.says is Says.CLEARLY_UP
    assert effect.raw == pytest.approx(0.6, abs=0.12)


def test_a_series_that_rises_anyway_has_no_jump() -> None:
    rising = [2 + 0.1 * step + 0.03 * (step % 2) for step in range(14)]

    assert over_time(rising, 9).says in {Says.NO_CLEAR_EFFECT, Says.LEANING_UP, Says.LEANING_DOWN}


@pytest.mark.parametrize(
    ("values", "at", "reason"),
    [
        ([*LEVEL[1:], 3.5, 3.5, 3.5, 3.6], 7, Reason.SHORT_BEFORE),
        ([*LEVEL, 3.5, 3.5, 3.6], 8, Reason.SHORT_AFTER),
        ([3.0] * 12, 8, Reason.NO_DIFFERENCES),
    ],
)
def test_a_series_that_is_short_or_never_moves_says_why(
    values: list[float], at: int, reason: Reason
) -> None:
    effect = over_time(values, at)

    assert (effect.says, effect.reason, effect.low) == (Says.TOO_FEW, reason, None)


def test_where_nothing_has_changed_the_offered_ones_find_it_in_six_of_a_hundred_at_most() -> None:
    drawn = [by_lot(teams) for teams in firms(150, Cut(), seed=1)]
    low = [baseline_adjusted(teams) for teams in firms(150, Cut(chosen="low"), seed=2)]

    assert found_in(drawn) <= 0.06
    assert found_in(low) <= 0.06


def test_the_refused_ones_would_have_found_improvement_where_the_low_were_chosen() -> None:
    cut = list(firms(150, Cut(chosen="low", teams=(16, 20), people=(5, 6)), seed=3))

    plain = [by_lot(teams) for teams in cut]
    adjusted = [baseline_adjusted(teams) for teams in cut]

    assert np.mean([effect.raw for effect in plain]) > 0.2
    assert abs(np.mean([effect.raw for effect in adjusted])) < 0.06
    assert found_in(plain) > 2 * max(found_in(adjusted), 0.03)


def test_a_real_effect_is_found_about_as_often_as_was_said_and_lies_in_the_interval() -> None:
    cut = Cut(teams=(20, 20), people=(6, 6), stays=0.5, effect=0.3)

    effects = [by_lot(teams) for teams in firms(150, cut, seed=4)]

    assert 0.27 <= found_in(effects) <= 0.6
    assert np.mean([(e.low or 0) <= 0.3 <= (e.high or 0) for e in effects]) >= 0.88
