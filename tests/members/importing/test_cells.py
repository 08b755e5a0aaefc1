"""One cell is the value that it means, or a reason."""

from datetime import date

import pytest

from bothways.members.importing.cells import CellRefusedError, value_of


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
        ("started_on", "03/04/2024", "Write it as 2024-03-31"),
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
