from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bothways.outcomes.measures import EVERYBODYS, Measure
from bothways.outcomes.months import Month
from bothways.outcomes.rules import MOST, faults_of, month_fault, value_fault

TODAY = date(2026, 11, 2)
OCTOBER = Month(2026, 10)
OWN = Measure("profit", "Profit", 2, "EUR", "more", 7)
MEASURES = {**EVERYBODYS, OWN.code: OWN}


def why(code: str, value: str) -> str:
    return value_fault(MEASURES[code], Decimal(value))


@pytest.mark.parametrize(
    ("code", "value"),
    [
        ("headcount", "0"),
        ("headcount", "31.000"),
        ("leavers", "4"),
        ("days_lost", "12.5"),
        ("days_to_decide", "0.1"),
        ("profit", "-1200.75"),
        ("profit", "999999999"),
    ],
)
def test_what_is_a_figure_has_no_fault(code: str, value: str) -> None:
    assert why(code, value) == ""


@pytest.mark.parametrize(
    ("code", "value", "words"),
    [
        ("headcount", "-1", "nothing below 0"),
        ("headcount", "0.5", "whole number"),
        ("days_lost", "0.25", "at most 1 digits"),
        ("profit", "0.125", "at most 2 digits"),
        ("profit", "1000000000", "1,000,000,000"),
        ("profit", "-1000000000", "1,000,000,000"),
        ("profit", "Infinity", "1,000,000,000"),
        ("profit", "NaN", "1,000,000,000"),
    ],
)
def test_what_is_none_says_what_to_write_instead(code: str, value: str, words: str) -> None:
    assert words in why(code, value)


def test_a_month_can_be_written_from_the_first_day_of_the_next() -> None:
    assert month_fault(OCTOBER, date(2026, 10, 31)) == (
        "October 2026 is not over. Write its figures down from 1 November 2026 on."
    )
    assert month_fault(OCTOBER, date(2026, 11, 1)) == ""


def test_taking_a_figure_away_needs_no_value_but_a_month_and_a_measure() -> None:
    assert faults_of({(OCTOBER, "leavers"): None}, MEASURES, {}, on=TODAY) == []
    assert faults_of({(Month(2026, 11), "leavers"): None}, MEASURES, {}, on=TODAY)
    assert faults_of({(OCTOBER, "mood"): None}, MEASURES, {}, on=TODAY)[0].measure == "mood"


def test_every_figure_that_is_wrong_is_named_not_the_first_alone() -> None:
    wanted = {
        (OCTOBER, "leavers"): Decimal(-1),
        (OCTOBER, "headcount"): Decimal("1.5"),
        (OCTOBER, "profit"): Decimal(3),
    }

    assert [fault.measure for fault in faults_of(wanted, MEASURES, {}, on=TODAY)] == [
        "leavers",
        "headcount",
    ]


@pytest.mark.parametrize(
    ("wanted", "kept", "n_faults"),
    [
        ({"days_lost": 601, "days_planned": 600}, {}, 1),
        ({"days_lost": 600, "days_planned": 600}, {}, 0),
        ({"days_lost": 601}, {"days_planned": 600}, 1),
        ({"days_planned": 600}, {"days_lost": 601}, 1),
        ({"days_lost": 601, "days_planned": None}, {"days_planned": 600}, 0),
        ({"days_lost": 601}, {}, 0),
    ],
)
def test_nobody_is_absent_on_more_days_than_were_planned(
    wanted: dict[str, int | None], kept: dict[str, int], n_faults: int
) -> None:
    now = {(OCTOBER, code): None if v is None else Decimal(v) for code, v in wanted.items()}
    before = {(OCTOBER, code): Decimal(value) for code, value in kept.items()}

    assert len(faults_of(now, MEASURES, before, on=TODAY)) == n_faults


@given(st.decimals(allow_nan=True, allow_infinity=True), st.sampled_from(sorted(MEASURES)))
def test_every_number_is_taken_or_refused_with_a_sentence(value: Decimal, code: str) -> None:
    said = value_fault(MEASURES[code], value)

    if not said:
        assert value.is_finite()
        assert abs(value) <= MOST
        assert value == round(value, MEASURES[code].decimals)
    else:
        assert said.endswith(".")
