import subprocess
import sys
from math import exp, sqrt
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bothways.pure.measurement import Change, Direction, Strength
from bothways.pure.measurement.rates import (
    ENOUGH_LEAVERS,
    ENOUGH_MONTHS,
    ENOUGH_QUARTERS,
    Counted,
    NoLink,
    link,
    missing_months,
    person_years,
    probability_of_higher,
    range_of,
    rate_change,
    rate_interval,
)

SOURCE = str(Path(__file__).parents[3] / "src")
EVENTS = st.integers(0, 300)
YEARS = st.floats(0.05, 5000)
COUNTED = st.builds(Counted, EVENTS, YEARS)
A_YEAR = Counted(4, 60.0)
RISING = [(0.40 + 0.05 * n, 0.30 - 0.03 * n) for n in range(8)]


def test_no_leavers_have_an_interval_too() -> None:
    none = rate_interval(0, 60.0)

    assert (none.rate, none.low) == (0, 0)
    assert 100 * none.high == pytest.approx(4.19, abs=0.01)  # leavers per 100 people a year


@pytest.mark.parametrize(("events", "low", "high"), [(1, 0.1079, 4.6742), (10, 5.1415, 17.7394)])
def test_the_interval_is_that_of_a_gamma_with_half_an_event_more(
    events: int, low: float, high: float
) -> None:
    """chi2.ppf([.025, .975], 2 * events + 1) / 2, by R's qgamma(c(.025, .975), events + .5)."""
    rate = rate_interval(events, 1.0)

    assert (rate.low, rate.high) == (pytest.approx(low, abs=1e-4), pytest.approx(high, abs=1e-4))


@settings(max_examples=60)
@given(EVENTS, YEARS, st.floats(0.5, 0.999))
def test_the_interval_is_scipys_to_nine_digits(events: int, years: float, level: float) -> None:
    from scipy.special import gammaincinv

    rate = rate_interval(events, years, level)
    tail = (1 - level) / 2
    low = gammaincinv(events + 0.5, tail) / years if events else 0

    assert rate.low == pytest.approx(low, rel=1e-9, abs=1e-12)
    assert rate.high == pytest.approx(gammaincinv(events + 0.5, 1 - tail) / years, rel=1e-9)


@settings(max_examples=60)
@given(EVENTS, YEARS)
def test_no_interval_is_of_width_nought_and_each_holds_its_rate(events: int, years: float) -> None:
    rate = rate_interval(events, years)

    assert 0 <= rate.low <= rate.rate < rate.high
    assert rate.high > rate.low


@settings(max_examples=60)
@given(COUNTED, COUNTED)
def test_the_probability_of_a_rise_is_scipys(before: Counted, after: Counted) -> None:
    from scipy.special import betainc

    border = before.exposure / (before.exposure + after.exposure)
    expected = betainc(before.events + 0.5, after.events + 0.5, border)

    assert probability_of_higher(before, after) == pytest.approx(expected, abs=1e-4)


@settings(max_examples=40)
@given(COUNTED, COUNTED)
def test_turned_round_the_change_is_turned_round(before: Counted, after: Counted) -> None:
    there, back = rate_change(before, after), rate_change(after, before)

    assert there.strength is back.strength
    assert {there.direction, back.direction} in (
        {Direction.UP, Direction.DOWN},
        {Direction.UNCLEAR},
    )


def test_the_same_twice_is_no_change() -> None:
    assert probability_of_higher(A_YEAR, A_YEAR) == pytest.approx(0.5)
    assert rate_change(A_YEAR, A_YEAR) == Change(Direction.UNCLEAR, Strength.NO_CLEAR_CHANGE)
    assert rate_change(Counted(0, 60.0), Counted(0, 60.0)).direction is Direction.UNCLEAR


def test_twice_as_many_leavers_among_sixty_are_no_clear_matter() -> None:
    assert rate_change(Counted(3, 60.0), Counted(6, 60.0)).strength is Strength.LEANING
    assert rate_change(Counted(2, 60.0), Counted(14, 60.0)) == Change(
        Direction.UP, Strength.CLEARLY
    )


@pytest.mark.parametrize("wrong", [Counted(-1, 60.0), Counted(3, 0.0), Counted(3, float("nan"))])
def test_nobody_here_has_no_rate(wrong: Counted) -> None:
    with pytest.raises(ValueError, match="exposure above 0"):
        rate_interval(*wrong)
    with pytest.raises(ValueError, match="exposure above 0"):
        probability_of_higher(A_YEAR, wrong)


def test_a_level_that_is_no_probability_is_refused() -> None:
    with pytest.raises(ValueError, match="level"):
        rate_interval(1, 60.0, level=95)


def test_twelve_months_of_sixty_people_are_sixty_person_years() -> None:
    assert person_years([60] * 12) == 60
    assert person_years([0, 0]) == 0
    with pytest.raises(ValueError, match="not below 0"):
        person_years([-1])


def test_gaps_are_named_and_ends_are_none() -> None:
    march = 2026 * 12 + 2

    assert missing_months([march + 4, march, march + 1]) == [march + 2, march + 3]
    assert missing_months([march]) == []
    assert missing_months([]) == []


def test_a_range_is_what_was_written_down() -> None:
    assert range_of([3.0, 1.0, 2.0]) == (1.0, 3.0)
    assert range_of([]) is None


