"""The result as a table of text, as other programs read it."""

import csv
from dataclasses import replace
from io import StringIO

import pytest

from bothways.calculator.table import as_csv, harmless
from tests.calculator.test_words import FIRM


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(StringIO(text)))


def test_one_firm_has_a_row_for_each_team_with_four_digits() -> None:
    assert rows(as_csv([FIRM], with_firms=False)) == [
        ["team", "estimate", "lo", "hi"],
        ["Assembly", "3.5800", "3.3400", "3.9100"],
        ["Dispatch", "2.4400", "1.8600", "3.0000"],
    ]


def test_several_firms_stand_below_each_other_with_their_names() -> None:
    told = rows(as_csv([replace(FIRM, name="2024"), replace(FIRM, name="2025")], with_firms=True))

    assert told[0] == ["rep", "team", "estimate", "lo", "hi"]
    assert [row[0] for row in told[1:]] == ["2024", "2024", "2025", "2025"]


def test_commas_quotes_and_lines_in_a_name_break_no_row() -> None:
    odd = 'Sales, "North"\nand South'
    line = replace(FIRM.teams[0], team=odd)

    told = rows(as_csv([replace(FIRM, teams=(line,))], with_firms=False))

    assert [row[0] for row in told] == ["team", odd]


@pytest.mark.parametrize("begins", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx"])
def test_a_name_that_a_spreadsheet_would_run_is_made_a_text(begins: str) -> None:
    assert harmless(begins) == f"'{begins}"


@pytest.mark.parametrize("name", ["Assembly", "4th floor", "R&D", "Süd-West", "東京", ""])
def test_any_other_name_stays_as_it_is(name: str) -> None:
    assert harmless(name) == name
