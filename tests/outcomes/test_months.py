from datetime import date

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from bothways.outcomes.months import Month, from_ordinal, month_from, month_of, months_between

MONTHS = st.builds(Month, st.integers(2000, 2198), st.integers(1, 12))


def test_a_month_has_its_first_and_its_last_day() -> None:
    assert Month(2026, 2).first_day == date(2026, 2, 1)
    assert Month(2028, 2).last_day == date(2028, 2, 29)
    assert Month(2026, 12).last_day == date(2026, 12, 31)


def test_a_month_is_over_when_its_last_day_is() -> None:
    assert not Month(2026, 10).is_over(date(2026, 10, 31))
    assert Month(2026, 10).is_over(date(2026, 11, 1))


@given(MONTHS, st.integers(-300, 300))
def test_so_many_months_on_and_back_is_the_same_month(month: Month, n: int) -> None:
    assert month.plus(n).plus(-n) == month
    assert from_ordinal(month.ordinal) == month
    assert (month.plus(n) > month) == (n > 0)


@given(MONTHS)
def test_each_day_lies_in_its_month(month: Month) -> None:
    assert month_of(month.first_day) == month_of(month.last_day) == month


def test_the_months_between_two_hold_both() -> None:
    assert [str(m) for m in months_between(Month(2025, 11), Month(2026, 2))] == [
        "2025-11",
        "2025-12",
        "2026-01",
        "2026-02",
    ]
    assert list(months_between(Month(2026, 2), Month(2026, 1))) == []


@pytest.mark.parametrize("text", ["2026", "2026-0", "2026-13", "1999-01", "2200-01", "x", "٢٠٢٦"])
def test_what_is_no_month_is_none(text: str) -> None:
    assert month_from(text) is None


def test_a_month_is_said_in_the_readers_language() -> None:
    with translation.override("de"):
        assert Month(2026, 10).words == "Oktober 2026"
    with translation.override("es"):
        assert "octubre" in Month(2026, 10).words.lower()
    assert Month(2026, 10).short == "Oct ’26"
