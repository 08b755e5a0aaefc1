"""One cell is the value that it means, or a reason."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bothways.members.importing.cells import CellRefusedError, value_of
from bothways.members.importing.columns import LABELS


@pytest.mark.parametrize(
    ("column", "text", "value"),
    [
        ("name", "  Ida   Krog ", "Ida Krog"),
        ("number", "007", "007"),
        ("number", "", None),
        ("email", "Ida.Krog@Firm.Example", "ida.krog@firm.example"),
        ("email", "", None),
        ("unit", "Firm / Ops /Team 1", "Firm/Ops/Team 1"),
        ("unit", "Firm//Ops/", "Firm/Ops"),
        ("manager", "Boss@Firm.example", "Boss@Firm.example"),
        ("site", "", ""),
        ("started_on", "2024-03-01", date(2024, 3, 1)),
        ("started_on", "2024/3/1", date(2024, 3, 1)),
        ("started_on", "2024-03-01 00:00:00", date(2024, 3, 1)),
        ("started_on", "1.3.2024", date(2024, 3, 1)),
        ("started_on", "01. 03. 2024", date(2024, 3, 1)),
        ("started_on", "", None),
        ("language", "DE", "de"),
        ("language", "pt_BR", "pt-br"),
        ("language", "", ""),
    ],
)
def test_a_cell_is_what_it_means(column: str, text: str, value: object) -> None:
    assert value_of(column, text) == value


@pytest.mark.parametrize(
    ("column", "text", "reason"),
    [
        ("name", "", "Everyone needs a name"),
        ("name", "x" * 121, "at most 120"),
        ("number", "1" * 61, "at most 60"),
        ("email", "ida at firm", "'ida at firm' is not an e-mail address"),
        ("unit", "", "Firm/Operations/Team 1"),
        ("unit", " / ", "Firm/Operations/Team 1"),
        ("unit", "/".join(["x" * 100] * 5), "too long"),
        ("started_on", "03/04/2024", "could be two days"),
        ("started_on", "2024-02-31", "not a day"),
        ("started_on", "last spring", "not a day"),
        ("language", "Plattdeutsch!", "Write it as en or de"),
    ],
)
def test_a_cell_that_means_nothing_says_what_to_write(column: str, text: str, reason: str) -> None:
    with pytest.raises(CellRefusedError) as refusal:
        value_of(column, text)

    assert reason in str(refusal.value)


@pytest.mark.parametrize("sign", ["=", "+", "-", "@"])
@pytest.mark.parametrize("column", ["name", "title", "site", "unit", "email", "manager"])
def test_a_formula_is_refused_in_every_column(column: str, sign: str) -> None:
    with pytest.raises(CellRefusedError, match=f"begins with '\\{sign}', as a formula does"):
        value_of(column, f'{sign}HYPERLINK("http://evil.example")')


@pytest.mark.parametrize(
    ("text", "days", "value"),
    [
        ("03/04/2026", "dmy", date(2026, 4, 3)),
        ("03/04/2026", "mdy", date(2026, 3, 4)),
        ("3-4-2026", "dmy", date(2026, 4, 3)),
        ("12/25/2025 00:00", "mdy", date(2025, 12, 25)),
        ("2024.03.01", "", date(2024, 3, 1)),
        ("1.3.2024 08:00", "mdy", date(2024, 3, 1)),
        ("2024-03-01", "mdy", date(2024, 3, 1)),
    ],
)
def test_a_day_with_slashes_is_read_in_the_order_that_was_said(
    text: str, days: str, value: date
) -> None:
    assert value_of("started_on", text, days=days) == value


@pytest.mark.parametrize("days", ["dmy", "mdy"])
def test_a_day_that_no_month_has_is_refused_in_any_order(days: str) -> None:
    with pytest.raises(CellRefusedError, match="not a day we can read"):
        value_of("started_on", "31/31/2024", days=days)


@given(st.sampled_from(sorted(LABELS)), st.text(max_size=200))
def test_any_text_in_any_column_is_a_value_or_a_sentence(column: str, text: str) -> None:
    try:
        value = value_of(column, text, days="dmy")
    except CellRefusedError as refusal:
        assert len(str(refusal)) > 20  # noqa: PT017 - either way is right
    else:
        assert value is None or isinstance(value, str | date | tuple)


@given(st.dates(min_value=date(1000, 1, 1)))
def test_every_day_is_read_back_in_each_way_of_writing_it(day: date) -> None:
    written = {
        "": [day.isoformat(), f"{day.day}.{day.month}.{day.year}", f"{day.isoformat()}T00:00:00"],
        "dmy": [f"{day.day}/{day.month}/{day.year}"],
        "mdy": [f"{day.month:02}/{day.day:02}/{day.year}"],
    }
    for days, texts in written.items():
        assert {value_of("started_on", text, days=days) for text in texts} == {day}


@pytest.mark.parametrize(
    ("column", "text", "value"),
    [
        ("also", "Firm/Ops; Firm / Office;", ("Firm/Office", "Firm/Ops")),
        ("also", "", ()),
        ("matrix", "2; anne@f.example ;2", ("2", "anne@f.example")),
        ("interim", " Anne  Berg ", "Anne Berg"),
        ("leaves_on", "30.11.2026", date(2026, 11, 30)),
        ("interim_until", "", None),
    ],
)
def test_further_lines_and_days_are_values_too(column: str, text: str, value: object) -> None:
    assert value_of(column, text) == value
