from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bothways.members.importing import FileRefusedError
from bothways.outcomes.measures import EVERYBODYS, Measure
from bothways.outcomes.months import FIRST_YEAR, LAST_YEAR, Month, month_from
from bothways.outcomes.queries import Table
from bothways.outcomes.reading import MOST_BYTES, MOST_MONTHS, month_in, number_from, read_figures
from bothways.outcomes.tables import as_csv

OWN = Measure("orders_out_on_time", "Orders out on time", 1, "%", "more", 7)
MEASURES = [*EVERYBODYS.values(), OWN]
OCTOBER = Month(2026, 10)


def read(text: str) -> dict[tuple[Month, str], Decimal | None]:
    found = read_figures(text.encode(), MEASURES)
    assert found.problems == []
    return found.wanted


@pytest.mark.parametrize(
    "header",
    [
        "Month,People on the last day,People who left,Days of absence,Days planned",
        "month;headcount;leavers;days_lost;days_planned",
        "Monat;Mitarbeitende;Abgänge;Fehltage;Solltage",
        "Periode\tBeschäftigte\tAustritte\tKrankheitstage\tArbeitstage",
        "Mes;Plantilla;Bajas;Días perdidos;Días laborables",
    ],
)
def test_columns_are_known_in_three_languages(header: str) -> None:
    sign = next(sign for sign in ",;\t" if sign in header)

    found = read(f"{header}\n{sign.join(['2026-10', '31', '1', '14', '620'])}")

    assert found == {
        (OCTOBER, "headcount"): 31,
        (OCTOBER, "leavers"): 1,
        (OCTOBER, "days_lost"): 14,
        (OCTOBER, "days_planned"): 620,
    }


@pytest.mark.parametrize(
    "head", ["orders_out_on_time", "Orders out on time", "ORDERS OUT ON TIME (%)"]
)
def test_an_own_measure_is_known_by_its_name_and_its_code(head: str) -> None:
    assert read(f"month,{head}\n2026-10,94.5") == {(OCTOBER, OWN.code): Decimal("94.5")}


@pytest.mark.parametrize(
    "text",
    [
        *("2026-10", "2026-10-01", "10/2026", "01.10.2026", "10.2026", "Oct 2026", "October 2026"),
        *("Okt. 26", "Oktober 2026", "octubre de 2026", "OCT-26", "  2026-10 "),
    ],
)
def test_a_month_is_read_however_it_is_usually_written(text: str) -> None:
    assert month_in(text) == OCTOBER


@pytest.mark.parametrize(
    "text",
    ["", "2026", "13/2026", "2026-13", "1999-12", "10/01/2026", "soon 2026", "Oct", "２０２６-10"],
)
def test_what_is_not_surely_a_month_is_none(text: str) -> None:
    assert month_in(text) is None


@given(st.integers(FIRST_YEAR, LAST_YEAR), st.integers(1, 12))
def test_every_month_is_read_as_it_is_written(year: int, month: int) -> None:
    assert month_from(str(Month(year, month))) == Month(year, month)
    assert Month(year, month).plus(14).plus(-14) == Month(year, month)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        *[("4.5", "4.5"), ("4,5", "4.5"), ("1,234.5", "1234.5"), ("1.234,5", "1234.5")],
        *[("1 234,5", "1234.5"), ("1'234.5", "1234.5"), ("1.234.567", "1234567"), ("-3", "-3")],
        *[("0.123", "0.123"), ("12.", "12")],
    ],
)
def test_a_number_is_read_with_a_point_or_a_comma(text: str, number: str) -> None:
    assert number_from(text, whole=False) == Decimal(number)


def test_a_number_that_can_be_two_is_refused_unless_only_whole_ones_count() -> None:
    assert number_from("1,234", whole=True) == 1234
    with pytest.raises(ValueError, match="two ways"):
        number_from("1,234", whole=False)


@given(st.text(max_size=12), st.booleans())
def test_no_text_is_more_than_a_number_or_a_refusal(text: str, whole: bool) -> None:
    with suppress(ValueError):
        assert number_from(text, whole=whole).is_finite()


@given(st.binary(max_size=300))
def test_no_file_is_more_than_figures_or_a_refusal(content: bytes) -> None:
    with suppress(FileRefusedError):
        found = read_figures(content, MEASURES)
        assert found.wanted or found.problems


@pytest.mark.parametrize("column", ["Department", "Abteilung", "Equipo", "Name", "Site"])
def test_a_file_that_splits_the_firm_up_is_refused_and_says_why(column: str) -> None:
    with pytest.raises(FileRefusedError, match="could point at persons"):
        read_figures(f"month,{column},leavers\n2026-10,Stores,1".encode(), MEASURES)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "one row for each month"),
        (b"month,leavers", "one row for each month"),
        (b"leavers,headcount\n1,31", "No column names the month"),
        (b"month,weather\n2026-10,fair", "No column is a measure"),
        (b"month,leavers,exits\n2026-10,1,1", "Two columns mean the same"),
        (b"month,leavers\n2026-10,", "no figure in this file"),
        (b"PK\x03\x04...", "Save the sheet as CSV"),
        (b"month\x00,leavers\n", "not text"),
        (b"x" * (MOST_BYTES + 1), "larger than 500 kB"),
        (b"month,leavers\n" + b"2026-10,1\n" * (MOST_MONTHS + 1), "more than 240 rows"),
    ],
)
def test_a_file_that_is_no_table_of_months_says_what_to_do(content: bytes, words: str) -> None:
    with pytest.raises(FileRefusedError, match=words):
        read_figures(content, MEASURES)


def test_each_problem_names_its_row_its_column_and_what_to_do() -> None:
    found = read_figures(
        b"month,leavers,days_lost,weather\n2026-10,one,4.5,fair\nsoon,1,1,\n2026-10,1,1,", MEASURES
    )

    assert [(one.row, one.column) for one in found.problems] == [
        (2, "People who left"),
        (3, "Month"),
        (4, "Month"),
    ]
    assert "row 2 already" in found.problems[2].why
    assert found.unread == ["weather"]


def test_a_blank_cell_leaves_a_figure_as_it_is() -> None:
    assert read("month,leavers,headcount\n2026-10,,31") == {(OCTOBER, "headcount"): 31}


def test_what_goes_out_can_be_put_in_again_as_it_was() -> None:
    values = {
        "leavers": {OCTOBER: Decimal(2), OCTOBER.plus(-2): Decimal("0.000")},
        OWN.code: {OCTOBER: Decimal("94.500")},
    }

    text = as_csv(Table(tuple(MEASURES), values))

    assert text.splitlines()[2] == "2026-09,,,,,,"  # a month in between is there, and blank
    assert read(text) == {
        (month, code): value for code, found in values.items() for month, value in found.items()
    }
