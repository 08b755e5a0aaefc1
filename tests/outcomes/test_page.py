from decimal import Decimal

import pytest
from django.utils import translation

from bothways.outcomes.measures import EVERYBODYS, Measure
from bothways.outcomes.months import Month
from bothways.outcomes.page import SHOWN, page_of, shown_months
from bothways.outcomes.queries import Table
from bothways.outcomes.trustline import TrustLine, TrustPoint

OCTOBER = Month(2026, 10)
OWN = Measure("on_time", "Orders out on time", 1, "%", "more", 7)
MEASURES = (*EVERYBODYS.values(), OWN)
NO_LINE = TrustLine()


def table(n_months: int = 3, **codes: object) -> Table:
    months = [OCTOBER.plus(-n) for n in range(n_months)]
    values = {code: dict.fromkeys(months, Decimal(str(v))) for code, v in codes.items()}
    return Table(MEASURES, values)


def point(month: Month, share: float = 0.6) -> TrustPoint:
    return TrustPoint(month, "6 of 10 agreed", (share, share), (share - 0.2, share + 0.2))


def section(figures: Table, title: str, line: TrustLine = NO_LINE):
    return next(one for one in page_of(figures, line).sections if one.title.startswith(title))


def test_sections_stand_in_a_fixed_order_whatever_their_figures_are() -> None:
    titles = [one.title for one in page_of(table(on_time=1), NO_LINE).sections]

    assert titles == [
        "People who left",
        "People on the last day",
        "Absence, days of 100 planned",
        "Days from question to decision",
        "Orders out on time, %",
    ]


def test_without_a_figure_there_is_no_month_and_no_chart() -> None:
    page = page_of(Table(MEASURES, {}), TrustLine("", "", [point(OCTOBER)]))

    assert page.is_empty
    assert (page.months, page.ends, page.trust) == ([], ("", ""), ())


def test_two_years_are_shown_and_what_is_older_stays_in_the_file() -> None:
    figures = table(n_months=40, headcount=31)

    assert shown_months(figures, NO_LINE)[0] == OCTOBER.plus(1 - SHOWN)
    assert len(section(figures, "People on").rows) == SHOWN


def test_a_round_after_the_last_figure_moves_the_end_of_every_chart() -> None:
    line = TrustLine("I feel safe.", "en", [point(OCTOBER), point(OCTOBER.plus(1))])
    page = page_of(table(headcount=31), line)

    assert page.ends == ("Aug ’26", "Nov ’26")
    assert len(page.trust) == 2
    assert page.trust_rows[0] == ["October 2026", "6 of 10 agreed", "40 to 80\u00a0%"]


def test_rounds_before_the_first_figure_are_not_in_these_months() -> None:
    page = page_of(table(headcount=31), TrustLine("x", "en", [point(OCTOBER.plus(-9))]))

    assert page.trust == ()


def test_a_month_without_a_figure_says_that_it_is_missing() -> None:
    figures = Table(MEASURES, {"headcount": {OCTOBER: Decimal(31), OCTOBER.plus(-2): Decimal(30)}})

    rows = section(figures, "People on").rows
    assert rows[1] == ["September 2026", "missing"]
    assert "September 2026: missing" in section(figures, "People on").desc


def test_absence_has_days_and_their_share_side_by_side() -> None:
    found = section(table(days_lost=30, days_planned=600), "Absence")

    assert found.rows[0] == ["August 2026", "30.0", "600.0", "5.0"]
    assert found.top == "5"


def test_absence_without_planned_days_has_words_and_no_chart() -> None:
    found = section(table(days_lost=30), "Absence")

    assert found.chart is None
    assert "Without the days planned there is no share." in found.said


def test_an_own_measure_says_what_the_firm_holds_to_be_better() -> None:
    assert section(table(on_time="94.5"), "Orders").better == "more is better"
    assert section(table(leavers=1), "People who left").better == ""


@pytest.mark.parametrize(("language", "words"), [("de", "94,5\u00a0%"), ("en", "94.5\u00a0%")])
def test_figures_are_written_as_the_reader_writes_them(language: str, words: str) -> None:
    with translation.override(language):
        found = section(table(on_time="94.5"), "Orders")

        assert found.rows[0][1] == words
        assert "," not in found.chart.marks[0].y


def test_the_line_of_nought_is_called_0_and_not_minus_0() -> None:
    assert section(table(headcount=31), "People on").bottom == "0"
    assert section(table(on_time=-3), "Orders").bottom == "-5"
