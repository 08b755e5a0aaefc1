import pytest
from hypothesis import given
from hypothesis import strategies as st

from bothways.outcomes.charts import FLOOR, months_chart, rounded_up, trust_marks
from bothways.outcomes.months import Month, months_between
from bothways.outcomes.trustline import TrustPoint
from bothways.ui.charts import HISTORY_TOP

YEAR = list(months_between(Month(2026, 1), Month(2026, 12)))
MARCH, APRIL, JUNE = YEAR[2], YEAR[3], YEAR[5]


def test_a_month_stands_in_the_same_place_in_every_chart() -> None:
    few = months_chart({MARCH: 3.0}, YEAR)
    many = months_chart(dict.fromkeys(YEAR, 3.0), YEAR)

    assert few.marks[0].x == many.marks[2].x
    point = TrustPoint(MARCH, "", (0.5, 0.5), (0.4, 0.6))
    assert trust_marks([point], YEAR)[0].x == few.marks[0].x


def test_the_line_begins_at_nought_however_close_the_figures_are() -> None:
    chart = months_chart({MARCH: 94.0, APRIL: 95.0}, YEAR)

    assert (chart.bottom, chart.top) == (0, 100)
    assert float(chart.nought) == FLOOR


def test_below_nought_the_line_goes_down_with_the_figures() -> None:
    chart = months_chart({MARCH: -4.0, APRIL: 8.0}, YEAR)

    assert (chart.bottom, chart.top) == (-5, 10)
    assert HISTORY_TOP < float(chart.nought) < FLOOR


def test_over_a_month_that_is_missing_there_is_no_line() -> None:
    chart = months_chart({MARCH: 1.0, APRIL: 2.0, JUNE: 3.0}, YEAR)

    assert [(one.month, two.month) for one, two in chart.links] == [(MARCH, APRIL)]


def test_bars_of_nought_are_seen_and_have_no_links() -> None:
    chart = months_chart({MARCH: 0.0, APRIL: 2.0}, YEAR, is_bars=True)

    assert float(chart.marks[0].height) > 0
    assert chart.links == ()


def test_nothing_but_nought_still_has_a_line_of_some_height() -> None:
    assert months_chart({MARCH: 0.0}, YEAR).top == 1


def test_a_clamped_figure_has_no_ring() -> None:
    clamped = TrustPoint(MARCH, "", (0.7, 1.0), (0.5, 1.0))

    assert trust_marks([clamped], YEAR)[0].ring == ""
    assert trust_marks([clamped], YEAR[4:]) == ()


@pytest.mark.parametrize(("value", "up"), [(0, 0), (1, 1), (1.1, 2), (58, 100), (0.3, 0.5), (5, 5)])
def test_the_top_is_a_number_that_one_reads_at_a_glance(value: float, up: float) -> None:
    assert rounded_up(value) == pytest.approx(up)


@given(st.floats(1e-6, 1e9))
def test_the_top_is_never_below_the_figure_nor_far_above(value: float) -> None:
    assert value * (1 - 1e-6) <= rounded_up(value) <= value * 2.5 * (1 + 1e-6)
