"""Whole files as payrolls and spreadsheets save them."""

from decimal import Decimal

import pytest

from bothways.outcomes.measures import EVERYBODYS, Measure
from bothways.outcomes.months import Month
from bothways.outcomes.reading import read_figures

OWN = Measure("orders_out_on_time", "Orders out on time", 1, "%", "more", 7)
MEASURES = [*EVERYBODYS.values(), OWN]
SEPTEMBER, OCTOBER = Month(2026, 9), Month(2026, 10)

ENGLISH = """\
Month,Headcount,Leavers,Sick days,Working days,Comment
Sep 2026,58,1,31.5,"1,218",
Oct 2026,57,0,28,"1,276",two long illnesses
"""
GERMAN = """\
Monat;Beschäftigte;Austritte;Krankheitstage;Solltage
01.09.2026;58;1;31,5;1.218,0
01.10.2026;57;0;28,0;1.276,0
"""
SPANISH = """\
Mes;Plantilla;Bajas;Días de ausencia;Días previstos
septiembre de 2026;58;1;31,5;1218
octubre de 2026;57;0;28;1276
"""
TABS = ENGLISH.replace('"1,218"', "1218").replace('"1,276"', "1276").replace(",", "\t")
EXPECTED = {
    (SEPTEMBER, "headcount"): Decimal(58),
    (SEPTEMBER, "leavers"): Decimal(1),
    (SEPTEMBER, "days_lost"): Decimal("31.5"),
    (SEPTEMBER, "days_planned"): Decimal(1218),
    (OCTOBER, "headcount"): Decimal(57),
    (OCTOBER, "leavers"): Decimal(0),
    (OCTOBER, "days_lost"): Decimal(28),
    (OCTOBER, "days_planned"): Decimal(1276),
}


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (GERMAN, "utf-8"),
        (GERMAN, "utf-8-sig"),
        (GERMAN, "cp1252"),
        (GERMAN, "utf-16"),
        (SPANISH, "utf-8"),
        (SPANISH, "cp1252"),
        (TABS, "utf-8"),
        (TABS, "utf-16"),
    ],
)
def test_the_same_figures_come_out_of_each(text: str, encoding: str) -> None:
    found = read_figures(text.encode(encoding), MEASURES)

    assert found.problems == []
    assert found.wanted == EXPECTED


def test_a_thousand_with_a_comma_where_a_digit_may_follow_is_asked_about() -> None:
    found = read_figures(ENGLISH.encode(), MEASURES)

    assert [(one.row, one.column) for one in found.problems] == [
        (2, "Days planned"),
        (3, "Days planned"),
    ]
    assert "in two ways" in found.problems[0].why
    assert found.unread == ["Comment"]


def test_lines_that_are_blank_and_lines_of_signs_alone_are_passed_over() -> None:
    text = "month,leavers\n\n2026-09,1\n,,\n\n2026-10,0\n\n"

    found = read_figures(text.encode(), MEASURES)

    assert found.wanted == {(SEPTEMBER, "leavers"): 1, (OCTOBER, "leavers"): 0}
    assert found.rows == {SEPTEMBER: 3, OCTOBER: 6}


def test_a_row_with_a_sum_at_its_end_is_named_and_not_taken_for_a_month() -> None:
    found = read_figures(b"month,leavers\n2026-10,1\nTotal,1\n", MEASURES)

    assert [(one.row, one.column) for one in found.problems] == [(3, "Month")]


def test_a_formula_in_a_cell_is_no_number() -> None:
    found = read_figures(b"month,leavers\n2026-10,=1+1\n2026-09,@SUM(A1)\n", MEASURES)

    assert [one.row for one in found.problems] == [2, 3]
    assert found.wanted == {}


def test_a_cell_that_is_too_much_ends_the_reading_with_a_sentence() -> None:
    found = read_figures(b"month,leavers\n2026-10," + b"9" * 40, MEASURES)

    assert found.wanted[OCTOBER, "leavers"] > 10**30  # refused by the rules, with what fits
