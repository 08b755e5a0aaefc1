"""A firm's months before and after: what could be seen, what is said, and when nothing is."""

from math import isfinite
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bothways.pure.measurement.impact import Reason, Rung, Says
from bothways.pure.measurement.impact.months import (
    fewest_events_clearly_more,
    jump_that_could_be_seen,
    most_events_clearly_fewer,
    of_rates,
    of_series,
    swing_of,
)
from bothways.pure.measurement.rates import Counted

SOME = Counted(20, 100.0)
SWINGS = [94.0, 96.0, 95.0, 93.0, 95.0, 97.0, 94.0, 95.0, 96.0, 95.0]


def test_a_rate_that_fell_by_three_quarters_is_clearly_down_on_the_first_rung() -> None:
    effect = of_rates(SOME, Counted(5, 100.0), n_before=12, n_after=12)

    assert (effect.rung, effect.says) == (Rung.BEFORE_AFTER, Says.CLEARLY_DOWN)
    assert (effect.n_without, effect.n_with) == (12, 12)
    assert effect.estimate is None  # a direction, and both rates beside it


def test_the_same_rate_has_no_clear_effect_and_nobody_leaving_twice_neither() -> None:
    assert of_rates(SOME, SOME, n_before=12, n_after=12).says is Says.NO_CLEAR_EFFECT
    nobody = Counted(0, 12.0)
    assert of_rates(nobody, nobody, n_before=12, n_after=12).says is Says.NO_CLEAR_EFFECT


@pytest.mark.parametrize(
    ("n_before", "n_after", "reason"),
    [
        (5, 12, Reason.SHORT_BEFORE),
        (12, 5, Reason.SHORT_AFTER),
        (0, 0, Reason.SHORT_BEFORE),
        (6, 6, Reason.NONE),
    ],
)
def test_fewer_than_six_months_on_a_side_are_too_few_to_tell(
    n_before: int, n_after: int, reason: Reason
) -> None:
    effect = of_rates(SOME, Counted(1, 100.0), n_before=n_before, n_after=n_after)

    assert effect.reason is reason
    assert (effect.says is Says.TOO_FEW) is (reason is not Reason.NONE)


@settings(max_examples=20)
@given(st.integers(0, 30), st.floats(5, 300), st.floats(5, 300))
def test_what_was_said_beforehand_is_what_would_be_said_afterwards(
    events: int, years: float, exposure: float
) -> None:
    before = Counted(events, years)
    most, least = (
        most_events_clearly_fewer(before, exposure),
        fewest_events_clearly_more(before, exposure),
    )

    def says(n: int) -> Says:
        return of_rates(before, Counted(n, exposure), n_before=12, n_after=12).says

    assert says(least) is Says.CLEARLY_UP
    assert says(least - 1) is not Says.CLEARLY_UP if least else True
    if most is None:
        assert says(0) is not Says.CLEARLY_DOWN
    else:
        assert says(most) is Says.CLEARLY_DOWN
        assert most == events or says(most + 1) is not Says.CLEARLY_DOWN


def test_in_a_workshop_of_twelve_not_even_nobody_leaving_would_be_clear() -> None:
    assert most_events_clearly_fewer(Counted(2, 12.0), 12.0) is None
    assert most_events_clearly_fewer(Counted(0, 12.0), 12.0) is None
    assert most_events_clearly_fewer(Counted(60, 500.0), 500.0) == 40


def test_a_jump_well_above_the_swings_is_clear_and_its_interval_holds_it() -> None:
    effect = of_series(SWINGS, [99.5, 101.0, 100.5, 100.0, 101.5, 100.0])

    assert effect.says is Says.CLEARLY_UP
    assert effect.low is not None
    assert effect.high is not None
    assert 0 < effect.low < effect.high


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        (SWINGS[:7], SWINGS[:4], Reason.SHORT_BEFORE),
        (SWINGS, SWINGS[:3], Reason.SHORT_AFTER),
        (SWINGS, [], Reason.SHORT_AFTER),
        ([], [], Reason.SHORT_BEFORE),
        ([5.0] * 12, [5.0] * 6, Reason.NO_DIFFERENCES),
        ([5.0] * 12, [9.0] * 6, Reason.NO_DIFFERENCES),
        ([5.0] * 4, [5.0] * 6, Reason.SHORT_BEFORE),
    ],
)
def test_a_short_or_still_series_says_why_there_is_no_figure(
    before: list[float], after: list[float], reason: Reason
) -> None:
    effect = of_series(before, after)

    assert (effect.says, effect.reason) == (Says.TOO_FEW, reason)
    assert effect.estimate is None


def test_how_large_a_jump_must_be_is_known_before_and_grows_with_the_swings() -> None:
    calm, wild = SWINGS, [95 + 4 * (one - 95) for one in SWINGS]

    small, large = jump_that_could_be_seen(calm, 11), jump_that_could_be_seen(wild, 11)

    assert small is not None
    assert large is not None
    assert large == pytest.approx(4 * small)
    assert small > swing_of(calm)


@pytest.mark.parametrize(
    ("before", "n_after"),
    [(SWINGS[:7], 6), (SWINGS, 3), ([5.0] * 12, 6), ([float(n) for n in range(12)], 6)],
)
def test_what_can_not_be_worked_out_beforehand_is_none(before: list[float], n_after: int) -> None:
    assert jump_that_could_be_seen(before, n_after) is None


def test_where_nothing_has_changed_a_clear_jump_is_found_in_six_of_a_hundred_at_most() -> None:
    chance = Random(7)
    found = 0
    for _firm in range(150):
        months = [chance.gauss(95, 3) for _month in range(23)]
        effect = of_series(months[:12], months[12:])
        assert all(isfinite(one or 0) for one in (effect.estimate, effect.low, effect.high))
        found += effect.is_found

    assert found <= 9


def test_the_jump_that_was_said_to_be_seen_half_the_time_is_seen_about_so_often() -> None:
    chance = Random(11)
    seen = 0
    for _firm in range(150):
        before = [chance.gauss(0, 1) for _month in range(12)]
        jump = jump_that_could_be_seen(before, 11)
        assert jump is not None
        after = [chance.gauss(jump, 1) for _month in range(11)]
        seen += of_series(before, after).is_found

    assert 0.3 <= seen / 150 <= 0.7