def test_below_two_years_and_thirty_leavers_nothing_is_said_of_a_link() -> None:
    said = link(RISING, n_months=20, n_leavers=9)

    assert said.reason is NoLink.TOO_FEW
    assert (said.missing_months, said.missing_leavers) == (4, 21)
    assert (said.direction, said.low, said.high) == (Direction.UNCLEAR, -1, 1)


@pytest.mark.parametrize(
    ("n_months", "n_leavers"), [(ENOUGH_MONTHS, 0), (9, ENOUGH_LEAVERS)], ids=["months", "leavers"]
)
def test_two_years_or_thirty_leavers_are_enough(n_months: int, n_leavers: int) -> None:
    said = link(RISING, n_months=n_months, n_leavers=n_leavers)

    assert said.reason is None
    assert said.n_quarters == 8


def test_a_few_quarters_draw_a_line_through_anything_so_nothing_is_said() -> None:
    said = link(RISING[: ENOUGH_QUARTERS - 2], n_months=24, n_leavers=30)

    assert (said.reason, said.missing_quarters) == (NoLink.FEW_QUARTERS, 2)


def test_what_never_changed_goes_together_with_nothing() -> None:
    flat = [(0.6, 0.1 * n) for n in range(8)]
    nobody_left = [(0.1 * n, 0.0) for n in range(8)]

    assert link(flat, n_months=24, n_leavers=3).reason is NoLink.NO_VARIATION
    assert link(nobody_left, n_months=24, n_leavers=0).reason is NoLink.NO_VARIATION


def test_two_lines_that_only_drift_are_no_clear_link_however_straight_they_are() -> None:
    said = link(RISING, n_months=24, n_leavers=30)

    assert said.r == pytest.approx(-1)
    assert said.low > -1
    assert said.high < 0 or said.direction is Direction.UNCLEAR


def test_what_goes_up_and_down_together_again_and_again_goes_together() -> None:
    swings = [(0.5 + 0.2 * (-1) ** n + 0.01 * n, 0.2 - 0.1 * (-1) ** n) for n in range(8)]
    said = link(swings, n_months=24, n_leavers=30)

    assert said.direction is Direction.DOWN
    assert -1 < said.low < said.r < said.high < 0


@settings(max_examples=60)
@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0, 3)), min_size=6, max_size=16))
def test_the_interval_of_a_link_is_never_of_width_nought(pairs: list[tuple[float, float]]) -> None:
    said = link(pairs, n_months=36, n_leavers=40)

    assert -1 <= said.low < said.high <= 1
    assert (said.direction is Direction.UNCLEAR) == (said.low <= 0 <= said.high)


def test_counts_below_nought_are_refused() -> None:
    with pytest.raises(ValueError, match="not below 0"):
        link(RISING, n_months=-1, n_leavers=0)


def test_no_heavy_library_is_needed_for_any_of_it() -> None:
    """The web worker has no room for it."""
    code = (
        "import sys; from bothways.pure.measurement.rates import *;"
        "rate_interval(3, 60.0); link([(.1 * n, .2 * n) for n in range(8)], n_months=24,"
        " n_leavers=0); sys.exit('numpy' in sys.modules or 'scipy' in sys.modules)"
    )

    ran = subprocess.run([sys.executable, "-c", code], env={"PYTHONPATH": SOURCE}, check=False)

    assert ran.returncode == 0


@pytest.mark.parametrize("mean", [0.7, 1.5, 2.5, 4, 7, 12, 20, 40])
def test_the_interval_covers_the_true_rate_about_as_often_as_it_says(mean: float) -> None:
    """Summed over all counts, not drawn: small counts jump, so about is .92 to .99."""
    chance, covered = exp(-mean), 0.0
    for events in range(int(mean + 12 * sqrt(mean) + 20)):
        rate = rate_interval(events, 1.0)
        covered += chance if rate.low <= mean <= rate.high else 0.0
        chance *= mean / (events + 1)

    assert 0.92 <= covered <= 0.99


def test_a_link_is_found_by_chance_in_about_one_firm_of_twenty() -> None:
    drawn = Random(5)
    found = sum(
        link(
            [(drawn.random(), float(drawn.randint(0, 3))) for _ in range(8)],
            n_months=24,
            n_leavers=12,
        ).direction
        is not Direction.UNCLEAR
        for _ in range(1000)
    )

    assert found <= 70


def test_a_change_is_clear_by_chance_in_about_one_firm_of_twenty() -> None:
    """Both years of every firm have the same true rate."""
    drawn = Random(7)
    found = 0
    for _ in range(300):
        before, after = (sum(drawn.random() < 0.08 for _ in range(60)) for _ in range(2))
        change = rate_change(Counted(before, 60.0), Counted(after, 60.0))
        found += change.strength is Strength.CLEARLY

    assert found <= 27


def test_firms_that_only_drift_are_seldom_linked() -> None:
    """Two walks that know nothing of each other, which a plain correlation often links."""
    drawn = Random(3)
    found = 0
    for _ in range(300):
        trust, left, pairs = 0.5, 2.0, []
        for _ in range(8):
            trust, left = trust + drawn.gauss(0, 0.05), left + drawn.gauss(0, 0.3)
            pairs.append((trust, left))
        found += link(pairs, n_months=24, n_leavers=12).direction is not Direction.UNCLEAR

    assert found <= 15
